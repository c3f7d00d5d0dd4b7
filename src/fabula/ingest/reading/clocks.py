"""Times of day and time zones beside dates: "1:24 PM HST", "18.40 Uhr", "09:00 GMT+2"."""

import datetime
import re

_OFFSETS = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180,
    "msk": 180, "sast": 120, "cat": 120, "eat": 180, "wat": 60, "pkt": 300, "sgt": 480, "hkt": 480, "awst": 480,
    "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "est": -300, "edt": -240, "cst": -360,
    "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
}  # fmt: skip
"""Minutes east of Greenwich. IST is India's, Ireland's and Israel's: a time in it has no zone that is known."""
_AMERICAN = {"et": -300, "ct": -360, "mt": -420, "pt": -480}
"""Standard time of zones that are named without saying whether summer time holds."""
_NAMES = "|".join(sorted([*_OFFSETS, *_AMERICAN, "ist"], key=len, reverse=True))
_ZONE = rf"(?:\s?\(?(?P<zone>{_NAMES})\b\)?(?P<shift>\s?[+-]\d{{1,2}}(?::?\d\d)?(?!\d))?|\s?(?P<offset>[+-]\d\d:?\d\d)(?!\d))?"
_TIME = r"(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,6})?)?)"
_CLOCK = (
    r"(?:(?P<hour12>[01]?\d)(?:[:.](?P<minute12>[0-5]\d))?(?::(?P<second12>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?|"
    + _TIME
    + r"(?:\s?(?:uhr|hrs|h)\b)?)"
    + _ZONE
)
CLOCK_AFTER = re.compile(r"(?:T|(?:\s*,|\s*[-–—|•·@/]|\s+at|\s+um|\s+à|\s+в)?\s+)" + _CLOCK, re.IGNORECASE)
"""A clock behind a date."""
CLOCK_BEFORE = re.compile(r"(?<![\d:.])" + _CLOCK + r"(?:\s*,|\s+on|\s*[-–—|•·])?\s+$", re.IGNORECASE)
"""A clock before a date, up to where it begins."""


def moment(day: str, clock: re.Match[str] | None) -> str:
    """A day with the time of a match of the patterns above, in its zone; the day alone where there is none."""
    if clock is None:
        return day
    group = clock.groupdict()
    hour, minute = int(group["hour12"] or group["hour"]), int(group["minute12"] or group["minute"] or 0)
    if group["half"]:
        if not 1 <= hour <= 12:
            return day
        hour = hour % 12 + (12 if group["half"].lower() == "p" else 0)
    try:
        when = datetime.datetime.fromisoformat(day).replace(
            hour=hour, minute=minute, second=int(group["second12"] or group["second"] or 0)
        )
    except ValueError:
        return day
    minutes = _minutes(group, when)
    if minutes is not None:
        when = when.replace(tzinfo=datetime.timezone(datetime.timedelta(minutes=minutes)))
    return when.isoformat(timespec="seconds")


def _minutes(group: dict[str, str | None], when: datetime.datetime) -> int | None:
    name = (group["zone"] or "").lower()
    if name in _AMERICAN:
        return _AMERICAN[name] + (60 if _summer(when) else 0)
    shift = group["shift"] if name in ("utc", "gmt") else group["offset"]
    if shift:
        digits = shift.strip().replace(":", "")
        hours, rest = (digits[1:], "0") if len(digits) <= 3 else (digits[1:-2], digits[-2:])
        total = int(hours) * 60 + int(rest)
        return (-total if digits[0] == "-" else total) if total < 24 * 60 else None
    return _OFFSETS.get(name)


def _summer(when: datetime.datetime) -> bool:
    """Whether summer time holds in the United States: from March's second Sunday to November's first, since 2007."""

    def sunday(month: int, nth: int) -> datetime.datetime:
        first = datetime.datetime(when.year, month, 1, 2)
        return first + datetime.timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))

    return sunday(3, 2) <= when < sunday(11, 1)
