"""English that the rules of ``influences/clauses`` in ``extract`` go by: its word lists and patterns."""

THROUGH = frozenset(
    "risk begin start continue plan seek try hope want expect threaten tend help fail cease stop say think believe warn fear "
    "predict likely".split()
)
BECOMING = frozenset({"be", "become", "remain", "stay", "get", "grow", "turn"})
COMING = frozenset(
    {"come", "arrive", "begin", "start", "return", "happen", "last", "continue", "hold", "work", "succeed"}
)
