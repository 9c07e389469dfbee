"""Judges texts as the lint would, in the demonstration city."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from tests.cities import CITY, DAY, FRESH, PORTAL, article, city_tree
from zhengwu.pages.schedule import end_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.subject import Subject
from zhengwu_lint.targets import BuiltTargets
from zhengwu_lint.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengwu.messages import Message
    from zhengwu.problem import Problem

BODY_LINE = 6  # of `article`
_FILE = re.compile(r"^=== (?P<path>\S+)\n", re.MULTILINE)


def judge_file(
    path: str, files: Mapping[str, str | bytes] | None = None, **changes: Mapping[str, Any]
) -> list[Problem]:
    """Judge the file at `path` of the city changed by `files` and `changes`."""
    tree = city_tree(files, **changes)
    return _judge(open_workspace(tree, moment=end_of(DAY)).subject(path, tree.read(path)))


def judge_article(body: str, **fields: str) -> list[Problem]:
    """Judge an article with that body and those fields of the front matter."""
    path = "content/portal/tzgg/example.md"
    return judge_file(path, {path: article(body, **fields)})


def judge_stray(text: str, name: str = "example.md") -> list[Problem]:
    """Judge a text that stands outside of the city."""
    workspace = open_workspace(city_tree(), moment=end_of(DAY))
    return _judge(workspace.subject(name, text.encode(), inside=False))


def judge_built(
    html: str,
    path: str = "index.html",
    files: Mapping[str, str | bytes] | None = None,
    beside: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Judge a page as if it had been built to `path` of the portal, with the files `beside` it."""
    others = {name: text.encode() for name, text in (beside or {}).items()}
    workspace = open_workspace(city_tree(files), moment=end_of(DAY))
    city = workspace.register.city
    assert city is not None
    files_built = frozenset({path, *others})
    built = BuiltTargets(city.sites["portal"], "public/portal", files_built, read=others.get)
    return _judge(
        workspace.html_subject(html, f"public/portal/{path}", city.sites["portal"], built)
    )


def judge_register(text: str) -> list[Problem]:
    """Judge the keys of a register file, put into the portal's or into the city's."""
    data = yaml.safe_load(text)
    is_city = set(data) <= set(CITY) and not set(data) <= set(PORTAL)
    name, key = ("city.yml", "city") if is_city else ("portal/site.yml", "portal")
    return judge_file(f"content/{name}", **{key: data})


def judge_site(text: str) -> list[Problem]:
    """Judge the portal with the files `=== PATH` of `text`: the site and each of those pages.

    Beside them every column has a new page.
    """
    parts = _FILE.split(text)[1:]
    files = {
        f"content/portal/{path}": body for path, body in zip(parts[::2], parts[1::2], strict=True)
    }
    tree = city_tree({**FRESH, **files})
    workspace = open_workspace(tree, moment=end_of(DAY))
    city = workspace.register.city
    assert city is not None
    found = _judge(workspace.site_subject(city, city.sites["portal"]))
    for path in files:
        found += _judge(workspace.subject(path, tree.read(path)))
    return found


def judge_example(language: str, code: str) -> list[Problem]:
    """Judge an example of a manual page.

    Markdown with front matter is an article of the city, without it a stray text. A whole page of
    HTML is the portal's home page as built, a part of one stands alone.
    """
    if language == "md":
        path = "content/portal/tzgg/example.md"
        return judge_file(path, {path: code}) if code.startswith("---") else judge_stray(code)
    if language == "html":
        return judge_built(code) if "<html" in code else judge_stray(code, "example.html")
    if language == "yaml":
        return judge_register(code)
    if language == "site":
        return judge_site(code)
    raise ValueError(language)


def of_rule(findings: list[Problem], rule: str) -> list[Problem]:
    """Return the findings of one rule."""
    return [finding for finding in findings if finding.code == rule]


def places(findings: list[Problem], rule: str) -> list[tuple[int, int]]:
    """Return where one rule found something."""
    return [(finding.line, finding.column) for finding in of_rule(findings, rule)]


def _judge(subject: Subject | Message) -> list[Problem]:
    assert isinstance(subject, Subject), subject
    return list(judge(subject, RULES))
