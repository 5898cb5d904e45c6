"""What people send: Word files and text that was copied from Word, read into the documents that bodies are made of.

Owns both readers and the way a manuscript becomes items. Pure: bytes in, values out. Keeps the words and their order;
reports omissions. Refuses to keep anything of Word itself: styles, authors, comments, what was deleted or hidden.
"""
