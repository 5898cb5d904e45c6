"""What is done about a letter that has left."""
