"""A dossier in one SQLite file."""
