"""Keep a dossier: what a store answers, and the one of SQLite."""
