"""Plugin `zhengwu/lint`."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from zhengwu.clauses import titles_of
from zhengwu.messages import Message
from zhengwu_lint.outcome import Report, in_order
from zhengwu_lint.report import write_text
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.targets import BuiltTargets
from zhengwu_lint.workspace import Workspace
from zhengwu_mkdocs.lint.config import LintConfig
from zhengwu_mkdocs.lint.panel import add_panel
from zhengwu_mkdocs.site.current import Current, current

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from zhengwu.problem import Problem

log = logging.getLogger("mkdocs.plugins.zhengwu.lint")


class LintPlugin(BasePlugin[LintConfig]):
    """Judges every page as it is built, source and HTML."""

    def __init__(self) -> None:
        """Start without findings."""
        self._findings: list[Problem] = []
        self._checked = 0
        self._of_site: dict[str, list[Problem]] = {}
        self._workspace: Workspace | None = None
        self._built: BuiltTargets | None = None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Forget the last build's findings."""
        self._findings = []
        self._checked = 0
        now = current(config)
        self._workspace = Workspace(now.snapshot, now.facts, now.site.id)
        self._of_site = self._judge_site(now) if self.config.enabled and now.preview else {}

    @event_priority(-50)  # after pages were added, before a part of them is chosen
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Remember what a link may lead to, be it part of this build or not."""
        now = current(config)
        built = {file.dest_uri for file in files} | set(config.theme.static_templates)
        root = f"public/{now.site.id}"

        carried = {file.dest_uri: file for file in files if not file.is_documentation_page()}

        def read(path: str) -> bytes | None:
            return carried[path].content_bytes if path in carried else None

        self._built = BuiltTargets(now.site, root, frozenset(built), read=read)
        return files

    @event_priority(-100)  # judge what the other plugins have finished
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Judge a page's HTML, and in the preview its source as well."""
        if not self.config.enabled:
            return output
        now = current(config)
        findings = self._judge_html(output, page.file.dest_uri, now)
        if now.preview and now.page(page.file.src_uri) is not None:
            findings = _once(self._judge_source(page.file.src_uri, now) + findings)
        self._findings += findings
        return self._with_panel(output, findings, now)

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Judge 404 and its like."""
        if not self.config.enabled or not template_name.endswith(".html"):
            return output_content
        now = current(config)
        findings = self._judge_html(output_content, template_name, now)
        self._findings += findings
        return self._with_panel(output_content, findings, now)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Report; under `--strict` an error stops the build."""
        if not self.config.enabled:
            return
        findings = in_order(set(self._findings))
        report = Report(self._checked, findings, clauses=titles_of(current(config).city))
        if not findings:
            return
        text = write_text(report, "zh")
        if report.errors and config.strict:
            raise PluginError(text)
        log.warning("%s", text) if config.strict else log.info("%s", text)

    def _judge_html(self, html: str, dest_uri: str, now: Current) -> list[Problem]:
        if self._workspace is None or self._built is None:
            return []
        self._checked += 1
        file = f"{self._built.root}/{dest_uri}"
        subject = self._workspace.html_subject(html, file, now.site, self._built)
        return list(judge(subject, RULES))

    def _judge_site(self, now: Current) -> dict[str, list[Problem]]:
        """Return what rules about the site as a whole find, by file."""
        found: dict[str, list[Problem]] = {}
        if self._workspace is not None:
            for finding in judge(self._workspace.site_subject(now.city, now.site), RULES):
                found.setdefault(finding.file, []).append(finding)
                self._findings.append(finding)
        return found

    def _judge_source(self, src_uri: str, now: Current) -> list[Problem]:
        if self._workspace is None:
            return []
        file = now.file(src_uri)
        subject = self._workspace.subject(file, self._workspace.tree.read(file))
        if isinstance(subject, Message):
            return []
        return [*judge(subject, RULES), *self._of_site.get(file, [])]

    def _with_panel(self, html: str, findings: list[Problem], now: Current) -> str:
        return (
            add_panel(html, findings, titles_of(now.city))
            if now.preview and self.config.panel
            else html
        )


def _once(findings: list[Problem]) -> list[Problem]:
    """Leave out what a built page repeats of its own source; the source knows the column."""
    found: dict[tuple[str, int, str, str], Problem] = {}
    for finding in findings:
        key = (finding.file, finding.line, finding.code, finding.message.text())
        found.setdefault(key, finding)
    return list(found.values())
