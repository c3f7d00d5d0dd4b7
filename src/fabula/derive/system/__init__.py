"""The system that the tellings describe: what can rise and fall in it, and what is said to move what."""
