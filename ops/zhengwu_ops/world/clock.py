"""The city's clock."""

from __future__ import annotations

import datetime as dt

from zhengwu.pages.schedule import city_minute


def now() -> dt.datetime:
    """Return the minute that the city's clocks show."""
    return city_minute(dt.datetime.now(dt.UTC))
