"""Options of `zhengwu/interpretation`: none, everything comes from the pages."""

from __future__ import annotations

from mkdocs.config.base import Config


class InterpretationConfig(Config):
    """No options."""
