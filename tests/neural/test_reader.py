"""What the reader proposes, and that its spans hold under any Unicode."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import fabula
from fabula.errors import ModelError
from fabula.neural import sessions
from fabula.neural.frames import Frame
from fabula.neural.reader import MODELS, Passage, Reader, judged

STATED = "Marta Quell, the mayor of Ostrand, said on Friday that the bridge would reopen within a week."
QUOTED = "“We were never asked,” said Pavel Dorn, who runs the ferry. “Nobody called us.”"
CAUSED = "Hundreds of dockers went on strike because the port had cut their wages."
IF = "If the council had listened to the engineers, the bridge would never have collapsed."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def texts(text: str, frame: Frame, role: str) -> list[str]:
    return [text[s:e] for s, e in frame.roles[role]]


def of(reader: Reader, text: str, task: str) -> list[Frame]:
    return [f for f in reader.read(text).frames if f.task == task]


def test_indirect_speech(reader: Reader) -> None:
    (f,) = of(reader, STATED, "attribution")
    assert texts(STATED, f, "source")[0].startswith("Marta Quell")
    assert "said" in texts(STATED, f, "cue")[0]
    assert "the bridge would reopen within a week" in " ".join(texts(STATED, f, "content"))


def test_direct_speech_around_its_cue(reader: Reader) -> None:
    found = of(reader, QUOTED, "attribution")
    assert any("Pavel Dorn" in " ".join(texts(QUOTED, f, "source")) for f in found)
    contents = " ".join(t for f in found for t in texts(QUOTED, f, "content"))
    assert "never asked" in contents


def test_cause_and_effect(reader: Reader) -> None:
    (f,) = of(reader, CAUSED, "cause")
    assert "cut their wages" in texts(CAUSED, f, "cause")[0]
    assert "strike" in texts(CAUSED, f, "effect")[0]
    assert texts(CAUSED, f, "signal") == ["because"]


def test_condition(reader: Reader) -> None:
    (f,) = of(reader, IF, "condition")
    assert "council had listened" in texts(IF, f, "antecedent")[0]
    assert "would never have collapsed" in texts(IF, f, "consequent")[0]


def test_causal_sentences(reader: Reader) -> None:
    text = CAUSED + "\nThe market opens at nine on weekdays."
    n = len(CAUSED)
    got = reader.read(text, sentences=[(0, n), (n + 1, len(text))]).causal
    assert got[0] > 0.5 > got[1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\x00",
        "👩‍👩‍👧 said: 👍🏽 “ok” 🇳🇴\r\nHe\x00 told\u200b them e\u0301te\u0301 was over.\r\n" * 3,
        "قال الرئيس إن الاتفاق انتهى. “It is over,” said \u202ethe president\u202c on Monday.",
        "She said \ud800 it was over.",
        "a" * 3000,
        "said " * 2000,
        "“" * 500,
        "彼は「終わった」と言った。 He said it was over, 高橋 said.",
    ],
)
def test_any_text_gives_spans_of_its_own(reader: Reader, text: str) -> None:
    got = reader.read(text, sentences=[(0, len(text))])
    assert len(got.causal) == 1
    for f in got.frames:
        assert 0 < f.score <= 1
        for spans in f.roles.values():
            assert list(spans) == sorted(spans)
            for s, e in spans:
                assert 0 <= s < e <= len(text)
                assert text[s:e].strip() == text[s:e]


@pytest.mark.parametrize("before", ["🏛️ ", "e\u0301\u0301 ", "\x00\x00", "\r\n\r\n", "שלום "])
def test_what_stands_before_moves_the_spans_and_no_more(reader: Reader, before: str) -> None:
    (f,) = of(reader, before + STATED, "attribution")
    assert "said" in texts(before + STATED, f, "cue")[0]
    assert "would reopen within a week" in texts(before + STATED, f, "content")[-1]


def test_furniture_is_not_read(reader: Reader) -> None:
    text = STATED + "\nRead more: the editor said that you must subscribe today.\n" + CAUSED
    body = [(0, len(STATED)), (text.index(CAUSED), len(text))]
    for f in reader.read(text, body).frames:
        for spans in f.roles.values():
            assert all(e <= body[0][1] or s >= body[1][0] for s, e in spans)
    assert {f.task for f in reader.read(text, body).frames} >= {"attribution", "cause"}


def test_a_long_article_is_read_to_its_end(reader: Reader) -> None:
    filler = "The road runs along the river for nine miles and then turns north. " * 60
    text = filler + "\n" + STATED + "\n" + filler
    (f,) = of(reader, text, "attribution")
    assert "Marta Quell" in texts(text, f, "source")[0]


LONG = "\n".join([STATED, QUOTED, CAUSED, IF, "The road runs along the river for nine miles."] * 6)
"""Several windows long."""


def test_the_same_each_time_and_whatever_is_read_beside_it(reader: Reader) -> None:
    alone = [reader.read(x) for x in (QUOTED, LONG, STATED)]
    assert list(reader.read_many([Passage(STATED), Passage(LONG), Passage(QUOTED)])) == alone[::-1]


def test_the_same_to_the_bit_on_more_threads(reader: Reader) -> None:
    ends = [k for k, c in enumerate(LONG) if c == "\n"]
    lines = list(zip([0, *(k + 1 for k in ends)], [*ends, len(LONG)], strict=True))
    assert Reader(threads=2).read(LONG, sentences=lines) == reader.read(LONG, sentences=lines)


def test_the_same_in_readers_that_run_at_once(reader: Reader) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert all(x == reader.read(LONG) for x in pool.map(reader.read, [LONG] * 8))


def test_a_higher_threshold_only_takes_frames_away() -> None:
    # Anchors that cannot reach their threshold are left out before their spans are worked out: none that could may be.
    free, strict = Reader(), Reader()
    free.settings["thresholds"] = dict.fromkeys(free.settings["thresholds"], 0.0)
    at = strict.settings["thresholds"]
    left = [f for f in free.read(LONG).frames if f.score >= at[f.task]]
    assert strict.read(LONG).frames == left
    assert left


def test_only_the_tasks_asked_for(reader: Reader) -> None:
    assert {f.task for f in reader.read(STATED + " " + CAUSED, tasks=["cause"]).frames} == {"cause"}


def frame(score: float, at: int = 0) -> Frame:
    return Frame("cause", score, {"cause": ((at, at + 3),), "effect": ((at + 4, at + 6),), "signal": ()})


def test_causes_suit_their_sentence() -> None:
    at = {"cause": 0.4, "causal": 0.5, "unless": 0.8}
    both = [(0, 50), (50, 100)]
    weak, weaker, strong = frame(0.3), frame(0.2, 10), frame(0.9, 60)
    assert judged([weak, weaker, strong], both, [0.9, 0.1], at) == [weak, strong]
    assert judged([weak, frame(0.6, 60)], both, [0.1, 0.1], at) == []
    assert judged([weak, frame(0.6)], (), (), at) == [frame(0.6)]


def test_a_missing_or_broken_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"tokenizer\.json|reader\.json"):
        Reader(tmp_path).read("He left.")
    for f in MODELS.iterdir():
        shutil.copy(f, tmp_path / f.name)
    (tmp_path / "reader.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"reader\.onnx"):
        Reader(tmp_path).read("He left.")


def test_a_model_of_another_version_is_named(tmp_path: Path) -> None:
    judge = Path(fabula.__file__).parent / "compare" / "judge" / "judge.onnx"
    with pytest.raises(ModelError, match=r"judge\.onnx is of another version: it lacks hidden"):
        sessions.session(judge, ["hidden", "logits"])


def test_what_is_shipped_is_small() -> None:
    assert sum(f.stat().st_size for f in MODELS.iterdir()) <= 35_000_000
