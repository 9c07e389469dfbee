"""A site that is off line: its notice at every address that readers know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from zhengwu.pages.index import GENERATED, PAGE_SIZE
from zhengwu.pages.lists import list_paths

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from zhengwu.pages.index import PageIndex

TEMPLATE = "offline.html"
_COLUMNS = "zhengwu/columns"


def take_down(files: Files, config: MkDocsConfig, known: PageIndex) -> None:
    """Remove what editors wrote, attachments too, and make a page at every former address.

    Args:
        files: the files of the build.
        config: the build's configuration.
        known: the pages that were published before the site went off line.
    """
    for file in list(files):
        if file.src_dir == config.docs_dir:
            files.remove(file)
    columns = config.plugins.get(_COLUMNS)
    size = columns.config["page_size"] if columns else PAGE_SIZE
    made = {file.src_uri for file in files}
    for path in dict.fromkeys((*known.pages, *list_paths(known, size), *GENERATED)):
        if path not in made:
            files.append(File.generated(config, path, content=""))
