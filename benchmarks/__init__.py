"""Quality and speed, runnable side by side."""
