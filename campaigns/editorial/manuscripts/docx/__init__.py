"""Word files (.docx, ECMA-376): the zip, its parts, and the text that readers of the file see."""
