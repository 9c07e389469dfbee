"""The foot of a built page: what it says, and where its links lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from zhengwu.packaged import identifier_format, read_data
from zhengwu.urls import Reference, read_reference

if TYPE_CHECKING:
    from zhengwu_lint.sources.html.document import HtmlDocument

# A footer inside the text belongs to the text.
_FOOTERS = "//footer[not(ancestor::main or ancestor::article)]"
_OTHERWISE = "//*[@role='contentinfo']"
_SITE_CODE = re.compile(r"网站标识码[:：\s]*([0-9A-Za-z]+)")
_SITE_MAP = re.compile(r"(?:站点|网站)地图")
_CONTACT = re.compile(r"\d{5,}|[\w.-]+@[\w.-]+")
_ICP = re.compile(r".ICP备\s?\d+号(?:-\d+)?")
_POLICE = re.compile(r".公网安备\s?\d+号")


class FooterLink(NamedTuple):
    """A link of the footer.

    Attributes:
        reference: where it leads.
        text: what it says.
        line: 1-based.
    """

    reference: Reference
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Footer:
    """All footers of a page, taken together.

    Attributes:
        text: what they say, white space evened out.
        links: their links, in order.
        line: where the first begins, 1-based; 0 without any.
        jiucuo_script: the site code in the script of “我为政府网站找错”; "" without one.
    """

    text: str = ""
    links: tuple[FooterLink, ...] = ()
    line: int = 0
    jiucuo_script: str = ""

    @property
    def conac(self) -> FooterLink | None:
        """The badge's link."""
        return self._leading_to(identifier_format("conac").link)

    @property
    def jiucuo(self) -> FooterLink | None:
        """The link for reporting errors."""
        return self._leading_to(read_data("identifiers.yml")["jiucuo"]["link"])

    @property
    def site_code(self) -> str:
        """What stands behind “网站标识码”; "" if nothing does."""
        match = _SITE_CODE.search(self.text)
        return match[1] if match else ""

    @property
    def icp(self) -> str:
        """The ICP number that it shows; "" if none."""
        match = _ICP.search(self.text)
        return match[0] if match else ""

    @property
    def police(self) -> str:
        """The public-security number that it shows; "" if none."""
        match = _POLICE.search(self.text)
        return match[0] if match else ""

    @property
    def items(self) -> frozenset[str]:
        """Which of the items of the rulebook it has."""
        has = {
            "conac": self.conac is not None,
            "jiucuo": self.jiucuo is not None or bool(self.jiucuo_script),
            "site_code": bool(self.site_code),
            "unit": "主办" in self.text and bool(_CONTACT.search(self.text)),
            "icp": bool(self.icp),
            "police": bool(self.police),
            "site_map": any(_SITE_MAP.search(link.text) for link in self.links),
        }
        return frozenset(name for name, there in has.items() if there)

    def around(self, text: str) -> FooterLink | None:
        """Return the link whose text holds `text`."""
        return next((link for link in self.links if text in link.text), None)

    def _leading_to(self, address: str) -> FooterLink | None:
        host = read_reference(address.partition("{")[0]).host
        return next((link for link in self.links if link.reference.host == host), None)


def read_footer(document: HtmlDocument) -> Footer:
    """Return the foot of a page; an empty one if it has none."""
    found = document.root.xpath(_FOOTERS) or document.root.xpath(_OTHERWISE)
    if not found:
        return Footer()
    links = tuple(
        FooterLink(read_reference(a.get("href")), _text(a), a.sourceline or 1)
        for footer in found
        for a in footer.iter("a")
        if a.get("href")
    )
    script = document.root.xpath("//script[@id='_jiucuo_']/@sitecode")
    text = " ".join(_text(footer) for footer in found)
    return Footer(text, links, found[0].sourceline or 1, str(script[0]) if script else "")


def _text(element: Any) -> str:  # noqa: ANN401 -- lxml's element
    return " ".join(" ".join(element.itertext()).split())
