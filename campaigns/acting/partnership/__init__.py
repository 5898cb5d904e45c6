"""What the partnership needs of several floors at once: messages that leave by the tick, proofs, launches."""
