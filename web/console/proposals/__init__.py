"""« Propositions »: what contributors propose, with the one page where it is answered."""

from web.console.proposals import reading

ROUTERS = (reading.router,)
