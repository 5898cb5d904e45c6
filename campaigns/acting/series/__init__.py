"""What a letter does by itself: its welcome tried out, its digest prepared, the better of two subjects chosen."""
