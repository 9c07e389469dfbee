"""Messages, mistakes and the one error."""

from __future__ import annotations

import pytest

from zhengwu.errors import UserError
from zhengwu.messages import Message, msg, translate
from zhengwu.problem import Problem


def test_a_message_is_filled_when_it_is_read() -> None:
    message = msg("没有“{path}”这个文件", path="a.md")
    assert message.text() == str(message) == "没有“a.md”这个文件"


def test_a_message_may_hold_another() -> None:
    inner = msg("{size} MB", size=7)
    assert msg("文件太大（{size}）", size=inner).text() == "文件太大（7 MB）"


def test_braces_in_a_value_are_text() -> None:
    assert msg("“{value}”不对", value="{0} {x}").text() == "“{0} {x}”不对"


def test_messages_are_equal_by_template_and_values() -> None:
    one, same, other = (msg("第{n}行", n=n) for n in (1, 1, 2))
    assert one == same
    assert len({one, same, other}) == 2


def test_an_empty_template_has_no_text_in_any_language() -> None:
    # gettext keeps the catalogue's header under the empty string.
    assert [Message("").text("zh"), translate("", "en")] == ["", ""]


@pytest.mark.parametrize(
    ("line", "column", "place"),
    [(3, 5, "site.yml:3:5"), (3, 0, "site.yml:3"), (0, 0, "site.yml")],
)
def test_a_mistake_names_its_place(line: int, column: int, place: str) -> None:
    mistake = Problem.at("site.yml", line, column, msg("缺少“{name}”", name="unit"))
    assert mistake.text() == f"{place}: 缺少“unit”"


def test_a_mistake_says_what_to_do_on_a_second_line() -> None:
    mistake = Problem.at("site.yml", 3, 5, msg("缺少“{name}”", name="unit"), msg("补上这一项"))
    first, second = mistake.text().split("\n")
    assert first == "site.yml:3:5: 缺少“unit”"
    assert second == "  怎么办：补上这一项"


def test_the_error_lists_every_mistake() -> None:
    mistakes = [Problem.at("a.yml", n, 0, msg("缺少“{name}”", name="x")) for n in (1, 2)]
    error = UserError(mistakes)
    assert error.problems == tuple(mistakes)
    assert str(error) == "a.yml:1: 缺少“x”\na.yml:2: 缺少“x”"


def test_the_error_takes_one_mistake() -> None:
    mistake = Problem.at("a.yml", 1, 0, msg("缺少“{name}”", name="x"))
    assert UserError(mistake).problems == (mistake,)


def test_the_error_takes_a_message_that_belongs_to_no_file() -> None:
    error = UserError(msg("没有找到 git；请先安装 git"))
    assert error.text() == "没有找到 git；请先安装 git"


def test_a_template_that_the_catalogue_lacks_stays_chinese() -> None:
    assert msg("目录里没有的{what}", what="句子").text("en") == "目录里没有的句子"
