"""Addresses and anchors as the dialect publishes them, and as the lint sees them."""

from __future__ import annotations

import re

import pytest

from zhengwu.dialect import PublishedLink, annotate, parse, render


def test_anchors_of_footnotes_lead_both_ways() -> None:
    text = "甲[^a]乙[^a]丙[^b]\n\n[^a]: 注\n\n[^b]: 注"
    expected = {"fn1", "fn2", "fnref1", "fnref1:1", "fnref2"}
    assert parse(text).anchors() == expected
    html = render(parse(text), PublishedLink).html
    assert {*re.findall(r'id="(fn[^"]*)"', html)} == expected
    assert {*re.findall(r'href="#([^"]*)"', html)} <= expected


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("https://www.ⓖⓞⓥ.cn/a", "https://www.gov.cn/a"),
        ("https://中文.example/路径", "https://xn--fiq228c.example/%E8%B7%AF%E5%BE%84"),
        ("HTTPS:\\\\\\\\Shop.example", "https://shop.example/"),
        ("//Shop.example", "//shop.example/"),
        ("http://[2001:DB8::7]/", "http://[2001:db8::7]/"),
        ("附件.pdf", "%E9%99%84%E4%BB%B6.pdf"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
    ],
)
def test_an_address_is_published_as_browsers_read_it(written: str, published: str) -> None:
    assert f'href="{published}"' in render(parse(f"[甲](<{written}>)"), PublishedLink).html


def test_an_attribute_list_does_not_change_where_a_link_leads() -> None:
    parsed = parse('[甲](https://shop.example/){href="https://www.gov.cn/" title=a}')
    assert 'href="https://shop.example/"' in render(parsed, PublishedLink).html
    assert 'href="https://shop.example/"' in annotate(parsed, 1)
    assert "gov.cn" not in annotate(parsed, 1)
