"""A time to the minute, in the city's own time: how people write when something is published."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, TypeAdapter, ValidationError

from zhengwu.messages import msg
from zhengwu.model.base import refuse


def _minute(value: object) -> object:
    """Refuse a bare date: the norm shows publication times to the minute."""
    if isinstance(value, str) and ":" not in value:
        raise refuse(
            msg("时间“{value}”没有写到分钟", value=value), msg("写成 2026-11-20 09:30 这样")
        )
    return value


def _naive(value: datetime) -> datetime:
    if value.tzinfo is not None:
        raise refuse(msg("时间不要写时区"), msg("写成 2026-11-20 09:30 这样，按北京时间"))
    return value


Minute = Annotated[datetime, BeforeValidator(_minute), AfterValidator(_naive)]


def is_minute(value: object) -> bool:
    """Whether `value` can be read as a `Minute`."""
    try:
        _ADAPTER.validate_python(value)
    except ValidationError:
        return False
    return True


_ADAPTER: TypeAdapter[datetime] = TypeAdapter(Minute)
