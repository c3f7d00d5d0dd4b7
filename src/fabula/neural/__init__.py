"""The encoder that models share: pieces, sessions, and the reader."""
