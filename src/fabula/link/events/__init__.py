"""Event mentions to events, and events to series."""
