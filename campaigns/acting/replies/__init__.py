"""What readers write back and what the machine did not understand: read, decided, answered, classed."""
