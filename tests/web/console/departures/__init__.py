"""« Envois »: what an officer sees and presses while a letter leaves."""
