"""From the bytes of a file to lines that say something: nothing here knows the database. Pure."""
