"""The register files, from a tree to a typed city."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.model.base import validate
from zhengwu.model.city import City, CityFacts
from zhengwu.model.site import SITE_ID, Site, SiteFacts
from zhengwu.packaged import read_text as read_packaged
from zhengwu.problem import Problem
from zhengwu.register.check import check
from zhengwu.register.yaml import YamlText, read_yaml
from zhengwu.textfile import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from zhengwu.tree import Tree

CITY_FILE = "city.yml"
SITE_FILE = "site.yml"
CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Register:
    """What a city's folder says.

    Attributes:
        city: the city; None when `city.yml` itself is wrong.
        mistakes: everything wrong in the register files, in file order.
        files: the register files that were read, by path.
        broken: ids of the sites whose `site.yml` is wrong.
    """

    city: City | None
    mistakes: tuple[Problem, ...] = ()
    files: Mapping[str, YamlText] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()


def find_city(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` whose `content/city.yml` exists.

    Raises:
        UserError: it, or its folder, is a symbolic link: those are not followed.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONTENT / CITY_FILE).is_file():
            return _unlinked(folder / CONTENT)
        if (folder / CITY_FILE).is_file() and folder.name == CONTENT:
            return _unlinked(folder)
    return None


def _unlinked(content: Path) -> Path:
    for path in (content, content / CITY_FILE):
        if path.is_symlink():
            what = msg("这是符号链接；为安全起见不跟随")
            fix = msg("换成真正的文件或文件夹，或用 --city 指明真正的文件夹")
            raise UserError(
                Problem.at(path.relative_to(content.parent).as_posix(), 0, 0, what, fix)
            )
    return content


def load_register(tree: Tree, content: str = CONTENT) -> Register:
    """Read `city.yml` and every `site.yml` below the folder `content` of `tree`.

    Nothing is raised: what is wrong stands in the result.
    """
    file = _join(content, CITY_FILE)
    yaml = _read(tree, file)
    facts, mistakes = validate(CityFacts, yaml, file)
    files = {file: yaml}
    sites: dict[str, Site] = {}
    broken: set[str] = set()
    found = list(mistakes)
    for site_id in site_ids(tree, content):
        site_file = _join(content, site_id, SITE_FILE)
        files[site_file] = _read(tree, site_file)
        site_facts, mistakes = validate(SiteFacts, files[site_file], site_file)
        found += mistakes
        if not SITE_ID.fullmatch(site_id):
            what = msg("网站的文件夹名“{id}”不能作网站代号", id=site_id)
            fix = msg("改成小写英文字母、数字和连字符，如 fgj")
            found.append(Problem.at(site_file, 1, 1, what, fix))
        if site_facts is None:
            broken.add(site_id)
        else:
            sites[site_id] = Site.model_construct(**dict(site_facts), id=site_id, file=site_file)
    if facts is None:
        return Register(None, tuple(found), files, frozenset(broken))
    city = City(facts, sites, file)
    found += check(city, files)
    return Register(city, tuple(found), files, frozenset(broken))


def packaged_city() -> City:
    """Return the city that is used where there is none: it allows no host."""
    yaml = read_yaml(read_packaged("default-city.yml"), "default-city.yml")
    facts, _ = validate(CityFacts, yaml, "default-city.yml")
    if facts is None:
        message = "the packaged default city does not load"
        raise AssertionError(message)
    return City(facts)


def site_ids(tree: Tree, content: str = CONTENT) -> list[str]:
    """Return the names of the folders below `content` that hold a `site.yml`, sorted."""
    depth = content.count("/") + 2 if content else 1
    return sorted(
        path.split("/")[-2]
        for path in tree.files(content)
        if path.endswith(f"/{SITE_FILE}") and path.count("/") == depth
    )


def _join(*parts: str) -> str:
    return "/".join(part for part in parts if part)


def _read(tree: Tree, file: str) -> YamlText:
    try:
        text = read_text(tree.read(file))
    except FileNotFoundError:
        mistake = Problem.at(file, 0, 0, msg("没有这个文件"), msg("建立它，或在有它的文件夹里运行"))
        return YamlText(mistakes=(mistake,))
    if isinstance(text, Problem):
        return YamlText(mistakes=(text.placed(file),))
    return read_yaml(text, file)
