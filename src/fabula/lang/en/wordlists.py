"""How the word lists of this folder are written: words parted by white space, phrases parted by bars."""


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of a list."""
    return frozenset(text.split("|"))
