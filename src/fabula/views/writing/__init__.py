"""A brief that a language model words: from the dossier's own lines, and only with sentences that the dossier supports."""

from fabula.views.writing.keeping import Written, kept, markdown
from fabula.views.writing.prompting import Message, messages

__all__ = ["Message", "Written", "kept", "markdown", "messages"]
