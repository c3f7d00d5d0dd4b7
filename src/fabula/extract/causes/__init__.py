"""What is said to cause what."""
