"""The demo: invented people, their files, the server that catches their letters."""
