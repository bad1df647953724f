"""How the packaged model is made: corpora, heads, training, export, evaluation. Not in the wheel."""
