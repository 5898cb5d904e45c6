"""Segments: rules about organisations, contacts and their past; kept under names, compiled to SQL. Refuses to send."""
