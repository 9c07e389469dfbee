"""Plugin `zhengwu/leaving`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File

from zhengwu_mkdocs.leaving.config import LeavingConfig
from zhengwu_mkdocs.site.current import views

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class LeavingPlugin(BasePlugin[LeavingConfig]):
    """Makes the leaving notices, for all links of the site and not for those of one build only."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a page for every destination outside government."""
        for path in views(config).leaving:
            files.append(File.generated(config, path, content=""))
        return files
