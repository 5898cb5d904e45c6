"""The tests: they mirror the tree, read as sentences, and talk to real parts."""
