"""Fingerprints of findings: the same from run to run, also when lines move."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengwu.problem import Problem


def text_digest(text: str) -> str:
    """Return a short digest of the text that a finding is about; white space does not count."""
    return hashlib.sha256("".join(text.split()).encode("utf-8")).hexdigest()[:16]


def with_fingerprints(findings: Iterable[Problem]) -> Iterator[tuple[Problem, str]]:
    """Yield every finding with its fingerprint: 32 hexadecimal digits.

    It is made of rule, file, the text that is meant, and its number among equal ones in the file;
    of the message where a rule names no text. Line and column do not enter.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        key = (finding.code, finding.file, text_digest(finding.snippet or finding.message.text()))
        seen[key] += 1
        whole = "\0".join((*key, str(seen[key])))
        yield finding, hashlib.sha256(whole.encode("utf-8")).hexdigest()[:32]
