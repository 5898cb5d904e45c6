"""Preparing a departure: the plan of an issue (to whom, when), who is left out, the last look, and a list that moved.

Owns what stands between the checks and the launch. Refuses to send: `campaigns.acting.launching` does.
"""
