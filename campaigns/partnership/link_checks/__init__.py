"""Whether each partner's site shows the other."""
