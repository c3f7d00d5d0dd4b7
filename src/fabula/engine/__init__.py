"""The engine: what is stale, what is kept, and where work runs. It stands above link and compare."""
