"""English that the rules of ``influences/rules`` in ``extract`` go by: its word lists and patterns."""

WEIGHTS_ON = frozenset({"pressure", "strain", "burden", "stress", "hold", "grip"})
BECOMING = frozenset({"be", "become", "remain", "grow", "get", "stay"})
