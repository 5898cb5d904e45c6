"""« Personnes désignées » and « Bon à tirer » in the console."""
