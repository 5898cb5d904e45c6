"""After a letter has left: what became of it, and what a person does about that."""
