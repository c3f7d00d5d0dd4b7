"""Languages: one folder each, behind one Protocol."""
