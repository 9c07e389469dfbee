"""One build of one site by MkDocs, for those who must not import MkDocs themselves."""

from __future__ import annotations

import calendar
import io
import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from zhengwu.pages.schedule import MINUTE_FORMAT

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from zhengwu.snapshot import Snapshot
    from zhengwu_mkdocs.site.plugin import SitePlugin


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build.

    Attributes:
        site: the site's id.
        log: what MkDocs said, warnings and errors only.
        failed: the build was given up; its folder is then incomplete.
    """

    site: str
    log: str
    failed: bool


def build_site(
    config_file: Path,
    site: str,
    moment: dt.datetime,
    out: Path,
    pages: tuple[str, ...] = (),
    *,
    snapshot: Snapshot | None = None,
    kept: Path | None = None,
) -> Built:
    """Build one site into the folder `out`, strictly: a warning of MkDocs fails the build.

    Pages are not judged here: the caller judges the finished folder.

    Args:
        config_file: the city's `mkdocs.yml`.
        site: the site's id.
        moment: the minute by which is built.
        out: an empty or missing folder.
        pages: patterns of the pages to build; all if empty.
        snapshot: the city in that file's folder, at that moment; None to read it.
        kept: the folder in whose store facts are kept; None to keep none.
    """
    os.environ["SOURCE_DATE_EPOCH"] = str(calendar.timegm(moment.timetuple()))
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    messages = io.StringIO()
    handler = logging.StreamHandler(messages)
    handler.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        config = load_config(str(config_file), site_dir=str(out), strict=True)
        plugin = cast("SitePlugin", config.plugins["zhengwu/site"])
        plugin.given, plugin.kept = snapshot, kept
        options = plugin.config
        options.site, options.pages = site, list(pages)
        options.date = moment.strftime(MINUTE_FORMAT)
        config.plugins["zhengwu/lint"].config.enabled = False
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        text = str(error)
        said = messages.getvalue()
        return Built(site, said if text in said else f"{said}{text}\n", failed=True)
    finally:
        logger.removeHandler(handler)
    return Built(site, messages.getvalue(), failed=False)
