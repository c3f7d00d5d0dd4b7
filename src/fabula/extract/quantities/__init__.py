"""What the article counts and measures: a value, how exact it is, and what it is of."""
