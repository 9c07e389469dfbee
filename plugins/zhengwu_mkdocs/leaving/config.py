"""Options of `zhengwu/leaving`: none, the city's list of hosts says who is outside government."""

from __future__ import annotations

from mkdocs.config.base import Config


class LeavingConfig(Config):
    """No options."""
