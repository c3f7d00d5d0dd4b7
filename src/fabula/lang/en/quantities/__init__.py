"""Quantities in English: numerals, units, how exact a value is, and what is counted."""

from fabula.lang.en.quantities.numbers import Number, numbers
from fabula.lang.en.quantities.units import CURRENCY, PERSONS, SCALES

__all__ = ["CURRENCY", "PERSONS", "SCALES", "Number", "numbers"]
