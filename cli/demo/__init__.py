"""`relais demo`: an invented partnership and one mailing to it, so that a newcomer sees everything work.

Owns the invented people, their files, their articles and the server that catches their letters. Refuses real names,
real domains and real mail servers: nothing of a demo ever leaves the machine.
"""
