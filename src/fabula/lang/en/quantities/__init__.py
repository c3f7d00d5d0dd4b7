"""Quantities in English: numerals, units, how exact a value is, and what is counted."""

from fabula.lang.en.quantities.numbers import Number, numbers
from fabula.lang.en.quantities.units import CURRENCY, MONTHS, PERSONS, SCALES

__all__ = ["CURRENCY", "MONTHS", "PERSONS", "SCALES", "Number", "numbers"]
