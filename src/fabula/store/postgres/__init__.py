"""A dossier as a schema of a PostgreSQL database, for many people at once and more than one file holds."""
