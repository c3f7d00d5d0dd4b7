"""Sentences to search: each once, however often its article was added."""

from fabula.model.records import Annotation, Article
from fabula.store.memo import Memo
from fabula.store.opening import to_write
from fabula.store.sql.writing import Writing
from tests.server import Place


def article(id_: str, *sentences: str) -> Annotation:
    text = " ".join(sentences)
    spans = tuple((text.index(s), text.index(s) + len(s)) for s in sentences)
    return Annotation(article=Article(id=id_, path=id_, sha256=id_, text=text), sentences=spans)


def flip(store: Writing) -> None:
    store.replace_resolved({}, {}, {}, Memo())


def test_an_article_added_again_is_found_once_by_its_new_sentences_and_others_stay(place: Place) -> None:
    store = to_write(place("x"), make=True)
    store.add([article("a", "Gas is dear.", "So is oil."), article("b", "Gas was cheap.")])
    flip(store)
    store.add([article("a", "Gas is dear. So is oil."), article("c", "No gas came."), article("c", "No gas came.")])
    assert len(store.search("gas", 9)) == 2
    flip(store)
    assert sorted(x[:2] for x in store.search("gas", 9)) == [("a", (0, 23)), ("b", (0, 14)), ("c", (0, 12))]
    store.close()
