"""What is still to come."""
