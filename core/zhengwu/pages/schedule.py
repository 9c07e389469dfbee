"""When a page appears: drafts never, pages with `publish_at` from that minute on.

Times are minutes of the city's own clock, without a zone. A site is built for one moment; what is
not due then stands nowhere: no page, list, feed, site map, relation or search result.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu.model.base import LAST_YEAR

if TYPE_CHECKING:
    from zhengwu.model.page import PageMeta

# One time holds in the whole country, without summer time: no table of zones is needed.
CITY_TIME = timezone(timedelta(hours=8))
MINUTE_FORMAT = "%Y-%m-%d %H:%M"
ALWAYS = datetime.min  # noqa: DTZ901 -- the city's own time
NEVER = datetime.max  # noqa: DTZ901 -- the city's own time


def read_moment(text: str) -> datetime:
    """Read `YYYY-MM-DD HH:MM`, or `YYYY-MM-DD` for the end of that day.

    Raises:
        ValueError: it is neither, or too far away to reckon from.
    """
    text = text.strip()
    try:
        moment = end_of(date.fromisoformat(text))
    except ValueError:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            raise
    if moment.year > LAST_YEAR:
        raise ValueError(text)
    return moment


def moment_of(day: date) -> datetime:
    """Return `day` itself if it is a minute already, else its end."""
    return day if isinstance(day, datetime) else end_of(day)


def end_of(day: date) -> datetime:
    """Return the last minute of `day`: who names a day only means all of it."""
    return datetime(day.year, day.month, day.day, 23, 59)  # noqa: DTZ001 -- the city's own time


def city_minute(instant: datetime) -> datetime:
    """Return the minute that the city's clocks show at `instant`, which has a zone."""
    return instant.astimezone(CITY_TIME).replace(second=0, microsecond=0, tzinfo=None)


def appears_at(meta: PageMeta | None) -> datetime:
    """Return from when on a page stands on its site: `ALWAYS`, a minute, or `NEVER` (a draft)."""
    if meta is None:
        return ALWAYS
    return NEVER if meta.draft else meta.publish_at or ALWAYS


def dead_link(
    target: PageMeta | None, linking: PageMeta | None, moment: datetime
) -> Message | None:
    """Return why a link must not lead to `target` yet; None if it may.

    A page may link to one that appears no later than itself: a policy and its interpretation can
    be prepared together. Any other reader would follow the link to nothing.

    Args:
        target: front matter of the page that is linked.
        linking: front matter of the page that carries the link.
        moment: by which is judged.
    """
    due = appears_at(target)
    if due <= max(moment, appears_at(linking)):
        return None
    if due == NEVER:
        return msg("它还是草稿，不会发布")
    return msg("它到 {due} 才发布", due=due.strftime(MINUTE_FORMAT))


def mark(meta: PageMeta | None, moment: datetime) -> Message | None:
    """Return what the preview says of a page that is not published at `moment`; None if it is."""
    due = appears_at(meta)
    if due <= moment:
        return None
    if due == NEVER:
        return msg("草稿：只在预览里出现，不会发布")
    return msg("定时发布：{due} 才会出现，现在只在预览里", due=due.strftime(MINUTE_FORMAT))
