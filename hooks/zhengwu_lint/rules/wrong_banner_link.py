"""横幅和下线公告里的链接打不开，或指向清单之外的主机。

Why
    横幅在每一页的最上面，链接错了处处都错。办法第十七条、第二十五条对链接的要求，对横幅一样适用：只能去
    本网站的页面、登记的网站和 city.yml 的 hosts 里的主机。

Fails
    ```yaml
    banners:
      - title: 活动公告
        link: https://www.shop-demo.com/signup
        start: 2026-11-20 09:00
        end: 2026-11-30 18:00
    ```

    ```yaml
    banners:
      - title: 台风预警
        link: tzgg/mei-you-zhe-ye.md
        start: 2026-11-20 09:00
        end: 2026-11-30 18:00
    ```

Passes
    ```yaml
    banners:
      - title: 台风预警
        link: https://www.gov.cn/
        start: 2026-11-20 09:00
        end: 2026-11-30 18:00
    ```

Fix
    本网站的页面写相对路径，如 tzgg/20261120-taifeng.md；city.yml 里的横幅各网站都显示，要写 https://
    开头的完整网址；其他主机先登记到 city.yml 的 hosts。

Not seen
    别的网站的页面是否还在。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.register.yaml import scalars
from zhengwu.urls import read_reference
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.register import RegisterFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu.pages.index import PageIndex

# The parts of a register file that become banners, and the field that leads somewhere.
_FIELDS = {("banners", "link"), ("lifecycle", "moved_to")}


@rule(
    "wrong-banner-link",
    reads=RegisterFile,
    basis=("measures-17", "measures-25"),
    severity=ERROR,
    waivable=False,
)
def wrong_banner_link(
    file: RegisterFile, city: City, pages: PageIndex, day: date
) -> Iterator[Problem]:
    """Find banners that lead nowhere or off the city's list."""
    for path, link in scalars(file.yaml.data):
        if (path[0], path[-1]) in _FIELDS:
            found = _elsewhere(link, city, day) or _here(link, file, city, pages)
            if found:
                yield Problem(*file.yaml.place(path), found.message, found.fix, link)


def _elsewhere(link: str, city: City, day: date) -> Problem | None:
    reference = read_reference(link)
    fix = msg("改成本网站的页面或登记的网站；确有必要，请在 city.yml 的 hosts 里登记或续期")
    if reference.relative:
        return None
    if reference.scheme not in {"http", "https"}:
        return Problem.unplaced(msg("横幅的链接“{link}”不是网址", link=link), fix)
    if not city.allows(reference.host, day):
        return Problem.unplaced(
            msg("横幅的链接指向清单之外或已到期的主机 {host}", host=reference.host), fix
        )
    return None


def _here(link: str, file: RegisterFile, city: City, pages: PageIndex) -> Problem | None:
    if not read_reference(link).relative:
        return None
    if file.file == city.file:
        return Problem.unplaced(
            msg("全市横幅的链接“{link}”不是完整网址", link=link),
            msg("各网站都显示它，要写成 https:// 开头的完整网址"),
        )
    target = pages.follow(link, "index.md")
    if target.kind != "missing":
        return None
    return Problem.unplaced(
        msg("横幅的链接“{link}”打不开：{problem}", link=link, problem=target.problem),
        msg("核对文件名和相对路径，从网站文件夹写起，如 tzgg/20261120-taifeng.md"),
    )
