"""Mentions to entities, across articles and spellings."""
