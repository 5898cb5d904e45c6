"""The rights of a person on her data (GDPR chapter III): the desk that answers, and her own page."""
