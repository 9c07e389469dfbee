"""A web server as strict as the city's, and a browser that notes what a page asks for."""

from __future__ import annotations

import posixpath
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote

from playwright.sync_api import Page, Response, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhengwu.model.city import City

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
POLICY = "default-src 'self'; script-src 'self'"
SEARCH_POLICY = f"{POLICY} 'wasm-unsafe-eval'"
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}


class _Handler(SimpleHTTPRequestHandler):
    """Serves one built site below its path; knows 404 pages and the security policy."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, root: Path, base: str, **kwargs: object) -> None:
        self._base = base
        super().__init__(*args, directory=str(root), **kwargs)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        path = unquote(path.partition("?")[0].partition("#")[0])
        below = path.removeprefix(self._base) if path.startswith(self._base) else "no-such-file"
        return posixpath.join(self.directory, posixpath.normpath(f"/{below}").lstrip("/"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = f"{self.directory}/404.html"
        with open(page, "rb") as file:  # noqa: PTH123 -- as the handler's other paths
            body = file.read()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        search = self.path.startswith(f"{self._base}search/")
        self.send_header("Content-Security-Policy", SEARCH_POLICY if search else POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the handler's name
        pass


class _Server(ThreadingHTTPServer):
    """A browser that leaves a page hangs up on what it had asked for: no error of ours."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve_folder(root: Path, base: str = "/") -> Iterator[str]:
    """Serve the built site in `root` below the path `base`; yield the address of its home page."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, root=root, base=base))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def serve(public: Path, city: City) -> Iterator[dict[str, str]]:
    """Serve every site of `city` from `public`; yield addresses by site."""
    from contextlib import ExitStack  # noqa: PLC0415 -- only here

    with ExitStack() as stack:
        yield {
            site.id: stack.enter_context(serve_folder(public / site.id, site.path))
            for site in city.sites.values()
        }


@dataclass
class Visit:
    """What happened while a page was open.

    Attributes:
        page: the open page.
        status: of the page itself.
        requests: every address that was asked for.
        complaints: console errors and warnings, page errors, failed requests.
    """

    page: Page
    status: int = 0
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class Browser:
    """A headless Chromium."""

    def __enter__(self) -> Self:
        self._playwright = sync_playwright().start()
        self._chromium = self._playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        return self

    def __exit__(self, *_: object) -> None:
        self._chromium.close()
        self._playwright.stop()

    @contextmanager
    def open(self, url: str, width: str = "desktop", **context: object) -> Iterator[Visit]:
        """Open `url` in a fresh profile at one of `WIDTHS`."""
        wide, high = WIDTHS[width]
        profile = self._chromium.new_context(
            viewport={"width": wide, "height": high},
            locale="zh-CN",
            **context,  # type: ignore[arg-type]
        )
        try:
            visit = Visit(profile.new_page())
            self._watch(visit)
            response = visit.page.goto(url, wait_until="load")
            visit.status = response.status if isinstance(response, Response) else 0
            yield visit
        finally:
            profile.close()

    @staticmethod
    def _watch(visit: Visit) -> None:
        page = visit.page
        page.on("request", lambda request: visit.requests.append(request.url))
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on("requestfailed", lambda request: visit.complaints.append(request.url))
        page.on(
            "console",
            lambda message: (
                visit.complaints.append(message.text)
                if message.type in {"error", "warning"}
                else None
            ),
        )
