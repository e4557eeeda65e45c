"""Numbers and dates as Elasticsearch reads them out of text."""

from __future__ import annotations

import datetime as dt
import re

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:[T ](?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})"
    r"(?:[.,](?P<fraction>[0-9]{1,9}))?)?)?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?"
)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MILLISECOND = dt.timedelta(milliseconds=1)


def read_number(text: str) -> float | None:
    """The number that `text` is, None where it is none."""
    return float(text) if len(text) < 400 and _NUMBER.fullmatch(text) else None


def epoch_ms(moment: dt.datetime) -> int:
    """Milliseconds since 1970 UTC: what Elasticsearch keeps and sends as a date's key."""
    return (moment - _EPOCH) // _MILLISECOND


def from_epoch_ms(value: float) -> dt.datetime:
    """The inverse of :func:`epoch_ms`. Raises OverflowError outside of years 1 to 9999."""
    return _EPOCH + dt.timedelta(milliseconds=value)


def iso(value: float) -> str:
    """A date key as Elasticsearch prints it: ``1995-05-01T00:00:00.000Z``."""
    moment = from_epoch_ms(value)
    return moment.strftime(f"{moment.year:04d}-%m-%dT%H:%M:%S.{moment.microsecond // 1000:03d}Z")


def read_date(text: str) -> tuple[int, int] | None:
    """The first and last millisecond that `text` names, None where it is no date.

    Elasticsearch 7.17, range query, "missing date components": month and day become 01,
    the time becomes the day's start or its end. So ``1995`` is the first of January 1995.
    """
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    part = found.groupdict()
    try:
        day = dt.datetime(
            int(part["year"]), int(part["month"] or 1), int(part["day"] or 1), tzinfo=_zone(part)
        )
        low = day.replace(
            hour=int(part["hour"] or 0),
            minute=int(part["minute"] or 0),
            second=int(part["second"] or 0),
            microsecond=int((part["fraction"] or "0")[:6].ljust(6, "0")),
        )
        high = low.replace(
            hour=int(part["hour"] or 23),
            minute=int(part["minute"] or 59),
            second=int(part["second"] or 59),
            microsecond=low.microsecond if part["fraction"] else 999_999,
        )
        return epoch_ms(low), epoch_ms(high)
    except (ValueError, OverflowError):
        return None


def _zone(part: dict[str, str]) -> dt.tzinfo:
    zone = part["zone"]
    if not zone or zone == "Z":
        return dt.UTC
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return dt.timezone(dt.timedelta(minutes=-minutes if zone[0] == "-" else minutes))
