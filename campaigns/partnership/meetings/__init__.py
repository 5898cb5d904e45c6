"""Meetings and events that a convention asks for: planned, invited to, held, and what came of them.

Which kinds there are is data: only what a clause of the convention in force accepts can be planned here.
"""
