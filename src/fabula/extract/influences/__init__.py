"""What is said to move what, beyond causal verbs: the links of the system that a telling describes."""
