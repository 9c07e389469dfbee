"""A site's lifecycle (Arts. 6-10): its state, what the law asks of it, and where it leads."""

from zhengwu.lifecycle.gaps import Matter
from zhengwu.lifecycle.gate import may_publish
from zhengwu.lifecycle.history import Former, changed, read_former
from zhengwu.lifecycle.judgement import Judgement, gaps_of, judge
from zhengwu.lifecycle.limits import Limits, limits
from zhengwu.lifecycle.notices import notice_pages
from zhengwu.lifecycle.offline import OfflineNotice, offline_notice, on_line
from zhengwu.lifecycle.redirects import Redirect, addresses, redirects
from zhengwu.lifecycle.state import (
    EVENT_NAMES,
    STATE_NAMES,
    Standing,
    State,
    is_offline,
    standing,
)

__all__ = [
    "EVENT_NAMES",
    "STATE_NAMES",
    "Former",
    "Judgement",
    "Limits",
    "Matter",
    "OfflineNotice",
    "Redirect",
    "Standing",
    "State",
    "addresses",
    "changed",
    "gaps_of",
    "is_offline",
    "judge",
    "limits",
    "may_publish",
    "notice_pages",
    "offline_notice",
    "on_line",
    "read_former",
    "redirects",
    "standing",
]
