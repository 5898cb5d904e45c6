"""From the bytes of a file to lines of meaningful values: nothing here knows the database. Pure."""
