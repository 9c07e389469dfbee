"""What the preview watches beside the pages: the register, the city's indicators, the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mkdocs.config import load_config

from tests.plugins.building import write_city

if TYPE_CHECKING:
    from pathlib import Path

    from zhengwu_mkdocs.site.plugin import SitePlugin


class Server:
    """Remembers what it is asked to watch."""

    def __init__(self) -> None:
        self.watched: list[str] = []

    def watch(self, path: str) -> None:
        self.watched.append(path)


def watched(folder: Path) -> list[str]:
    config = load_config(str(write_city(folder, {})))
    config.plugins.on_startup(command="serve", dirty=False)
    config.plugins.on_config(config)
    server = Server()
    plugin = cast("SitePlugin", config.plugins["zhengwu/site"])
    plugin.on_serve(server, config=config, builder=None)  # type: ignore[arg-type]
    return server.watched


def test_the_register_and_the_theme_are_watched(tmp_path: Path) -> None:
    found = watched(tmp_path)
    assert str(tmp_path / "content" / "city.yml") in found
    assert any("zhengwu_theme" in path for path in found)
    assert str(tmp_path / "rulebook") not in found


def test_the_citys_indicators_are_watched_where_there_are_any(tmp_path: Path) -> None:
    (tmp_path / "rulebook").mkdir()
    assert str(tmp_path / "rulebook") in watched(tmp_path)
