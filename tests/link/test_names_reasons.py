"""Two names, whether they are one, how sure that is and why: the reason that a person is shown."""

import pytest

from fabula.names.compare import AGREE, align, hopeless, match, pair
from fabula.names.tokens import kind_of, parse, token


@pytest.mark.parametrize(
    ("left", "right", "kind", "same", "score", "clash", "reason"),
    [
        ("Ana Ruiz", "Ana Ruiz", "Person", True, 1.0, False, "the same letters"),
        ("Ana Ruiz", "Anna Ruiz", "Person", True, 1.0, False, "decided: every word of the shorter is answered"),
        ("Ana Ruiz", "A. Ruiz", "Person", True, 0.93, False, "decided: every word of the shorter is answered"),
        ("A. Ruiz", "A. Ruis", "Person", True, 0.97, False, "decided: every word of the shorter is answered"),
        ("Ana Ruiz", "Ruiz", "Person", False, 0.5, False, "decided: one name alone does not say who"),
        ("Ana Ruiz", "Ana Prado", "Person", False, 0.3, False, "decided: words on both sides that nothing answers"),
        ("Ana Ruiz", "Ana Ruiz Prado", "Person", True, 0.98, False, "decided: every word of the shorter is answered"),
        (
            "Ana Ruiz Prado",
            "Ana Ruiz Lopez",
            "Person",
            False,
            0.4,
            False,
            "decided: words on both sides that nothing answers",
        ),
        (
            "Marion Kestrel",
            "Marion Kestral",
            "Person",
            True,
            0.98,
            False,
            "decided: every word of the shorter is answered",
        ),
        (
            "Marian Kestrol",
            "Marion Kestral",
            "Person",
            True,
            0.96,
            False,
            "decided: every word of the shorter is answered",
        ),
        ("Marion Kestrel", "Marionkestrel", "Person", True, 1.0, False, "the same letters"),
        ("Marion Kestrel", "Mar ion Kestrel", "Person", True, 1.0, False, "the same letters"),
        (
            "Janis Berzin",
            "Janis Berzins",
            "Person",
            True,
            0.94,
            False,
            "decided: every word of the shorter is answered",
        ),
        (
            "Janis Berzin",
            "Janis Berzinsk",
            "Person",
            False,
            0.3,
            False,
            "decided: words on both sides that nothing answers",
        ),
        (
            "Andrej Lavrov",
            "Andrejs Lavrovs",
            "Person",
            True,
            0.9,
            False,
            "decided: every word of the shorter is answered",
        ),
        (
            "Alexander Orlov",
            "Aleksandr Orlov",
            "Person",
            True,
            0.98,
            False,
            "decided: every word of the shorter is answered",
        ),
        (
            "Alexander Orlov",
            "Sasha Orlov",
            "Person",
            True,
            0.95,
            False,
            "decided: every word of the shorter is answered",
        ),
        ("Kim Do-yun", "Kim Doyun", "Person", True, 1.0, False, "the same letters"),
        ("Chou Enlai", "Zhou En-lai", "Person", True, 0.84, False, "only right: lai"),
        ("Chou En-lai", "Zhou Enlai", "Person", True, 0.84, False, "only right: enlai"),
        ("Mao Tse-tung", "Mao Zedong", "Person", True, 0.88, False, "only right: zedong"),
        (
            "J. K. Marlow",
            "John Kenneth Marlow",
            "Person",
            True,
            0.9,
            False,
            "decided: every word of the shorter is answered",
        ),
        (
            "John Marlow Jr.",
            "John Marlow Sr.",
            "Person",
            False,
            0.0,
            True,
            "clash: generations differ (junior, senior)",
        ),
        ("John Marlow III", "John Marlow II", "Person", False, 0.0, True, "clash: generations differ (3, 2)"),
        ("", "Ana", "Person", False, 0.0, False, "no letters to compare"),
        ("...", "...", "Person", True, 1.0, False, "no letters to compare"),
        ("Northern Grain Bank", "NGB", "Company", True, 0.85, False, "one is made of the other's initials"),
        ("Northern Grain Bank", "NGBX", "Company", False, 0.0, False, "decided: nothing agrees"),
        ("Northern Grain Bank", "N.G.B.", "Company", True, 0.85, False, "one is made of the other's initials"),
        ("Northern Grain Bank", "ngb", "Company", False, 0.0, False, "decided: nothing agrees"),
        ("Northern Grain Bank", "Northern Grain Bank Ltd", "Company", True, 0.97, False, "bank = bank (same)"),
        (
            "Northern Grain Bank",
            "Southern Grain Bank",
            "Company",
            False,
            0.47,
            False,
            "decided: words that nothing answers",
        ),
        ("Northern Grain Bank", "Northern Grain", "Company", False, 0.56, False, "decided: words that nothing answers"),
        ("Northern Grain Bank", "Grain Northern Bank", "Company", True, 0.9, False, "decided: every word is answered"),
        ("Northern Grain Bank", "Northerm Grain Bank", "Company", True, 0.95, False, "decided: every word is answered"),
        ("Northern Grain Bank", "Northerm Grian Bank", "Company", True, 0.89, False, "decided: every word is answered"),
        ("Grain Works", "Grainworks", "Company", True, 1.0, False, "the same letters"),
        ("Radio 4", "Radio 5", "Company", False, 0.1, True, "clash: numbers differ (4; 5)"),
        ("Radio 4", "Radio Four", "Company", True, 0.97, False, "4 = 4 (same)"),
        ("Acme", "Acne", "Company", False, 0.49, False, "decided: too much differs"),
        ("Germany", "France", "Place", False, 0.05, True, "clash: DE and FR in the gazetteer"),
        ("Germany", "Deutschland", "Place", True, 0.95, False, "both name DE in the gazetteer"),
        (
            "Ministry of Defence",
            "Ministère de la Défense",
            "Organization",
            True,
            0.96,
            False,
            "decided: every word is answered",
        ),
        (
            "Ministry of Finance",
            "Ministry of Defence",
            "Organization",
            False,
            0.35,
            False,
            "decided: words that nothing answers",
        ),
        ("محمد علي", "Mohammed Ali", "Person", True, 0.97, False, "decided: every word of the shorter is answered"),
        ("Иван Петров", "Ivan Petrov", "Person", True, 0.97, False, "петров = petrov (same letters)"),
        ("Иван Петров", "Ivan Petrof", "Person", True, 0.97, False, "decided: every word of the shorter is answered"),
        ("李明", "Li Ming", "Person", True, 0.97, False, "李明 = liming (same letters)"),
        ("李明", "李鸣", "Person", False, 0.0, False, "decided: nothing agrees"),
        ("Alpha Beta", "AB", "Company", True, 0.85, False, "one is made of the other's initials"),
        (
            "One Two Six Ten Nine Four Five Seven",
            "OTSTNFFS",
            "Company",
            False,
            0.1,
            True,
            "clash: numbers differ (1, 2, 4, 5, 6, 7, 9, 10; none)",
        ),
        (
            "One Two Six Ten Nine Four Five Seven Zero",
            "OTSTNFFSZ",
            "Company",
            False,
            0.1,
            True,
            "clash: numbers differ (0, 1, 2, 4, 5, 6, 7, 9, 10; none)",
        ),
        (
            "Northern Grain Company",
            "Northerm Grian Compamy",
            "Company",
            False,
            0.47,
            False,
            "decided: words that nothing answers",
        ),
        ("Grain Bank", "Grain Bonk", "Company", True, 0.97, False, "decided: every word is answered"),
        ("Kestrelwood", "Kestrelwooood", "Company", True, 1.0, False, "decided: every word is answered"),
        ("Velmarine", "Velmarzze", "Company", True, 0.81, False, "decided: every word is answered"),
        ("Velmar", "Velmzz", "Company", False, 0.0, False, "decided: nothing agrees"),
        ("Grain Northern", "Northern Grain", "Company", True, 1.0, False, "decided: every word is answered"),
        ("Rotterdams", "Rotterdam", "Person", True, 0.89, False, "decided: every word of the shorter is answered"),
        (
            "Lavrovs Pavels",
            "Lavrov Pavel",
            "Person",
            True,
            0.88,
            False,
            "decided: every word of the shorter is answered",
        ),
        (
            "Kalnis Peteris",
            "Kalni Peteri",
            "Person",
            True,
            0.88,
            False,
            "decided: every word of the shorter is answered",
        ),
        ("Ana Ruiz", "Ruiz Ana", "Person", True, 1.0, False, "decided: every word of the shorter is answered"),
        ("Petra Lund", "Petre Lunt", "Person", True, 0.94, False, "decided: every word of the shorter is answered"),
        ("A. B.", "Ana Bell", "Person", False, 0.4, False, "decided: initials alone"),
        ("Harbourside Shipping", "Harbour Side Shipping", "Company", True, 1.0, False, "the same letters"),
        ("Harbourside Shipping", "Harborside Shiping", "Company", True, 0.99, False, "decided: every word is answered"),
        ("Harbourview Nine", "Harbourview Ten", "Company", False, 0.1, True, "clash: numbers differ (9; 10)"),
        ("Agder 12", "Agder twelve", "Company", True, 0.97, False, "12 = 12 (same)"),
    ],
)
def test_two_names_with_the_reason(
    left: str, right: str, kind: str, same: bool, score: float, clash: bool, reason: str
) -> None:
    for a, b in ((left, right), (right, left)):
        found = match(a, b, kind)
        assert (found.same, found.clash) == (same, clash), found
        assert found.score == pytest.approx(score, abs=0.011)
    found = match(left, right, kind)
    assert found.why[-1] == reason


@pytest.mark.parametrize(
    ("a", "b", "by"),
    [
        ("berzin", "berzins", "Baltic ending"),
        ("lavrov", "lavrovs", "Baltic ending"),
        ("kestrel", "kestrel", "same"),
        ("4", "four", "same number"),
        ("4", "5", "numbers differ"),
        ("orchard", "orchrad", "typing"),
        ("oak", "oka", "differ"),
        ("alexander", "sasha", "form of one name"),
    ],
)
def test_two_words_with_what_they_agree_by(a: str, b: str, by: str) -> None:
    assert pair(token(a), token(b)).by == by


def test_each_word_answers_one_word_and_the_nearest_of_equals() -> None:
    person = kind_of("Person")
    found = align(parse("Ana Ana Ruiz", person).tokens, parse("Ana Lund", person).tokens)
    assert [(i, j) for i, j, _ in found.pairs] == [(0, 0)]
    assert found.unanswered == (2, 1)
    assert not found.rotated
    turned = align(parse("Ana Ruiz", person).tokens, parse("Ruiz Ana", person).tokens)
    assert turned.rotated
    assert turned.typos == 0
    assert all(p.score >= AGREE for _, _, p in turned.pairs)


@pytest.mark.parametrize("kind", ["Person", "Company"])
def test_what_is_told_to_be_hopeless_scores_less(kind: str) -> None:
    names = [
        *("Ana Ruiz", "Ana Ruiz Prado", "Marion Kestrel", "Marionkestrel", "A. Ruiz", "Petra Lund", "Lund"),
        *(
            "Northern Grain Bank",
            "NGB",
            "Southern Grain Bank",
            "Grain Works",
            "Grainworks",
            "Chou En-lai",
            "Zhou Enlai",
        ),
    ]
    parsed = [parse(n, kind_of(kind)) for n in names]
    told = 0
    for a, m in zip(parsed, names, strict=True):
        for b, n in zip(parsed, names, strict=True):
            for least in (0.2, 0.5, 0.8):
                if hopeless(a, b, least):
                    told += 1
                    found = match(m, n, kind)
                    assert not found.same
                    assert found.score < least or found.clash
    assert told > 100
