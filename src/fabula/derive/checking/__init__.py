"""A text that somebody wrote, held against what the tellings of a dossier say, sentence by sentence."""

from fabula.derive.checking.holding import CheckedSentence, check

__all__ = ["CheckedSentence", "check"]
