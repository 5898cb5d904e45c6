"""The people who are known, as an officer keeps them: looked up, added, put right, let go of."""
