"""The rights of persons over their data (GDPR chapter III): the desk that answers, and the person's own page."""
