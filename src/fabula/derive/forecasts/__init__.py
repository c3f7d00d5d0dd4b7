"""The ledger of forecasts: who expected what by when, what came of it, and how good they are at it."""
