"""本单位领导的职务或者姓名写得与负责人信息不一致。

Why
    办法第二十五条要求严把政治关、文字关；领导的姓名、职务写错是严重表述错误（国办秘函〔2019〕19号）。负责人信
    息栏目里有本单位领导的姓名和职务，新发的稿件应当与它一致。

Fails
    ```text
    负责人信息里写着“顾虚宁 | 副市长”，稿件写：市长顾虚宁主持座谈会。
    ```

    ```text
    负责人信息里写着“沈虚川 | 市长”，稿件写：市长沈虚州主持座谈会。
    ```

Passes
    ```md
    市长沈虚川主持座谈会，副市长顾虚宁出席。时任副市长沈虚川当年参加了奠基。
    ```

Fix
    对照任免文件改正稿件；职务变动了的，先更新负责人信息栏目，再发稿件。

Not seen
    不在负责人信息栏目的表格里的人，比栏目更新得早的稿件，以及兼任的其他职务。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.rules._shared.leaders import leaders_page, posts
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.pages.index import PageIndex
    from zhengwu_lint.rules._shared.leaders import Post

_PARTY = re.compile("[委党组]")  # of a post in the Party: whose it is belongs to its name
_FULL = 3  # characters of a name in which one may be a slip
_Wrong = tuple[int, str, str, str]


@rule(
    "wrong-leader-title",
    reads=MarkdownDocument,
    basis=("measures-25", "inspection-2019-19"),
    severity=ERROR,
)
def wrong_leader_title(document: MarkdownDocument, pages: PageIndex) -> Iterator[Problem]:
    """Find leaders of the site's unit whose post or name is told otherwise than they are."""
    page, told = document.page, leaders_page(pages)
    if page is None or told is None or page is told or not page.dated:
        return
    if page.published_at < told.published_at:  # it was written by what held before
        return
    held = posts(told)
    nouns = sorted({post.noun for post in held}, key=len, reverse=True)
    if not nouns or not re.search("|".join(nouns), document.source.text):
        return
    title = re.compile(rf"(副?)({'|'.join(nouns)})(?:同志)?")
    for block in document.blocks:
        plain = squeeze(block.text)
        for at, written, name, right in _wrong(plain.text, title, held):
            yield Problem(
                *block.place(plain.at(at)),
                msg(
                    "“{written}”与负责人信息不一致：{name}是{right}",
                    written=written,
                    name=name,
                    right=right,
                ),
                msg("对照任免文件改正；职务变动了的，先更新负责人信息栏目"),
                written,
            )


def _wrong(text: str, title: re.Pattern[str], held: tuple[Post, ...]) -> Iterator[_Wrong]:
    """Yield (offset, as written, leader, right post) of what the table of leaders contradicts."""
    other_time = re.compile(read_data("leaders.yml")["other_time"])
    for match in title.finditer(text):
        if other_time.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        before = text[: match.start()]
        of_noun = [
            post
            for post in held
            if post.noun == match[2]
            and (not _PARTY.search(post.before) or before.endswith(post.before))
        ]
        deputy = bool(match[1])
        for post in of_noun:
            name = text[match.end() : match.end() + len(post.name)]
            written = text[match.start() : match.end()] + name
            if name == post.name:
                same = [p for p in of_noun if p.name == name]
                if all(p.deputy != deputy for p in same):
                    yield match.start(), written, name, post.title
                    break
            elif deputy == post.deputy and _is_slip(name, post.name, held):
                yield match.start(), written, post.name, post.title
                break


def _is_slip(name: str, right: str, held: tuple[Post, ...]) -> bool:
    """Whether a name is another one but for one character that is not the surname."""
    if len(right) < _FULL or len(name) != len(right) or any(p.name == name for p in held):
        return False
    return name[0] == right[0] and sum(a != b for a, b in zip(name, right, strict=True)) == 1
