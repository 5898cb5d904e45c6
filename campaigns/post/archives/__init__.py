"""What was sent, as anybody may read it: articles and issues from the frozen editions, without any data about readers.

Owns the public copies and what was withdrawn from them; refuses to touch an edition: its hash stays what it was.
"""
