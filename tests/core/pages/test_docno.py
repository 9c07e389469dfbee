from __future__ import annotations

import pytest

from zhengwu.pages.document_number import canonical, flaws, is_document_number, names_page


@pytest.mark.parametrize(
    "number",
    ["中府办函〔2019〕27号", "国务院令第711号", "主席令第五十三号", "财政部公告2019年第39号"],
)
def test_well_written_numbers(number: str) -> None:
    assert is_document_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "中府办函[2019]27号",
        "中府办函〔2019〕027号",
        "中府办函〔2019〕第27号",
        "中府办函〔19〕27号",
        "中府办函〔2019〕27",
        "〔2019〕27号",
        "关于放假的通知",
    ],
)
def test_ill_written_numbers(number: str) -> None:
    assert not is_document_number(number)


@pytest.mark.parametrize(
    "written",
    [
        "中府办函[2019]27号",
        "中府办函［2019］27号",
        "中府办函(2019)27号",
        "中府办函（2019）第27号",
        "中府办函【2019】027号",
        "中府办函 〔2019〕 27 号",
        "中府办函〔２０１９〕２７号",
    ],
)
def test_two_ways_of_writing_name_the_same_document(written: str) -> None:
    assert canonical(written) == "中府办函〔2019〕27号"


def test_other_numbers_stay_apart() -> None:
    numbers = ["中府办〔2019〕27号", "中府办函〔2019〕270号", "国务院令第711号", "国务院令第7110号"]
    assert len({canonical(number) for number in numbers}) == len(numbers)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("根据国发[1984]174号文", "〔1984〕174号"),
        ("根据国发（1984）174号文", "〔1984〕174号"),
        ("根据国发〔1984〕第174号文", "〔1984〕174号"),
        ("根据国发〔1984〕0174号文", "〔1984〕174号"),
        ("根据国发〔1984〕 174号文", "〔1984〕174号"),
    ],
    ids=["square", "round", "ordinal", "zero", "space"],
)
def test_flaws_in_running_text(text: str, meant: str) -> None:
    (flaw,) = flaws(text)
    assert flaw.meant == meant
    assert text[flaw.start : flaw.start + len(flaw.written)] == flaw.written


@pytest.mark.parametrize(
    "text",
    [
        "根据国发〔1984〕174号文",
        "国务院令第711号",
        "审图号：GS(2019)1719号、粤S(2021)12号、GS京(2022)0001号",
        "（2021）粤20民初123号民事判决",
        "粤国用(2005)第123号",
        "2021年第3号公告（2021）",
        "经第五届全国人民代表大会（1980）通过",
    ],
)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert list(flaws(text)) == []


@pytest.mark.parametrize(
    ("reference", "path"),
    [("../zcwj/a.md", True), ("a.md", True), ("zcwj/a", True), ("中府办函〔2019〕27号", False)],
)
def test_a_reference_is_a_path_or_a_number(reference: str, *, path: bool) -> None:
    assert names_page(reference) is path
