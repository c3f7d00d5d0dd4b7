"""Turn bytes into an Article: decoding, main text, zones, language, dates, each with its evidence."""
