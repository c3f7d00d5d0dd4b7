"""What follows from all of a dossier, once a build: the causal map, the ledger of forecasts, the timeline."""
