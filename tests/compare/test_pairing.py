"""What two claims have to say to each other, given what a judge thinks of them: a clash, an agreement, a development, nothing."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

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
PLANS = (PLAN[0], "The council of Velmar will close the mill in May.")
SAME = (TOLLS[0], "The fire in Velmar killed at least nine people.")
MAY = (ARRESTS[0], "The police in Velmar might arrest the owner of the mill.")
DAM = (
    "The engineers say that the dam of Velmar is safe for the town.",
    "The builders say that the dam of Velmar is safe for the town.",
)
DOUBT = (
    "The engineers of Velmar say that the dam of Velmar is safe for the town.",
    "The builders of Velmar doubt that the dam of Velmar is safe for the town.",
)
LONG = (
    "The dam of Velmar failed on Monday.",
    "The old dam of Velmar failed on Monday at the narrow end of the upper lake near the railway bridge of the valley.",
)
DAYS = ("The mill in Velmar burned down on Monday.", "The mill in Velmar burned down on Friday.")
FAR = ("The bishop of Velmar praised the choir.", "The bank of Velmar raised its rate.")
SOFAR = ("The fire in Velmar has killed nine people so far.", TOLLS[1])
STILL = ("The owner of the mill in Velmar is still free.", "The owner of the mill in Velmar is not free.")
FAILED = ("The mayor of Velmar denied that the dam had failed.", "The dam of Velmar had failed.")
VIEW = (
    "The new bridge in Velmar is a disgrace for the town.",
    "The new bridge in Velmar is no disgrace for the town.",
)
HOPE = ("The owner of the mill hopes that the court lifts the fine.", "The court does not lift the fine.")
WILLDIE = ("The fire in Velmar will destroy nine houses.", "The fire in Velmar will destroy four houses.")
RECOG = ("The Union does not recognise the vote in Velmar.", "The vote in Velmar is not recognised by the Union.")
SHORTER = ("The mayor of Velmar left the town in haste.", "The mayor of Velmar stayed in the town.")
CASES = [json.loads(x) for x in (Path(__file__).parents[1] / "data" / "paired.jsonl").read_text("utf-8").splitlines()]


class Says(Verdicts):
    """A judge that thinks the same of every pair, or one thing of a pair and another of the same turned round."""

    def __init__(self, odds: Odds, left: str = "", turned: Odds | None = None) -> None:
        super().__init__()
        self.odds, self.left, self.turned = odds, left, turned

    def probabilities(self, left: str, right: str) -> Odds | None:
        return self.turned if self.turned and left != self.left else self.odds


@cache
def profile(text: str, day: str, event: str) -> ClaimProfile:
    x = annotate(read(Item(source=text, id=text, media="row", text=text, published=day), plain=True))
    (found,) = profiles([x], [], {x.article.id: event} if event else {})
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


def cases() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The cases of each pair of claims."""
    for name in dict.fromkeys(c["pair"] for c in CASES):
        yield name, [c for c in CASES if c["pair"] == name]


@pytest.mark.parametrize(("name", "rows"), list(cases()), ids=[n for n, _ in cases()])
def test_a_pair_by_days_events_likeness_and_what_the_judge_thinks(name: str, rows: list[dict[str, Any]]) -> None:
    """At the bounds: the last day on which two tellings clash, the least likeness, the least sure of judges."""
    events = {"same": ("event", "event"), "two": ("event", "other"), "none": ("", "")}
    for row in rows:
        a, b = (
            profile(t, d, e) for t, d, e in zip(globals()[name], row["days"], events[row["one_event"]], strict=True)
        )
        odds = [tuple(x) for x in row["odds"]] if len(row["odds"]) == 2 else [tuple(row["odds"])]
        judge = Says(odds[0], a.core.text, odds[1] if len(odds) == 2 else None)
        for left, right, (relation, score, reason) in ((a, b, row["is"]), (b, a, row.get("turned", row["is"]))):
            found = judged(left, right, row["like"], judge)
            if relation == "apart":  # of different things: the judge is not asked
                assert found is None, row
                continue
            assert found is not None, row
            link = found.link
            assert (found.relation, str(getattr(link.reason, "kind", link.reason)) if link else None) == (
                relation,
                reason,
            ), row
            assert 0 <= found.doubt <= 1
            assert sum(found.p) == pytest.approx(1, abs=1e-5)
            assert (link.score if link else None) == (pytest.approx(score, abs=0.02) if score else None), row


def test_claims_of_different_things_are_judged_only_where_that_is_asked() -> None:
    a, b = profile(FAR[0], DAY, "event"), profile(FAR[1], DAY, "other")
    assert judged(a, b, 0.9, Says(AGREES)) is None
    asked = judged(a, b, 0.9, Says(AGREES), whatever=True)
    assert asked is not None
    assert (asked.link, asked.relation) == (None, "neither")
    assert asked.p[0] > asked.p[2]  # the judge's word stands, though no link is made of it


def test_a_call_near_its_threshold_is_in_doubt() -> None:
    a, b = (profile(t, DAY, "event") for t in DAM)
    near, far = (judged(a, b, 0.5, Says(o)) for o in ((0.4, 0.2, 0.4), (0.98, 0.01, 0.01)))
    assert near is not None
    assert far is not None
    assert near.doubt > 0.8 > far.doubt


def test_what_the_judge_thinks_is_named_among_the_reasons() -> None:
    a, b = (profile(t, DAY, "event") for t in DAM)
    found = judged(a, b, 0.5, Says((0.9, 0.06, 0.04)))
    assert found is not None
    assert any(w.startswith("the learned judge: agrees") for w in found.why)
    assert "similarity 0.50" in found.why


@pytest.mark.parametrize(("days", "reason"), [(("05", "08"), False), (("09", "09"), True), (("05", "09"), True)])
def test_days_on_which_two_articles_came_out_are_no_days_of_what_they_tell(days: tuple[str, str], reason: bool) -> None:
    told = (f"The mill in Velmar burned down on March {n}." for n in (5, 8))
    a, b = (profile(t, f"2024-03-{d}", "event") for t, d in zip(told, days, strict=True))
    found = judged(a, b, 0.8, Says(UNSURE))
    assert found is not None
    assert any(w.startswith("the dates differ") for w in (found.link.why if found.link else ())) is reason


def test_what_may_have_come_of_a_plan_has_not_come() -> None:
    assert link((PLAN[0], "The council of Velmar might have closed the mill in June."), NEITHER, 0.7)[0] == "neither"
