"""What keeps two names apart however alike they look."""

from fabula.names.lexicon import GIVEN_NAMES
from fabula.names.tables import wordlist
from fabula.names.tokens import Name, Token

# Endings of surnames and given names that tell a man from a woman, in Latin letters, longest first.
_MALE_FEMALE = [
    (male.strip("-"), female)
    for male, _, female in (
        pair.partition(">")
        for pair in wordlist(
            "sky>skaya skiy>skaya skii>skaya skij>skaja ski>ska sky>ska cki>cka tsky>tskaya dzki>dzka ski>skaja yi>aya "
            "y>aya ij>aja in>ina yn>yna ov>ova ev>eva ow>owa aw>owa au>ova ou>ova ev>ieva eu>eva y>a ->ova ->a ->ia "
            "->ja ->ya o>a"
        )
    )
]
_CASES = ("a", "u", "om", "em", "ym", "e", "owi", "i", "ja", "ju", "iem", "y")


def before(a: Name, b: Name) -> str | None:
    """A clash that is seen before any word is compared; None where there is none."""
    if a.generation != b.generation and min(len(a.tokens), len(b.tokens)) > 1:
        return f"generations differ ({a.generation or 'none'}, {b.generation or 'none'})"
    return None


def gendered(a: Token, b: Token, surname: bool) -> bool:
    """Whether two words differ by the ending that tells a man's name from a woman's."""
    x, y = sorted((a.plain, b.plain), key=len)
    if x == y or len(x) < 3:
        return False
    for male, female in _MALE_FEMALE:
        if (male, female) == ("o", "a") and surname:
            continue  # Lukashenko and Lukashenka are two languages' spellings of one name
        for m, f in ((x, y), (y, x)):
            if m.endswith(male) and f.endswith(female) and m[: len(m) - len(male)] == f[: len(f) - len(female)]:
                stem = len(m) - len(male)
                if stem >= 3 or (stem >= 2 and male):
                    return True
    return False


def _inflected(a: Token, b: Token) -> bool:
    """Whether one word may be a case of the other."""
    x, y = sorted((a.plain, b.plain), key=len)
    stem = x[:-1] if x[-1:] in "aeo" else x
    return x != y and (y[len(x) :] in _CASES if y.startswith(x) else y.startswith(stem) and y[len(stem) :] in _CASES)


def persons(a: Name, b: Name, pairs: list[tuple[int, int]]) -> str | None:
    """A clash between two persons' names whose words ``pairs`` answer each other."""
    words = [(a.tokens[i], b.tokens[j]) for i, j in pairs]
    full = [(x, y) for x, y in words if not x.initial and not y.initial]
    apart = [(x, y) for x, y in full if x.plain != y.plain]
    # All words in another case are one name declined (Владимир Путин, Владимира Путина); a woman's name is not.
    declined = len(full) > 1 and all(_inflected(x, y) for x, y in full)
    if not declined:
        for x, y in apart:
            surname = x is a.tokens[-1] or y is b.tokens[-1]
            if gendered(x, y, surname):
                return f"{x.word} and {y.word} are a man's and a woman's"
    order = [j for _, j in sorted(pairs)]
    if order != sorted(order) and not (a.ordered or b.ordered):
        if any(x.linked != y.linked for x, y in full):
            return "who descends from whom differs"
        if len(pairs) == 2 and all(x.plain in GIVEN_NAMES and y.plain in GIVEN_NAMES for x, y in full):
            return "two given names in another order"
    left = [t for i, t in enumerate(a.tokens) if i not in {i for i, _ in pairs}]
    right = [t for j, t in enumerate(b.tokens) if j not in {j for _, j in pairs}]
    middle_a = [t.plain[:1] for t in a.tokens[1:-1]]
    middle_b = [t.plain[:1] for t in b.tokens[1:-1]]
    abbreviated = any(t.initial for t in (*a.tokens[1:-1], *b.tokens[1:-1]))
    uneven = len(a.tokens) != len(b.tokens)
    if middle_a and middle_b and (left or right) and abbreviated and uneven and middle_a != middle_b:
        return f"middle initials differ ({' '.join(middle_a)}, {' '.join(middle_b)})"
    return None


def firms(a: Name, b: Name) -> str | None:
    """A clash between two names of organisations, places or things."""
    if a.numbers != b.numbers:
        return (
            f"numbers differ ({', '.join(map(str, a.numbers)) or 'none'}; {', '.join(map(str, b.numbers)) or 'none'})"
        )
    if a.forms and b.forms and not a.forms & b.forms:
        return f"legal forms differ ({', '.join(sorted(a.forms))}; {', '.join(sorted(b.forms))})"
    return None
