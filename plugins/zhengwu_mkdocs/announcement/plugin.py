"""Plugin `zhengwu/announcement`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin

from zhengwu_mkdocs.announcement.config import AnnouncementConfig
from zhengwu_mkdocs.site.current import say_around

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class AnnouncementPlugin(BasePlugin[AnnouncementConfig]):
    """Puts the banners of the build's moment above every page, 404 included (Arts. 8, 9, 38)."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Have them shown."""
        say_around(config, banners=True)
        return config
