"""A letter in other forms: as screenshots, without pictures, read aloud, on paper."""
