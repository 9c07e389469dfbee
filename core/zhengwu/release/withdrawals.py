"""Pages that were taken back or moved: `withdrawals/<site>.yml`, beside the content.

There are three reasons, and each has its own answer at the page's address:

error       it should never have been published: gone (410)
superseded  another page takes its place: a permanent redirect to that one
withdrawn   it held once and does not hold any more: the page stays and says why

Attachments that belonged to the page alone are gone with it, whatever the reason. A page that only
moved is no withdrawal; its former address leads to the new one.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from zhengwu.lifecycle.redirects import Redirect
from zhengwu.messages import msg
from zhengwu.model.base import Model, refuse, validate
from zhengwu.pages.urls import url_of
from zhengwu.problem import Problem
from zhengwu.register.yaml import read_yaml
from zhengwu.release.manifest import Gone
from zhengwu.textfile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.messages import Message
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex
    from zhengwu.register.yaml import YamlText
    from zhengwu.tree import Tree

FOLDER = "withdrawals"
Reason = Literal["error", "superseded", "withdrawn"]
REASONS: dict[Reason, Message] = {
    "error": msg("误发：页面不再存在"),
    "superseded": msg("被取代：转到新页面"),
    "withdrawn": msg("撤下：原网址保留说明"),
}
_PATH = re.compile(r"(?!.*(?:^|/)\.)[A-Za-z0-9][^\x00-\x20\x7f\"'\\$;{}]*")


def _path(value: str) -> str:
    if not _PATH.fullmatch(value):
        raise refuse(
            msg("“{value}”不是网站里的文件", value=value),
            msg("写相对网站文件夹的路径，如 tzgg/20261120-a.md"),
        )
    return value


SitePath = Annotated[str, AfterValidator(_path)]


class Withdrawal(Model):
    """A page that was taken back."""

    page: SitePath = Field(description="页面的文件，相对网站的文件夹")
    reason: Reason = Field(
        description="error 误发（网页不再存在），superseded 被取代（转到新页面），"
        "withdrawn 撤下（原网址保留说明）"
    )
    date: dt.date = Field(description="哪一天撤的")
    explanation: str = Field(description="为什么，一两句话")
    to: SitePath | None = Field(None, description="被取代的，转到哪个页面", validate_default=True)
    files: tuple[SitePath, ...] = Field((), description="一并撤去的附件")

    @field_validator("to")
    @classmethod
    def _where_to(cls, value: str | None, info: ValidationInfo) -> str | None:
        reason = info.data.get("reason")
        if reason == "superseded" and value is None:
            raise refuse(msg("没有写转到哪个页面"), msg("加上 to: 新页面的文件"))
        if reason in {"error", "withdrawn"} and value is not None:
            raise refuse(
                msg("只有被取代的页面才转到别的页面"), msg("删去 to，或把 reason 改成 superseded")
            )
        return value


class Move(Model):
    """A page that stands somewhere else now."""

    page: SitePath = Field(description="原来的文件，相对网站的文件夹")
    to: SitePath = Field(description="现在的文件")
    date: dt.date = Field(description="哪一天移动的")


class WithdrawalFacts(Model):
    """`withdrawals/<site>.yml`."""

    withdrawals: tuple[Withdrawal, ...] = Field((), description="撤回的页面")
    moves: tuple[Move, ...] = Field((), description="移动了的页面")


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """What a site's file says.

    Attributes:
        facts: the file; empty where there is none.
        mistakes: what is wrong in it.
    """

    facts: WithdrawalFacts
    mistakes: tuple[Problem, ...] = ()


def file_of(site: str) -> str:
    """Return the file of a site's withdrawals, beside the folder of the content."""
    return f"{FOLDER}/{site}.yml"


def read_withdrawals(tree: Tree, site: Site, pages: PageIndex) -> Withdrawals:
    """Read what was withdrawn from `site`.

    Args:
        tree: the tree that holds the content.
        site: the site.
        pages: its pages, for what the file says of them.
    """
    file = file_of(site.id)
    try:
        text = read_text(tree.read(file))
    except FileNotFoundError:
        return Withdrawals(WithdrawalFacts())
    if isinstance(text, Problem):
        wrong = text.placed(file)
        return Withdrawals(WithdrawalFacts(), (wrong,))
    yaml = read_yaml(text, file)
    facts, mistakes = validate(WithdrawalFacts, yaml, file)
    if facts is None:
        return Withdrawals(WithdrawalFacts(), mistakes)
    return Withdrawals(facts, (*mistakes, *_check(facts, pages, yaml, file)))


def _check(
    facts: WithdrawalFacts, pages: PageIndex, yaml: YamlText, file: str
) -> Iterator[Problem]:
    leads = [(("withdrawals", i, "to"), w.to) for i, w in enumerate(facts.withdrawals) if w.to]
    leads += [(("moves", i, "to"), m.to) for i, m in enumerate(facts.moves)]
    answered = {w.page for w in facts.withdrawals} | {move.page for move in facts.moves}
    for place, to in leads:
        if not pages.is_page(to) and to not in answered:
            yield Problem.at(
                file,
                *yaml.place(place),
                msg("没有“{to}”这个页面，原来的网址转不过去", to=to),
                msg("改成已发布的页面"),
            )
    left = [(("withdrawals", i, "page"), w) for i, w in enumerate(facts.withdrawals)]
    for place, entry in left:
        standing = entry.page in pages.pages
        if standing and entry.reason != "withdrawn":
            yield Problem.at(
                file,
                *yaml.place(place),
                msg("页面“{page}”登记为已撤回，却还在", page=entry.page),
                msg("删去这个页面的文件，或删去这条登记"),
            )
        if not standing and entry.reason == "withdrawn":
            yield Problem.at(
                file,
                *yaml.place(place),
                msg("页面“{page}”登记为撤下并保留说明，却不在了", page=entry.page),
                msg("恢复这个页面，在上面写明撤下的原因"),
            )
    for i, move in enumerate(facts.moves):
        if move.page in pages.pages:
            yield Problem.at(
                file,
                *yaml.place(("moves", i, "page")),
                msg("页面“{page}”登记为已移动，却还在", page=move.page),
                msg("删去这个页面的文件，或删去这条登记"),
            )


def gone(site: Site, facts: WithdrawalFacts) -> tuple[Gone, ...]:
    """Return the addresses at which nothing will ever be again."""
    urls: dict[str, None] = {}
    for entry in facts.withdrawals:
        own = (url_of(entry.page),) if entry.reason == "error" else ()
        urls |= dict.fromkeys((*own, *entry.files))
    return tuple(Gone(site.domain, f"{site.path}{url}") for url in urls)


def redirects(site: Site, facts: WithdrawalFacts) -> tuple[Redirect, ...]:
    """Return where the addresses of superseded and moved pages lead."""
    leads = [(w.page, w.to) for w in facts.withdrawals if w.to]
    leads += [(move.page, move.to) for move in facts.moves]
    return tuple(
        Redirect(site.domain, f"{site.path}{url_of(page)}", f"{site.url}{url_of(to)}")
        for page, to in leads
    )
