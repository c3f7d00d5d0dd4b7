"""Where work runs: this process, or worker processes on this machine."""
