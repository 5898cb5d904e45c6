"""Letters as forms: a frozen context goes in, a compiled letter with placeholders for each reader comes out.

Owns the documents that bodies are made of, the merge fields, the MJML, the text part and what makes all of them safe.
Refuses networks, databases and clocks, and to know what a contact, an issue or a campaign is.
"""
