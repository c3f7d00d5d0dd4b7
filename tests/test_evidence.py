"""The one rule, on hostile text: every span of every record lies in the text, whatever the text is."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fabula
from fabula.model.spans import check, layers_of, spans_of

PIECES = st.sampled_from(
    [
        "Ana Ruiz", "the mayor", "said", "“", "”", '"', "'", "«", "»", "„", "‚", "‘", "’", "\r\n", "\n\n", "\x00", "🙂",
        "👩‍👩‍👧", "e\u0301", "\u202e", "\u200d", "\u0000", "שלום", "مرحبا", "on Monday", "March 13, 2025", "25.2.2021", "if",
        "will", "because of", "sanctions", "hit", "the economy", ".", "?", ":", "—", "Dr.", "(", ")", "[", "100,000",
        "$1.5 billion", "he", "they", "according to", "\ufeff", "\u2028", "A:", "Q:", "-", "ß", "İ", "ﬁ", "<b>", "&amp;",
        "Łukašenka", "Минск", "北京", "\t", "  ", "NATO", "U.S.", "told reporters", "that", "not", "deny", "met", "in Velmar",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, min_size=1, max_size=60).map(" ".join),
    st.lists(PIECES, min_size=1, max_size=60).map("".join),
    st.text(max_size=200),
)
HOSTILE = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@HOSTILE
@given(text=TEXTS, plain=st.booleans())
def test_every_span_is_true_on_hostile_text(text: str, plain: bool) -> None:
    try:
        found = fabula.annotate(text, plain=plain, published="2024-05-14")
    except fabula.EmptyError:
        assert not any(c.isalnum() for c in text)
        return
    except fabula.NotTextError:
        return
    assert found.article.text == text
    check(found)
    for _, layer in layers_of(found):
        for record in layer:
            assert spans_of(record)
            for s, e in spans_of(record):
                assert text[s:e].strip()
    zones = found.article.zones
    assert "".join(text[z.start : z.end] for z in zones) == text
