"""Everything English: word lists, grammar, times, stems, the parser."""
