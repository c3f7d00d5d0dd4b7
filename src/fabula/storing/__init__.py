"""Keep a dossier: schema, migrations, SQLite."""
