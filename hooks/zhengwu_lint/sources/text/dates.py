"""Days and hours in a text that no calendar and no clock has."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from zhengwu.packaged import read_data
from zhengwu_lint.sources.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMERAL = "[零〇○一二三四五六七八九十廿卅]"
_VALUES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_YEAR = rf"(?:(?P<year>\d{{4}}|{_NUMERAL}{{4}})年)?"
_SPOKEN = re.compile(
    rf"(?<![\d零〇○一二三四五六七八九十.])(?:{_YEAR})"
    rf"(?P<month>\d{{1,2}}|{_NUMERAL}{{1,3}})月(?:(?P<day>\d{{1,2}}|{_NUMERAL}{{1,3}})[日号])?"
)
_FIGURES = re.compile(
    r"(?<![\dA-Za-z./_-])(?P<year>(?:19|20)\d\d)(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"(?![\dA-Za-z./_-])"
)
_CLOCK = re.compile(
    r"(?<![\d:.A-Za-z])(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::\d\d)?(?![\d:.]|[^\W\d_]*%)"
    r"|(?<=\d)时(?P<spoken>\d{1,2})分)"
)
_BESIDE = re.compile(r"(?:[日天号午晚早夜周起至一二三四五六]|[-—–~～]|\d)[)）]?$")
_ONWARD = re.compile(r"[-—–~～至到起前后]")
# The days behind a month: 2月28日至30日, 2月28—30日.
_UNTIL = re.compile(
    rf"(?:(?P<first>\d{{1,2}}|{_NUMERAL}{{1,3}})[日号]?)?"
    rf"[-—–~～至到、和]{{1,2}}(?P<last>\d{{1,2}}|{_NUMERAL}{{1,3}})[日号]"
)
_MAY_BE = re.compile(r"[月时:：]|\d[-/.]\d")
_SENTENCE = re.compile(r"[^。；;！？!?\n]+")
_LEAP = 2024  # any leap year: without a year the 29th of February may be one
_MONTHS, _HOURS, _MINUTES = 12, 24, 60
_FIRST_YEAR = 1900
_MODERN = 1949  # before it texts tell days by other calendars


def impossible_dates(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, as written) of days and hours that cannot be."""
    if not _MAY_BE.search(text):
        return
    data = read_data("dates.yml")
    plain = squeeze(text)
    for sentence in _SENTENCE.finditer(plain.text):
        if re.search(data["mentioned"], sentence[0]):
            continue
        found = [*_days(sentence[0], data), *_hours(sentence[0], data)]
        yield from ((plain.at(sentence.start() + at), written) for at, written in found)


def _days(sentence: str, data: dict[str, str]) -> Iterator[tuple[int, str]]:
    other = re.search(data["other_calendar"], sentence) is not None
    for match in _SPOKEN.finditer(sentence):
        spoken = not match["month"].isdigit()
        year, month, day = (_number(match[name]) for name in ("year", "month", "day"))
        until = _UNTIL.match(sentence, match.end())
        days = [day, *(_number(until[name]) for name in ("first", "last") if until)]
        if year is None and not any(days) and (spoken or _of_something(sentence, match)):
            continue  # “十三月” alone is no date, “18月龄” is an age
        if other or (year is not None and year < _MODERN):
            continue
        if not all(_is_day(year, month, one) for one in days):
            yield match.start(), match[0] + (until[0] if until else "")
    for match in _FIGURES.finditer(sentence):
        year, month, day = (_number(match[name]) for name in ("year", "month", "day"))
        likely = match["sign"] != "." or not re.search(data["version"], sentence)
        if likely and not other and not _is_day(year, month, day):
            yield match.start(), match[0]


def _of_something(sentence: str, match: re.Match[str]) -> bool:
    """Whether figures with 月 and nothing else are a time that passes, or no calendar's month."""
    after = sentence[match.end() : match.end() + 1]
    return after not in {"上", "中", "下", "底", "初", "份"}


def _hours(sentence: str, data: dict[str, str]) -> Iterator[tuple[int, str]]:
    if not re.search(data["clock"], sentence) or re.search(data["ratio"], sentence):
        return
    times = list(_CLOCK.finditer(sentence))
    for match in times:
        hour, minute = int(match["hour"]), int(match["minute"] or match["spoken"])
        over = hour == _HOURS and minute > 0
        # A pair of large numbers by itself is rather a ratio: a clock's neighbour must be near.
        before, after = sentence[: match.start()], sentence[match.end() :]
        if match["spoken"]:
            near = not re.search(r"[历用耗费]$", before)
        else:
            near = bool(_BESIDE.search(before[-2:]) or _ONWARD.match(after))
        if near and (over or hour > _HOURS or minute >= _MINUTES):
            yield match.start(), match[0]


def _is_day(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None or not 1 <= month <= _MONTHS:
        return False
    if day is None:
        return True
    known = year if year is not None and year >= _FIRST_YEAR else _LEAP
    return 1 <= day <= calendar.monthrange(known, month)[1]


def _number(text: str | None) -> int | None:
    """Return the number that digits or Chinese numerals write; None for none."""
    if not text:
        return None
    if text.isdigit() and text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_VALUES.get(tens, 1) if tens else 1) + (_VALUES.get(ones, 99) if ones else 0)
    return int("".join(str(_VALUES[sign]) for sign in text))
