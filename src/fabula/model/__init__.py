"""What everything speaks of: records, decisions, spans and the words that fields may hold."""
