"""Who and what is named or referred to, in chains."""
