"""Who speaks for a side of the partnership: designated persons, their deputies, and the days on which they do."""
