"""Linking is near-linear in the number of names."""

import random
import time

from fabula.names import Row, link


def _rows(count: int) -> list[Row]:
    chance = random.Random(3)
    syllables = [c + v for c in "bdgklmnprstvz" for v in "aeiou"]
    word = lambda: "".join(chance.choices(syllables, k=chance.randint(2, 4))).capitalize()  # noqa: E731
    given, surnames = [word() for _ in range(200)], [word() for _ in range(count // 4)]
    return [
        Row(
            id=str(i),
            form=chance.choice(surnames) if i % 3 else f"{chance.choice(given)} {chance.choice(surnames)}",
            type="PER",
            doc=str(i // 20),
            language=chance.choice(["pl", "cs", "sl"]),
        )
        for i in range(count)
    ]


def test_eight_times_the_names_take_no_more_than_twenty_times_as_long() -> None:
    took = []
    for count in (1_000, 8_000):
        rows = _rows(count)
        start = time.process_time()
        labels = link(rows)
        took.append(time.process_time() - start)
        assert len(labels) == count
    assert took[1] < max(20 * took[0], 1.6)
