"""The articles: their list, writing one, its history, its typography, and the Word files that bring several."""

from web.console.articles import history, listing, typography, word_files, writing

#: In this order: what has a name of its own stands before what has a number.
ROUTERS = (listing.router, word_files.router, writing.router, history.router, typography.router)
