"""What missions locales propose: how it comes in, the one question, the answer, and what became of it.

Refuses to print anything by itself: a proposal is a draft that a person of the newsroom reads first.
"""
