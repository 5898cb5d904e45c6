"""What the weeks ahead hold for the newsroom: issues, departures, events, and who is away."""
