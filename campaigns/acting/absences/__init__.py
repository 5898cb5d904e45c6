"""Who is away, of the house and among the contacts."""
