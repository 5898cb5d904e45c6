"""What readers answered to an invitation, as the officer counts it; and how long it is known whose answer it is."""
