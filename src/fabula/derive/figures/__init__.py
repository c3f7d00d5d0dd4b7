"""Figures: quantities that are told of something and followed over tellings and time."""

from fabula.derive.figures.tracks import figures

__all__ = ["figures"]
