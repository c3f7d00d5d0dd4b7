"""Fabula reads many tellings of a story and builds the one story that they tell."""
