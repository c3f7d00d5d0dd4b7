"""Reading the tables in data/: one entry a line, ``head = word word ...``; lines that start with # are remarks."""

from importlib import resources


def entries(name: str) -> list[tuple[str, list[str]]]:
    """The entries of a table in order, as head and words. A word that ends in ``:-`` is one left out on purpose."""
    text = resources.files(__package__).joinpath(f"data/{name}").read_text("utf-8")
    rows = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            head, _, rest = line.partition(" = ")
            rows.append((head.strip(), [w for w in rest.split() if not w.endswith(":-")]))
    return rows


def table(name: str) -> dict[str, list[str]]:
    """The entries of a table by head; the words of entries of one head are put together."""
    out: dict[str, list[str]] = {}
    for head, words in entries(name):
        out.setdefault(head, []).extend(words)
    return out


def wordlist(text: str) -> list[str]:
    """The words of a text in order."""
    return text.split()
