"""Time expressions: what the language pack finds in one article, in its telling."""

from datetime import date

from fabula.extract.analysis import Analysis
from fabula.model.records import Time


def document_date(published: str | None) -> date | None:
    """The day of an ISO date or time; None where it is not known to the day."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def times(analysis: Analysis) -> tuple[Time, ...]:
    """The article's time expressions in TIMEX3 terms, in order, apart, in told zones only.

    Relative ones count from the article's publication date where it is known to the day (the language pack says what else).
    """
    published = analysis.article.published
    day = document_date(published.date if published else None)
    found = analysis.language.times(analysis.text, day, analysis.told)
    return tuple(t for t in found if analysis.told(t.start))
