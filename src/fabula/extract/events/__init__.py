"""What happened: event mentions with who, where and when."""
