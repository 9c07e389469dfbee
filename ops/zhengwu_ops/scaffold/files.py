"""New cities, sites and pages: complete from the first minute, so that they build and are clean."""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.model.city import CityFacts
from zhengwu.model.page import META_OF
from zhengwu.model.site import SITE_ID
from zhengwu.pages.index import read_pages
from zhengwu.pages.schedule import MINUTE_FORMAT
from zhengwu.register.edit import put
from zhengwu.register.emit import scalar_text
from zhengwu.register.load import CITY_FILE, SITE_FILE, load_register
from zhengwu.register.schema import SCHEMAS
from zhengwu.tree import FolderTree
from zhengwu_ops.register.files import read_file, write_register
from zhengwu_ops.scaffold.names import refuse_file_name, refuse_unfit
from zhengwu_ops.world.files import write_file

if TYPE_CHECKING:
    import datetime as dt
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from zhengwu.model.city import City
    from zhengwu.model.site import Site

KINDS = tuple(kind for kind in META_OF if kind not in {"home", "column"})
# Where the files of a new city go.
_CITY_FILES = {
    "city.yml": "content/city.yml",
    "mkdocs.yml": "mkdocs.yml",
    "gitignore": ".gitignore",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "settings.json": ".vscode/settings.json",
}
# The forges that have a pipeline template, and where each looks for it.
FORGES = {"gitlab": ".gitlab-ci.yml", "github": ".github/workflows/zhengwu.yml"}
_TEMPLATES = {"gitlab": "gitlab-ci.yml", "github": "github.yml"}


@dataclass(frozen=True, slots=True)
class NewSite:
    """A site to be.

    Attributes:
        id: the name of its folder.
        kind: portal, department or town.
        unit: id of its unit; it is registered if it is not yet.
        unit_name: full name of a unit that is not registered yet.
    """

    id: str
    kind: str
    unit: str
    unit_name: str = ""


def new_city(folder: Path, name: str, region: str, day: dt.date) -> list[str]:
    """Write the files of a new city into `folder`, which may hold none of them.

    Returns:
        The paths written, relative to `folder`.

    Raises:
        UserError: a file is there already, or the name is unfit.
    """
    refuse_unfit(name)
    values = {
        "city": name,
        "region": region,
        "base": _base(region),
        "expires": day.replace(year=day.year + 1, day=min(day.day, 28)).isoformat(),
    }
    written = {
        target: _text("city", source, values=values) for source, target in _CITY_FILES.items()
    }
    for schema, make in SCHEMAS.items():
        text = json.dumps(make("zh"), ensure_ascii=False, indent=2) + "\n"
        written[f".vscode/schemas/{schema}.json"] = text
    return _write(folder, written)


def new_site(content: Path, new: NewSite, now: dt.datetime) -> list[str]:
    """Write the register file and the first pages of a new site, published at the minute `now`.

    Returns:
        The paths written or changed, relative to the folder that holds `content`.

    Raises:
        UserError: the id is taken or malformed, or the unit has no name.
    """
    if not SITE_ID.fullmatch(new.id):
        raise UserError(
            msg("“{id}”不能作网站代号：只用小写英文字母、数字和连字符，如 fgj", id=new.id)
        )
    refuse_unfit(new.unit_name)
    refuse_unfit(new.unit)
    _refuse_taken(content.parent, [f"{content.name}/{new.id}/{SITE_FILE}"])
    city = _city(content)
    changed = []
    if new.unit not in city.facts.units:
        _register_unit(content, new)
        changed.append(f"{content.name}/{CITY_FILE}")
        city = _city(content)
    values = _site_values(city, new, now)
    written = {f"{content.name}/{new.id}/{SITE_FILE}": _text("site", SITE_FILE, values=values)}
    pages = _scaffold("site", "pages")
    for path in _paths(pages):
        text = _text("site", "pages", *path.split("/"), values=values)
        written[f"{content.name}/{new.id}/{path}"] = text
    return [*_write(content.parent, written), *changed]


def new_page(
    content: Path,
    site: Site,
    kind: str,
    now: dt.datetime,
    *,
    title: str = "",
    name: str = "",
    column: str = "",
) -> str:
    """Write a page of `kind` with the front matter that it needs; it begins as a draft.

    It goes into the column whose path is `column`, else into the first that holds such pages.

    Returns:
        Its path, relative to the folder that holds `content`.

    Raises:
        UserError: the site has no column for it, the name is unfit, or an interpretation has
            nothing to interpret.
    """
    folder = _folder(site, kind, column)
    refuse_file_name(name)
    stem = name.removesuffix(".md") or _free_name(content / site.id / folder, kind, now)
    path = posixpath.join(folder, f"{stem}.md")
    values = {
        "title": scalar_text(" ".join(title.split()) or "在这里写标题"),
        "now": now.strftime(MINUTE_FORMAT),
        "day": now.date().isoformat(),
        "unit_name": _city(content).unit_name(site.unit),
    }
    if kind == "interpretation":
        values["policy"] = posixpath.relpath(_newest_policy(content, site), folder)
    written = {f"{content.name}/{site.id}/{path}": _text("page", f"{kind}.md", values=values)}
    return _write(content.parent, written)[0]


def _folder(site: Site, kind: str, wanted: str) -> str:
    if wanted:
        if wanted not in site.columns_by_path:
            known = tuple(site.columns_by_path)
            raise UserError(
                msg("没有栏目“{column}”；登记的有：{known}", column=wanted, known=known)
            )
        return wanted
    if kind == "page":
        return ""
    column = next((column for column in site.columns if column.holds == kind), None)
    if column is None:
        raise UserError(
            msg("网站 {site} 没有放这种页面的栏目，先在 site.yml 的 columns 里登记", site=site.id)
        )
    return column.path


def new_pipeline(folder: Path, forge: str) -> str:
    """Write the pipeline that lints on every merge request and builds after the merge.

    Returns:
        Its path, relative to `folder`.

    Raises:
        UserError: there is one already.
    """
    return _write(folder, {FORGES[forge]: _text("ci", _TEMPLATES[forge], values={})})[0]


def _city(content: Path) -> City:
    register = load_register(FolderTree(content.parent), content.name)
    if register.city is None:
        raise UserError(register.mistakes)
    return register.city


def _site_values(city: City, new: NewSite, now: dt.datetime) -> dict[str, str]:
    portal = city.portal
    base = portal.domain.removeprefix("www.") if portal else _base(city.facts.region)
    number = len(city.sites) + 1
    unit_name = city.unit_name(new.unit)
    name = f"{city.facts.name}人民政府门户网站" if new.kind == "portal" else f"{unit_name}网站"
    # A town is a path of the portal, and shares the filings of its domain (Art. 7).
    filing = portal if new.kind == "town" and portal else None
    digest = hashlib.sha256(new.id.encode("ascii")).hexdigest().upper()
    return {
        "name": name,
        "unit": new.unit,
        "unit_name": unit_name,
        "kind": new.kind,
        "domain": f"{new.id}.{base}" if new.kind == "department" else f"www.{base}",
        "path": f"/{new.id}/" if new.kind == "town" else "/",
        "region": city.facts.region,
        "number": f"{number:02}",
        "icp": _digits(filing.identifiers.icp, 8)[-4:] if filing else f"{number:04}",
        "police": filing.identifiers.police_digits[-2:] if filing else f"{number:02}",
        "conac": f"DE0000{digest[:26]}",
        "day": now.date().isoformat(),
        "now": now.strftime(MINUTE_FORMAT),
    }


def _digits(text: str, count: int) -> str:
    return re.sub(r"\D", "", text)[:count]


def _base(region: str) -> str:
    return f"city{region}.example"


def _register_unit(content: Path, new: NewSite) -> None:
    file, name = content / CITY_FILE, f"{content.name}/{CITY_FILE}"
    if not new.unit_name:
        raise UserError(
            msg(
                "单位“{unit}”没有登记：加上 --unit-name 单位全称，或先写进 {file} 的 units",
                unit=new.unit,
                file=name,
            )
        )
    kind = {"portal": "government", "department": "department", "town": "town"}[new.kind]
    entry = {"name": new.unit_name, "kind": kind}
    changed = put(read_file(file, name), ("units", new.unit), entry, name)
    write_register(file, name, changed, CityFacts)


def _free_name(folder: Path, kind: str, now: dt.datetime) -> str:
    stem = f"{now:%Y%m%d}-{kind}"
    names = (stem if n == 1 else f"{stem}-{n}" for n in range(1, 1000))
    return next(name for name in names if not (folder / f"{name}.md").exists())


def _newest_policy(content: Path, site: Site) -> str:
    pages = read_pages(site, FolderTree(content.parent), f"{content.name}/{site.id}").pages
    policies = [page for page in pages.values() if page.kind == "policy" and page.meta]
    if not policies:
        raise UserError(msg("还没有政策文件可以解读：先运行 zhengwu new page policy"))
    return max(policies, key=lambda page: (page.published_at, page.path)).path


def _scaffold(*parts: str) -> Traversable:
    return files("zhengwu_ops").joinpath("scaffolds", *parts)


def _text(*parts: str, values: dict[str, str]) -> str:
    return Template(_scaffold(*parts).read_text("utf-8")).substitute(values)


def _paths(folder: Traversable, prefix: str = "") -> list[str]:
    found: list[str] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _paths(entry, f"{prefix}{entry.name}/")
        else:
            found.append(f"{prefix}{entry.name}")
    return found


def _write(root: Path, texts: dict[str, str]) -> list[str]:
    """Write all files or none: what is there already is never replaced."""
    _refuse_taken(root, list(texts))
    for path, text in texts.items():
        write_file(root / path, text, path)
    return list(texts)


def _refuse_taken(root: Path, paths: list[str]) -> None:
    if taken := [path for path in paths if os.path.lexists(root / path)]:
        raise UserError(msg("已经有这些文件，没有改动：{paths}", paths=tuple(taken)))
