"""How far the letter reached, région by région: who is there, who got a letter, who signed, who brought them.

Régions are those of the last day that is looked at, and every one has its line, with zeros where nothing is.
"""
