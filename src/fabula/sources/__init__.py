"""Find articles: files, folders, globs, saved pages, JSONL, standard input, addresses."""
