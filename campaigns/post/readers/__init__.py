"""What a reader does with a letter in hand: subscribes, leaves, wants less, is erased."""
