"""Records as lines that read, tables and drawings, the same for every door."""
