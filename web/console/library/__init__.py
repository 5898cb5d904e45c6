"""The libraries: pictures and documents, what is known of each and where it is used."""

from web.console.library import documents, pictures

ROUTERS = (pictures.router, documents.router)
