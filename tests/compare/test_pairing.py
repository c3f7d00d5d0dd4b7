"""What two claims have to say to each other, given what a judge thinks of them: a clash, an agreement, a development, nothing."""

import pytest

from fabula.compare.pairing import judged
from fabula.compare.profiles import ClaimProfile, profiles
from fabula.compare.verdicts import Verdicts
from fabula.extract.annotate import annotate
from fabula.ingest.items import Item
from fabula.ingest.reading import read

Odds = tuple[float, float, float]
AGREES, CLASHES, NEITHER, UNSURE = (0.9, 0.05, 0.05), (0.05, 0.9, 0.05), (0.05, 0.05, 0.9), (0.3, 0.4, 0.3)
DAY, SOON, LATER = "2024-03-05", "2024-03-08", "2024-04-08"

TOLLS = ("The fire in Velmar killed nine people.", "The fire in Velmar killed four people.")
VERDICTS = (
    "The court in Velmar convicted the owner of arson.",
    "The court in Velmar acquitted the owner of arson.",
)
ARRESTS = (
    "The police in Velmar arrested the owner of the mill.",
    "The police in Velmar did not arrest the owner of the mill.",
)
HOUSES = ("No houses in Velmar were damaged by the storm.", "The storm damaged 40 houses in Velmar.")
RATES = ("The bank in Velmar raised its rate to 4 percent.", "The bank in Velmar raised its rate to 5 percent.")
PLAN = ("The council of Velmar will close the mill in June.", "The council of Velmar closed the mill in June.")


class Says(Verdicts):
    """A judge that thinks the same of every pair."""

    def __init__(self, odds: Odds) -> None:
        super().__init__()
        self.odds = odds

    def probabilities(self, left: str, right: str) -> Odds | None:
        return self.odds


def profile(text: str, day: str, event: str) -> ClaimProfile:
    x = annotate(read(Item(source=text, id=text, media="row", text=text, published=day), plain=True))
    (found,) = profiles([x], [], {x.article.id: event})
    return found


def link(
    pair: tuple[str, str], odds: Odds, like: float, days: tuple[str, str] = (DAY, DAY), one_event: bool = True
) -> tuple[str, str]:
    a, b = (
        profile(t, d, "event" if one_event else f"event-{n}") for n, (t, d) in enumerate(zip(pair, days, strict=True))
    )
    found = judged(a, b, like, Says(odds))
    turned = judged(b, a, like, Says(odds))
    kinds = [j.link.kind if j and j.link else "neither" for j in (found, turned)]
    assert kinds[0] == kinds[1]  # whichever comes first
    if found and found.link:
        assert 0 <= found.link.score <= 1
    return kinds[0], found.link.why[0] if found and found.link else ""


@pytest.mark.parametrize(
    ("pair", "odds", "like", "kind", "reason"),
    [
        (TOLLS, AGREES, 0.6, "disagree", "the numbers differ: one says nine people, the other four people"),
        (TOLLS, NEITHER, 0.6, "disagree", "the numbers differ: one says nine people, the other four people"),
        (TOLLS, NEITHER, 0.2, "neither", ""),
        (VERDICTS, CLASHES, 0.6, "disagree", "the opposite is told: convict and acquit"),
        (VERDICTS, NEITHER, 0.6, "disagree", "the opposite is told: convict and acquit"),
        (ARRESTS, CLASHES, 0.7, "disagree", "one denies what the other says: “did not arrest”"),
        (
            HOUSES,
            NEITHER,
            0.1,
            "disagree",
            "one says that there are none, the other counts them: “No houses in”, “40 houses”",
        ),
        (RATES, UNSURE, 0.7, "disagree", "the numbers differ: one says 4 percent, the other 5 percent"),
        (
            (TOLLS[0], "The fire in Velmar killed at least nine people."),
            AGREES,
            0.6,
            "agree",
            "same quantity: nine people, nine people",
        ),
        ((TOLLS[0], "The fire in Velmar destroyed the school."), NEITHER, 0.4, "neither", ""),
        (
            (ARRESTS[0], "The police in Velmar might arrest the owner of the mill."),
            CLASHES,
            0.7,
            "development",
            "a development: an expectation, and what is",
        ),
        (PLAN, NEITHER, 0.7, "development", "a development: one tells what was to come (“will”), the other what is"),
        (
            (PLAN[0], "The council of Velmar will close the mill in May."),
            CLASHES,
            0.7,
            "view",
            "a difference of view, not of fact",
        ),
        (
            ("The mill in Velmar burned down on Monday.", "The mill in Velmar burned down on Friday."),
            CLASHES,
            0.8,
            "disagree",
            "the dates differ: one says March 4, the other March 1",
        ),
        (
            ("The mayor of Velmar denied that the dam had failed.", "The dam of Velmar had failed."),
            CLASHES,
            0.6,
            "disagree",
            "what one says cannot be so if what the other says is, by the learned judge",
        ),
    ],
)
def test_two_claims_of_one_day(pair: tuple[str, str], odds: Odds, like: float, kind: str, reason: str) -> None:
    assert link(pair, odds, like) == (kind, reason)


@pytest.mark.parametrize(
    ("pair", "days", "kind"),
    [
        (TOLLS, (DAY, DAY), "disagree"),
        (TOLLS, (DAY, SOON), "development"),
        (VERDICTS, (DAY, SOON), "disagree"),
        (ARRESTS, (DAY, SOON), "disagree"),
        (VERDICTS, (DAY, LATER), "development"),
        (ARRESTS, (DAY, LATER), "development"),
    ],
)
def test_what_may_have_changed_between_two_days_is_no_clash(
    pair: tuple[str, str], days: tuple[str, str], kind: str
) -> None:
    assert link(pair, CLASHES, 0.7, days)[0] == kind


@pytest.mark.parametrize(
    ("like", "one_event", "kind"),
    [(0.6, True, "disagree"), (0.3, True, "disagree"), (0.6, False, "disagree"), (0.3, False, "neither")],
)
def test_claims_of_two_events_must_be_more_alike_to_clash(like: float, one_event: bool, kind: str) -> None:
    assert link(VERDICTS, CLASHES, like, one_event=one_event)[0] == kind


def test_what_is_hoped_does_not_clash_with_what_is() -> None:
    pair = ("The owner of the mill hopes that the court lifts the fine.", "The court does not lift the fine.")
    assert link(pair, CLASHES, 0.5)[0] == "neither"


def test_what_doubts_a_claim_does_not_agree_with_it() -> None:
    said = "The engineers of Velmar say that the dam of Velmar is safe for the town."
    doubts = "The builders of Velmar doubt that the dam of Velmar is safe for the town."
    assert link((said, said.replace("engineers", "builders")), AGREES, 0.9)[0] == "agree"
    assert link((said, doubts), AGREES, 0.9)[0] != "agree"
