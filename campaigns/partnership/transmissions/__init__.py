"""The list of new signatories: transmitted to the other partner in numbered periods, announced in an issue.

Each first signature is in exactly one transmission and, whatever becomes of that, announced in exactly one issue.
`announcements` keeps the second, `transmitting` the first; both choose from `lists.organisations.signatories`.
"""
