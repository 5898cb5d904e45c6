"""What needs whole servers from the system's packages; run by `make acceptance`, not by `make test`."""
