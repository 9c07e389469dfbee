"""A thousand generated pages of a portal, with phrases planted whose places are known."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.cities import article, city_tree
from zhengwu.pages.index import read_pages
from zhengwu.register.load import load_register

if TYPE_CHECKING:
    from zhengwu.pages.index import PageIndex

COUNT = 1000
NUMBERS = 120
COLUMNS = ("xwdt", "tzgg", "zcwj")
WORDS = (
    "骑楼",
    "蚝田",
    "渡船",
    "茶亭",
    "灯会",
    "榕荫",
    "围堰",
    "凉粥",
    "鳗苗",
    "石埗",
    "沙葛",
    "醒狮",
)
PHRASES = (
    "骑楼修缮",
    "蚝田复耕",
    "渡船年检",
    "茶亭认养",
    "灯会疏导",
    "围堰加固",
    "鳗苗投放",
    "醒狮传习",
    "公积金",
    "候鸟观测站",
    "养老助餐点地图",
    "夜间施工噪声投诉办理",
)
# The same characters in other company: a search that cuts words loosely finds these as well.
# In the titles of some pages and in the texts of others.
COMMON = "湿地慢行道"
DECOYS = (
    "楼上骑着车的人看了看田里的蚝壳。",
    "公家的积木和现金放在一处，积金的公告另行张贴。",
    "船过渡口，亭中有茶，会后点灯。",
    "修缮旧楼时骑马路过，复耕的田边有蚝。",
    "狮子醒了，传说习俗由此而来。",
    "候诊的人看见鸟群，观察后测量，站着记录。",
    "他在围墙外，堰塞处已经加固。",
    "养护老桥，助人就餐，地点见图。",
)
WHO = (
    "街道",
    "各镇",
    "有关单位",
    "社区居民",
    "志愿者",
    "沿线商户",
    "施工方",
    "工作专班",
    "值班人员",
)
HOW = ("按照要求", "结合实际", "经过协商", "在雨季以前", "会同技术人员", "分三个阶段", "挂图以后")
DOES = ("检查", "登记", "更新", "清理", "公布", "核对", "维护", "改造", "评估", "安排", "通报")
WHAT = (
    "排水管网",
    "公园步道",
    "农贸市场",
    "校园周边秩序",
    "老旧电梯",
    "图书角",
    "停车泊位",
    "河涌两岸",
    "消防通道",
    "便民服务点",
    "文物标识",
    "道路照明",
    "饮用水水源",
)
ORGANS = ("中府", "中府办", "中府办函", "中府函")


@dataclass(frozen=True)
class Text:
    """A generated page: its path in the site, and the text that a reader sees of it."""

    path: str
    title: str
    docno: str
    body: str

    def says(self, phrase: str) -> bool:
        """Whether the phrase stands in it as it is."""
        return any(phrase in text for text in (self.title, self.docno, self.body))


def texts() -> tuple[Text, ...]:
    """Return the pages, the same ones every time."""
    rng = random.Random(20261124)
    return tuple(_text(rng, n) for n in range(COUNT))


def files(pages: tuple[Text, ...]) -> dict[str, str]:
    """Return the pages as files of a city."""
    return {f"content/portal/{text.path}": _file(n, text) for n, text in enumerate(pages)}


def index(pages: dict[str, str]) -> PageIndex:
    """Return the page index of the portal with these files."""
    tree = city_tree(pages)
    city = load_register(tree).city
    assert city is not None
    return read_pages(city.sites["portal"], tree, "content/portal", city)


def _file(n: int, text: Text) -> str:
    day = f"{2021 + n % 6}-{1 + n % 12:02}-{1 + n % 28:02} 09:{n % 60:02}"
    more = {"docno": text.docno} if text.docno else {}
    return article(text.body, title=text.title, published_at=day, **more)


def _text(rng: random.Random, n: int) -> Text:
    column = COLUMNS[n % len(COLUMNS)]
    policy = column == "zcwj" and n < NUMBERS * len(COLUMNS)
    number = n // len(COLUMNS)
    docno = _number(number) if policy else ""
    what, other = rng.choice(WHAT), rng.choice(WHAT)
    title = f"{rng.choice(WHO)}{rng.choice(DOES)}{what}的消息"
    if policy:
        title = f"关于印发中山市{what}与{other}管理细则（第{number + 1}批）的通知"
    paragraphs = [_paragraph(rng) for _ in range(rng.randint(4, 14))]
    if rng.random() < 0.5:
        paragraphs.append(rng.choice(DECOYS))
    if n % 25 == 7:
        paragraphs.append(f"现将{WORDS[n // 25 % len(WORDS)]}的情况说明如下。")
    if n % 20 == 3:
        paragraphs.append(f"关于{PHRASES[n // 20 % len(PHRASES)]}，群众可以到窗口了解。")
    if n % 30 == 2:
        title = f"{rng.choice(WHO)}{rng.choice(DOES)}{COMMON}的消息" if n % 90 == 2 else title
        paragraphs.append(f"{COMMON}全线开放。")
    if n % 9 == 1:  # others mention the document
        paragraphs.append(f"依据《细则》（{_number(rng.randrange(NUMBERS))}）办理。")
    rng.shuffle(paragraphs)
    return Text(f"{column}/{2021 + n % 6}/t{n:04}.md", title, docno, "\n\n".join(paragraphs))


def _number(number: int) -> str:
    organ = ORGANS[number % len(ORGANS)]
    return f"{organ}〔{2021 + number % 6}〕{number + 1}号"


def _paragraph(rng: random.Random) -> str:
    sentences = [
        f"{rng.choice(WHO)}{rng.choice(HOW)}{rng.choice(DOES)}{rng.choice(WHAT)}，"
        f"共{rng.randint(2, 400)}处，{rng.choice(WHO)}{rng.choice(DOES)}结果。"
        for _ in range(rng.randint(2, 5))
    ]
    return "".join(sentences)
