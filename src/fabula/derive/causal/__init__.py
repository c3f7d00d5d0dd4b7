"""Assemble the causal map, weigh its edges, run what-if."""
