"""Options of `zhengwu/identity`: none, everything comes from the register."""

from __future__ import annotations

from mkdocs.config.base import Config


class IdentityConfig(Config):
    """No options."""
