"""Plugin `zhengwu/identity`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin

from zhengwu_mkdocs.identity.config import IdentityConfig
from zhengwu_mkdocs.site.current import views

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class IdentityPlugin(BasePlugin[IdentityConfig]):
    """Tells every template whose site it is: the identifiers, and all else around the pages."""

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Set the one global: a page's context never reaches 404 and its like."""
        env.globals["site"] = views(config).site
        return env
