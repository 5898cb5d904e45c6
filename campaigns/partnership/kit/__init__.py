"""The kit that missions locales pass on: words to copy, a brochure, the partners' logos, behind a link of their letter.

Offered only where a clause of the convention asks for it and somebody has prepared it. `preparing` says what it holds,
`taking` hands it out and counts who took it, by organisation.
"""
