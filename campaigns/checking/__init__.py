"""May this issue leave? Reads everything below, changes nothing."""
