"""Pages for readers: no cookie, no script, no personal datum in an address. GET changes nothing."""
