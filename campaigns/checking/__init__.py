"""May this issue leave, and can this installation send? Reads everything below, changes nothing."""
