"""The ledger of forecasts: status, evidence, scoring."""
