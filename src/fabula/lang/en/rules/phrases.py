"""English that the rules of ``mentions/phrases`` in ``extract`` go by: its word lists and patterns."""

PRONOUNS: dict[str, tuple[int, str, str]] = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), (1, "s", "")),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), (1, "p", "")),
    **dict.fromkeys(("he", "him", "his", "himself"), (3, "s", "m")),
    **dict.fromkeys(("she", "her", "hers", "herself"), (3, "s", "f")),
    **dict.fromkeys(("it", "its", "itself"), (3, "s", "n")),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), (3, "p", "")),
    **dict.fromkeys(("who", "whom", "whose", "which"), (0, "", "")),
}
"""Each pronoun's person (0: relative), number and gender."""
OF_A_WOMAN = ("skaya", "skaia", "skaja", "ovna", "evna", "ová", "ova", "eva")
