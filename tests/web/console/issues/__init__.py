"""The rooms of « Numéros »."""
