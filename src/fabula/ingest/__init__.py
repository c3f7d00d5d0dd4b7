"""From bytes to articles: finding sources, and reading each into an Article."""
