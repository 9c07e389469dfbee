"""Two views are all that a page is rendered from: proved by rendering it from nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

import zhengwu_theme
from tests.cities import DEPARTMENT, FRESH, PORTAL, _column, article, dump
from tests.plugins.building import write_city
from tests.plugins.test_announcement import TYPHOON
from tests.plugins.test_interpretation import FILES as POLICIES
from zhengwu.pages.index import GENERATED
from zhengwu.pages.page_views import ERRORS
from zhengwu.pages.urls import url_of
from zhengwu.pages.view import to_data
from zhengwu_mkdocs.site.environment import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhengwu.pages.page_views import PageViews
    from zhengwu.pages.view import PageView

THEME = Path(zhengwu_theme.__file__).parent
TEMPLATES = sorted(path.relative_to(THEME).as_posix() for path in THEME.rglob("*.html"))
# It says that the plugins are missing by an error that only MkDocs' configuration leads to.
GUARD = "partials/guard.html"

LIBRARY = "https://www.xiangshan-library.example"
NEWS = {
    f"content/portal/xwdt/n{n:03}.md": article(
        f"第{n}篇，见[书目]({LIBRARY}/{n % 3})。\n\n## 小标题\n\n![图](files/tu.png)",
        title=f"要闻“{n}”<&>",
        published_at=f"2026-{n // 28 + 1:02}-{n % 28 + 1:02} 09:00",
        **({"image": "files/tu.png", "author": "林"} if n % 7 == 0 else {}),
    )
    for n in range(1, 70)
}
FILES: Mapping[str, str | bytes] = {
    **FRESH,
    **POLICIES,
    **NEWS,
    "content/portal/xwdt/files/tu.png": b"\x89PNG",
    "content/portal/xwdt/draft.md": article("草稿", title="草稿", draft="true"),
    "content/portal/about/privacy.md": "---\ntitle: 隐私声明\n---\n隐私。\n",
    "content/xiaolan/site.yml": dump(
        {**DEPARTMENT, "name": "小榄镇", "kind": "town", "path": "/xiaolan/"}
        | {"domain": PORTAL["domain"]}
    ),
    "content/xiaolan/index.md": "---\ntitle: 小榄镇\n---\n",
    "content/xiaolan/xwdt/a.md": article("甲", title="甲"),
}
REGISTER: dict[str, Any] = {
    "columns": [*PORTAL["columns"], _column("xwdt/bmdt", "部门动态", "工作动态")],
    "banners": [TYPHOON | {"link": f"{LIBRARY}/tai"}],
}
DOWN = dump(
    DEPARTMENT
    | {
        "lifecycle": [
            {"event": "open", "date": "2020-01-01"},
            {"event": "suspend", "date": "2026-11-20", "reason": "planned"},
        ]
    }
)
MOMENT = "2026-11-21 12:00"


def parsed(name: str) -> nodes.Template:
    return prepare(Environment()).parse((THEME / name).read_text("utf-8"))


def test_templates_use_the_two_views_and_nothing_else() -> None:
    used = {name: find_undeclared_variables(parsed(name)) for name in TEMPLATES}
    assert used.pop(GUARD) == {"site", "view", "config"}
    assert set().union(*used.values()) == {"site", "view"}
    assert [name for name, names in used.items() if not names <= {"site", "view"}] == []


def test_templates_call_nothing_of_the_views() -> None:
    """Both are plain values: whatever a template calls belongs to Jinja, a text or a macro."""
    allowed = {"replace", "get", "items", "append"}
    for name in set(TEMPLATES) - {GUARD}:
        tree = parsed(name)
        modules = {node.target for node in tree.find_all(nodes.Import)}
        macros = {node.name for node in tree.find_all(nodes.Macro)}
        for call in tree.find_all(nodes.Call):
            called = call.node
            if isinstance(called, nodes.Getattr):
                of = called.node
                known = isinstance(of, nodes.Name) and of.name in modules
                assert known or called.attr in allowed, (name, called.attr)
            else:
                assert isinstance(called, nodes.Name), name
                assert called.name in macros, (name, called.name)


RENDERER = """
import builtins, datetime, io, json, sys, time
from pathlib import Path
from jinja2 import Environment, FileSystemLoader
from zhengwu.pages.chrome import SiteView
from zhengwu.pages.page_views import machine_text
from zhengwu.pages.view import PageView, from_data
from zhengwu_mkdocs.site.environment import prepare

theme, out = sys.argv[1:]
given = json.load(sys.stdin)
env = prepare(Environment(loader=FileSystemLoader(theme)))
for name in env.list_templates(["html"]):
    env.get_template(name)
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)
time.time = lambda: 0.0
texts = {}
site = from_data(SiteView, given["site"])
for path, data in given["pages"].items():
    view = from_data(PageView, data)
    if view.template:
        texts[path] = env.get_template(view.template).render(view=view, site=site)
    else:
        texts[path] = machine_text(view, site)
here = [str(name) for name in opened if str(name).startswith(given["city"])]
assert here == [], here
assert not {"mkdocs", "zhengwu.register.load"} & set(sys.modules), "read more than the views"
Path(out).write_text(json.dumps(texts), "ascii")
"""


def views_of_all(made: PageViews) -> Iterator[tuple[str, PageView]]:
    """Yield the view of every file that a build writes, by its path in the built folder."""
    paths = dict.fromkeys(
        (*made.pages.pages, *made.known.pages, *made.list_paths, *made.leaving, *GENERATED)
    )
    for path in paths:
        yield f"{url_of(path)}index.html", replace(made.of(path), html=made.html(path))
    for name in ERRORS:
        yield name, made.error(name)
    for path in made.machine_files:
        yield path, made.machine_file(path)


def built(folder: Path, site: str, *, preview: bool) -> tuple[Path, PageViews]:
    """Build `site` of the city in `folder` by MkDocs; return the built folder and the views."""
    out = folder / f"out-{site}"
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(out))
    config.plugins["zhengwu/site"].config.site = site
    config.plugins["zhengwu/site"].config.date = MOMENT
    config.plugins["zhengwu/lint"].config.enabled = False
    if preview:
        config.site_url = "http://127.0.0.1:8000/here/"
    config.plugins.on_startup(command="serve" if preview else "build", dirty=False)
    mkdocs_build(config)
    views: PageViews = config.plugins["zhengwu/site"].views  # type: ignore[attr-defined]
    return out, views


@pytest.mark.parametrize(
    ("site", "preview", "kinds"),
    [
        pytest.param(
            "portal",
            False,
            {"home", "column", "forward", "article", "policy", "interpretation", "service"}
            | {"page", "search", "site-map", "none", "feed", "sitemap", "robots"},
            id="portal",
        ),
        pytest.param(
            "portal", True, {"home", "column", "forward", "article", "none"}, id="preview"
        ),
        pytest.param("xiaolan", False, {"home", "column", "none"}, id="town"),
        pytest.param("fgj", False, {"home", "column", "none"}, id="off line"),
    ],
)
def test_every_page_is_rendered_from_its_two_views_alone(
    tmp_path: Path,
    site: str,
    kinds: set[str],
    *,
    preview: bool,
) -> None:
    city = tmp_path / "city"
    write_city(city, {**FILES, "content/fgj/site.yml": DOWN}, portal=REGISTER)
    out, views = built(city, site, preview=preview)
    pages = dict(views_of_all(views))
    written = {
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.suffix in {".html", ".xml"} or path.name == "robots.txt"
    }
    assert set(pages) == written
    assert kinds <= {view.kind for view in pages.values()}
    given = {
        "city": str(city),
        "site": to_data(views.site),
        "pages": {path: to_data(view) for path, view in pages.items()},
    }
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    subprocess.run(
        [sys.executable, "-c", RENDERER, str(THEME), str(elsewhere / "texts.json")],
        input=json.dumps(given),
        text=True,
        cwd=elsewhere,
        env={
            **os.environ,
            "TZ": "America/Anchorage",
            "LC_ALL": "tr_TR.UTF-8",
            "LANG": "tr_TR.UTF-8",
            "PYTHONHASHSEED": "7",
        },
        check=True,
    )
    texts = json.loads((elsewhere / "texts.json").read_text("ascii"))
    for path in written:
        assert texts[path] == (out / path).read_text("utf-8"), path
