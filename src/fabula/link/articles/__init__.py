"""Articles to groups, stories and lineage."""
