"""Who may change what on the forge, made from the register (Art. 30).

The forge asks the owners of a path before it merges a change of it. What they own follows from
their roles in `city.yml`: nobody keeps a second list.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.approval import Policy
from zhengwu.approval.change import FOLDER as OFFICERS
from zhengwu.approval.seal import REVIEWS
from zhengwu.clauses import with_clauses
from zhengwu.messages import msg
from zhengwu.model.officer import role_name
from zhengwu.packaged import read_data
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhengwu.model.city import City
    from zhengwu.model.site import Site

_REVIEWERS = ("first", "second", "final", "secrecy")
# GitLab's levels of access: nobody pushes, maintainers merge.
_NO_ONE, _MAINTAINERS = 0, 40


@dataclass(frozen=True, slots=True)
class Section:
    """Paths with the same owners.

    Attributes:
        title: what people call it.
        paths: patterns as CODEOWNERS writes them.
        owners: accounts on the forge, without `@`.
        approvals: how many of them must agree.
    """

    title: str
    paths: tuple[str, ...]
    owners: tuple[str, ...]
    approvals: int = 1


def sections(city: City, content: str) -> Iterator[Section]:
    """Yield who owns what; in CODEOWNERS the last pattern that fits counts.

    Args:
        city: the register.
        content: the name of the folder of `city.yml`.
    """
    facts = read_data("reviewing.yml")
    operators = _accounts(city, ("operator",))
    # No pattern for everything: GitLab would ask its owners about each change of content too.
    yield Section("system", tuple(facts["system_paths"]), operators)
    for site in city.sites.values():
        editors = _accounts(city, ("editor",), site)
        yield Section(f"{site.id} content", (f"/{content}/{site.id}/",), editors)
        reviewers = _accounts(city, _REVIEWERS, site)
        yield Section(f"{site.id} reviews", (f"/{REVIEWS}/{site.id}/",), reviewers)
    supervisors = _accounts(city, ("supervisor",))
    yield Section("sites", (f"/{content}/*/site.yml",), supervisors)
    owned = (f"/{content}/city.yml", f"/{OFFICERS}/", "/CODEOWNERS", "/.gitlab/")
    yield Section("register", owned, supervisors, int(facts["supervisors"]))


def _accounts(city: City, roles: Iterable[str], site: Site | None = None) -> tuple[str, ...]:
    wanted = set(roles)
    policy = Policy.of(city, site) if site else None
    return tuple(
        entry.account or officer
        for officer, entry in sorted(city.facts.officers.items())
        if wanted & set(entry.roles) and (policy is None or policy.serves(entry))
    )


def codeowners(city: City, content: str) -> str:
    """Return `CODEOWNERS` for forges that know paths and owners only."""
    lines = ["# Made by `zhengwu roles` from city.yml; do not edit."]
    for section in sections(city, content):
        owners = " ".join(f"@{owner}" for owner in section.owners)
        lines += ["", f"# {section.title}"]
        lines += [f"{path} {owners}".rstrip() for path in section.paths]
    return "\n".join(lines) + "\n"


def gitlab_codeowners(city: City, content: str) -> str:
    """Return `CODEOWNERS` with GitLab's sections, which ask for a number of approvals each."""
    lines = ["# Made by `zhengwu roles` from city.yml; do not edit."]
    for section in sections(city, content):
        owners = " ".join(f"@{owner}" for owner in section.owners)
        lines += ["", f"[{section.title}][{section.approvals}] {owners}".rstrip()]
        lines += section.paths
    return "\n".join(lines) + "\n"


def gitlab_protection(city: City) -> str:
    """Return the settings of the protected branch, as GitLab's interface takes them."""
    settings = {
        "name": city.facts.protected_branch,
        "push_access_level": _NO_ONE,
        "merge_access_level": _MAINTAINERS,
        "allow_force_push": False,
        "code_owner_approval_required": True,
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def files(city: City, content: str, forge: str) -> Mapping[str, str]:
    """Return the files of a forge (`github` or `gitlab`) by path."""
    if forge == "gitlab":
        return {
            ".gitlab/CODEOWNERS": gitlab_codeowners(city, content),
            ".gitlab/protected-branch.json": gitlab_protection(city),
        }
    return {"CODEOWNERS": codeowners(city, content)}


def conflicts(city: City) -> Iterator[Problem]:
    """Yield who holds rights together that should be in different hands (Art. 30)."""
    for officer, entry in sorted(city.facts.officers.items()):
        for one, other in read_data("reviewing.yml")["conflicts"]:
            if {one, other} <= set(entry.roles):
                what = msg(
                    "{officer}（{name}）兼任“{one}”和“{other}”，要由不同的人担任",
                    officer=officer,
                    name=entry.name,
                    one=role_name(one),
                    other=role_name(other),
                )
                yield Problem.of(
                    "conflicting-roles",
                    with_clauses(what, ("measures-30",), city),
                    msg("把其中一个角色交给别人"),
                )


def vacancies(city: City) -> Iterator[Problem]:
    """Yield the roles that nobody holds for a site, so that its pages can never be approved."""
    for site in city.sites.values():
        for role in ("editor", *_REVIEWERS):
            if not _accounts(city, (role,), site):
                yield Problem.of(
                    "vacant-role",
                    msg("网站 {site} 没有人担任“{role}”", site=site.id, role=role_name(role)),
                    msg("用 zhengwu officer add 登记"),
                )
