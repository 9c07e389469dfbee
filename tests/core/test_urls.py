"""URLs as browsers read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengwu.urls import UNPARSABLE, host_of, read_reference


@pytest.mark.parametrize(
    "text",
    [
        "https://other.example/",
        "HTTPS://OTHER.EXAMPLE/",
        "//other.example/",
        "///other.example/",
        "\\\\other.example\\",
        "/\\other.example/",
        "\\/other.example/",
        "https:other.example",
        "http:other.example",
        "https:/other.example",
        "https:///other.example",
        "https:\\other.example",
        " https://other.example ",
        "\x01https://other.example",
        "\thttps://other.example",
        "ht\ntps://other.example",
        "https://oth\ter.example",
        "https://user:word@other.example/",
        "https://www.gov.cn@other.example/",
        "https://other.example\\@www.gov.cn/",
        "https://ｏther.example/",
        "https://other。example/",
        "https://other.example./",
        "https://%6fther.example/",
        "https://other.example:8443/",
        "ftp://other.example/",
        "ws://other.example/",
        "file://other.example/x",
        "strange://other.example/x",
    ],
)
def test_a_trick_does_not_hide_the_host(text: str) -> None:
    reference = read_reference(text)
    assert reference.host == "other.example"
    assert not reference.relative


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://中文.example/", "xn--fiq228c.example"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://[::1]/", "[::1]"),
        ("https://www.gov.cn%2eother.example/", "www.gov.cn.other.example"),
        ("https://www.gov.cn/#@other.example", "www.gov.cn"),
        ("https://www.gov.cn/?@other.example", "www.gov.cn"),
        # The parser's own base hosts are no way around.
        ("//a.invalid/", "a.invalid"),
        ("http://a.invalid/", "a.invalid"),
        ("https://b.invalid/", "b.invalid"),
    ],
)
def test_the_host_is_the_one_that_a_browser_contacts(text: str, host: str) -> None:
    assert read_reference(text).host == host


@pytest.mark.parametrize(
    ("text", "path", "query", "fragment"),
    [
        ("page.md", "/page.md", "", ""),
        ("../zwgk/index.md#一", "/zwgk/index.md", "", "%E4%B8%80"),
        ("/zwgk/?a=1", "/zwgk/", "a=1", ""),
        ("#here", "/", "", "here"),
        ("", "/", "", ""),
        ("附件.pdf", "/%E9%99%84%E4%BB%B6.pdf", "", ""),
    ],
)
def test_a_relative_reference_stays(text: str, path: str, query: str, fragment: str) -> None:
    reference = read_reference(text)
    assert (reference.relative, reference.host) == (True, "")
    assert (reference.path, reference.query, reference.fragment) == (path, query, fragment)


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("javascript:alert(1)", "javascript"),
        ("JAVA\tSCRIPT:alert(1)", "javascript"),
        ("\x00javascript:alert(1)", "javascript"),
        ("data:text/html,x", "data"),
        ("vbscript:x", "vbscript"),
        ("blob:https://other.example/x", "blob"),
        ("view-source:https://other.example/", "view-source"),
        ("mailto:office@other.example", "mailto"),
        ("tel:12345", "tel"),
        ("c:\\a.docx", "c"),
    ],
)
def test_a_scheme_without_host_is_named(text: str, scheme: str) -> None:
    reference = read_reference(text)
    assert (reference.scheme, reference.host, reference.relative) == (scheme, "", False)


@pytest.mark.parametrize("text", ["https://", "https://a b/", "https://a:99999/", "http://[::1"])
def test_what_a_browser_cannot_follow_is_unparsable(text: str) -> None:
    assert read_reference(text) == UNPARSABLE


@given(st.text())
def test_a_relative_reference_names_no_host(text: str) -> None:
    reference = read_reference(text)
    assert not (reference.relative and reference.host)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("WWW.Gov.CN", "www.gov.cn"),
        ("www.gov.cn:443", "www.gov.cn"),
        ("https://www.gov.cn/zhengce/", "www.gov.cn"),
        ("中文.example", "xn--fiq228c.example"),
        ("a b", ""),
        ("", ""),
    ],
)
def test_host_of_a_host_or_address(text: str, host: str) -> None:
    assert host_of(text) == host
