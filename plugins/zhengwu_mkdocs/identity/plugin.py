"""Plugin `zhengwu/identity`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs.plugins import BasePlugin

from zhengwu.packaged import read_data
from zhengwu.pages.labels import page_labels
from zhengwu_mkdocs.identity.config import IdentityConfig
from zhengwu_mkdocs.site.current import current

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu_mkdocs.site.view import PageView


class Identity:
    """What the footer and the head of every page say of the site; a global of the templates."""

    def __init__(self, city: City, site: Site) -> None:
        """Take everything from the register."""
        self._site = site
        self.unit = city.unit_name(site.unit)
        self.contact = site.contact
        self.site_code = site.identifiers.site_code
        self.icp = site.identifiers.icp
        self.police = site.identifiers.police
        links = site.identifiers.links
        self.icp_url = links["icp"]
        self.police_url = links["police"]
        self.conac_url = links["conac"]

    def jiucuo_url(self, page_url: str = "") -> str:
        """Return where to report an error on the page at `page_url` (relative to the root)."""
        template: str = read_data("identifiers.yml")["jiucuo"]["link"]
        return template.format(
            site_code=self.site_code, url=quote(self._site.url + page_url, safe="")
        )

    def labels(self, view: PageView | None) -> list[tuple[str, str]]:
        """Return the page labels; those of the site alone without a page."""
        if view is None:
            return page_labels(self._site, "", None, None)
        return page_labels(self._site, view.kind, view.column, view.meta)


class IdentityPlugin(BasePlugin[IdentityConfig]):
    """Gives every template the site's identifiers and labels, 404 included."""

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Set the global: a page's context never reaches 404 and its like."""
        now = current(config)
        env.globals["identity"] = Identity(now.city, now.site)
        return env
