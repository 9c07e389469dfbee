"""Plugin `zhengwu/interpretation`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin

from zhengwu.pages.relations import read_relatives
from zhengwu_mkdocs.interpretation.config import InterpretationConfig
from zhengwu_mkdocs.site.current import current, say

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from zhengwu.pages.index import PageIndex
    from zhengwu_mkdocs.site.current import Current


class InterpretationPlugin(BasePlugin[InterpretationConfig]):
    """Links policies with their interpretations and successors, over all sites of the city."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Give the way to the other sites' documents; it is gone only if a page asks."""
        say(config, relatives=partial(_relatives, current(config)))
        return config


def _relatives(now: Current) -> list[PageIndex]:
    """Return the published policies and interpretations of the city's other sites."""
    return [
        read_relatives(site, now.facts, now.snapshot.folder(site)).published(now.moment)
        for site in now.city.sites.values()
        if site.id != now.site.id
    ]
