"""How the reader is trained, exported and measured: see train.py for the one command."""
