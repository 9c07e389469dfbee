"""Plugin `zhengwu/announcement`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin

from zhengwu.model.banner import Banner, banners_for
from zhengwu_mkdocs.announcement.config import AnnouncementConfig
from zhengwu_mkdocs.site.current import current

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


@dataclass(frozen=True)
class Shown:
    """A banner as templates see it; `href` is relative to the site's root, or absolute, or ""."""

    banner: Banner
    href: str


class AnnouncementPlugin(BasePlugin[AnnouncementConfig]):
    """Gives every template, 404 included, the banners of the build's moment (Arts. 8, 9, 38)."""

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Set the global: what the register says now, the weightiest first."""
        now = current(config)
        env.globals["banners"] = tuple(
            Shown(banner, now.pages.link(banner.link, "index.md").href if banner.link else "")
            for banner in banners_for(now.city, now.site, now.moment)
        )
        return env
