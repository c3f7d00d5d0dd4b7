"""Link across articles: mentions to entities, event mentions to events, articles to stories and lineage."""
