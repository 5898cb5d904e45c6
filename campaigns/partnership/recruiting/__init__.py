"""« Recruter avec votre mission locale »: whom a reader in a company turns to, in letters and on the public page.

Only where a clause of the convention asks for it; the partner to whom that clause is owed answers for all of them.
"""
