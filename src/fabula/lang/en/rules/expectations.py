"""English that the rules of ``forecasts/expectations`` in ``extract`` go by: its word lists and patterns."""

EXPECTING = frozenset({"expect", "predict", "forecast", "foresee", "anticipate"})
"""Verbs whose object clause ("growth to slow") is a forecast of their subject's."""
CHANCES = frozenset({"chance", "probability", "likelihood", "possibility", "risk", "danger", "prospect", "odds"})
NONE = frozenset({"little", "no", "scant", "small", "slim", "low", "remote", "slight"})
GOOD = frozenset({"every", "good", "strong", "high", "great", "fair", "excellent"})
