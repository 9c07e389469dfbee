from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_file


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("正文".encode("gb18030"), id="gb18030"),
        pytest.param(b"\xef\xbb\xbf# a", id="bom"),
        pytest.param("正文".encode("utf-16"), id="utf-16"),
        pytest.param(b"a\0b", id="binary"),
        pytest.param(b"a" * 5_000_001, id="too-large"),
    ],
)
def test_it_is_a_finding_with_a_fix(data: bytes) -> None:
    path = "content/portal/tzgg/a.md"
    (finding,) = judge_file(path, {path: data})
    assert finding.code == "unreadable-file"
    assert finding.fix.text()
