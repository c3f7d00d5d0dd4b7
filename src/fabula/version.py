"""The version, alone in a module so that all may read it."""

__version__ = "0.1.0"
