"""The pages where contributors propose."""
