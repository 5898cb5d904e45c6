"""Letters that came back: recognised, recorded once, and those that ask a person."""
