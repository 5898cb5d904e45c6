"""« À qui et quand » and « Relire et envoyer »."""
