"""Site search: the finished pages are indexed by Pagefind, whose index the browser reads in pieces.

Of Pagefind only the indexer, its index files and the WebAssembly module that reads them are used.
What is indexed is `zhengwu.pages.search_text`; queries, results and their excerpts are the theme's.
Pagefind's own files for filters, result texts and interface are left out: they are large, name
other hosts, and those for filters differ from run to run.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Self

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.pages.search_text import record, searchable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhengwu.pages.index import PageIndex
    from zhengwu.pages.search_text import SearchRecord

FOLDER = "search"
LISTING = "index.json"
# Units of text in one index. The indexer needs about 400 bytes of memory for each, and a reader
# whose query is long loads some 350 KB of an index of this size.
MAX_UNITS = 3_000_000
# The name of the order in which Pagefind returns pages: their number in the record's row.
ORDER = "at"

_BINARY = "pagefind_bin"
_LANGUAGE = "zh"
_BINDING = re.compile(r"let (wasm_bindgen)=\(function\(exports\)\{.*?\}\)\(\{__proto__:null\}\);")
_VERSION = re.compile(r'const pagefind_version="([\d.]+)";')
_NOTICE = "/*! Pagefind {version}, MIT licence: the binding of its WebAssembly module. */\n"


@dataclass(frozen=True, slots=True)
class Indexed:
    """What was indexed.

    Attributes:
        pages: how many pages search finds.
        files: how many files were written.
        size: their bytes.
    """

    pages: int
    files: int
    size: int


def index_site(built: Path, pages: PageIndex, max_units: int = MAX_UNITS) -> Indexed:
    """Index the pages of a site and write what search needs into `built`/search/.

    The same pages give the same bytes. A page that was not built is not indexed.

    Args:
        built: the folder of the finished site.
        pages: the site's pages, those that are not due left out.
        max_units: of text in one index.

    Raises:
        UserError: the indexer is not installed or does not work.
    """
    found = (page for page in searchable(pages) if (built / page.url / "index.html").is_file())
    portions = list(_portions([record(page, pages) for page in found], max_units))
    files: dict[str, bytes] = {}
    shards: list[dict[str, object]] = []
    # The oldest is number one: its name stays when new pages come.
    for number, portion in zip(range(len(portions), 0, -1), portions, strict=True):
        written = _index(portion)
        files |= written.common
        files |= {f"{number}/{name}": data for name, data in written.own.items()}
        shards.append({"path": f"{number}/", "meta": written.meta, **_span(portion)})
    listing = {"engine": _named(files, "js"), "wasm": _named(files, "wasm"), "shards": shards}
    files[LISTING] = _json(listing)
    for name, data in files.items():
        path = built / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Indexed(sum(map(len, portions)), len(files), sum(map(len, files.values())))


@dataclass(frozen=True, slots=True)
class _Written:
    """The files of an index: its own by name, those that all share, and which is read first."""

    own: dict[str, bytes]
    common: dict[str, bytes]
    meta: str


def _portions(records: list[SearchRecord], max_units: int) -> Iterator[list[SearchRecord]]:
    """Yield the records in portions that one index can hold, the newest first."""
    portion: list[SearchRecord] = []
    size = 0
    for one in records:
        if portion and size + one.size > max_units:
            yield portion
            portion, size = [], 0
        portion.append(one)
        size += one.size
    if portion:
        yield portion


def _span(portion: list[SearchRecord]) -> dict[str, object]:
    years = sorted(one.card["date"][:4] for one in portion if one.card["date"])
    ends = {"oldest": years[0], "newest": years[-1]} if years else {}
    return {"pages": len(portion), **ends}


def _index(portion: list[SearchRecord]) -> _Written:
    with _Indexer() as indexer:
        for number, one in enumerate(portion):
            indexer.add(one, number)
        files = indexer.files()
    cards = {one.url: one.card for one in portion}
    own: dict[str, bytes] = {}
    meta = ""
    for name, data in files.items():
        folder, _, rest = name.rpartition("/")
        if folder == "index":
            own[f"index/{rest}"] = data
        elif folder == "fragment":  # named by its content; what it holds is the tokens again
            card = cards[_url_of(data)]
            own[f"pages/{rest.removesuffix('.pf_fragment')}.gz"] = _packed(_json(card))
        elif name.endswith(".pf_meta"):
            own[name] = data
            meta = name
    version, binding = _binding(files["pagefind.js"].decode())
    common = {
        f"engine-{version}.js": binding.encode(),
        f"engine-{version}.wasm": files["wasm.unknown.pagefind"],
    }
    return _Written(own, common, meta)


class _Indexer:
    """Pagefind as a service: requests on its standard input, answers on its standard output.

    Each message is JSON in Base64 with a comma behind it. Pagefind's own Python client waits a
    tenth of a second for each answer.
    """

    def __init__(self) -> None:
        """Start the service."""
        command = [_program(), "--service"]
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- the installed indexer
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            raise UserError(
                msg("检索索引程序 Pagefind 不能运行：{why}", why=error.strerror or str(error))
            ) from error
        self._sent = 0
        self._index = 0

    def __enter__(self) -> Self:
        """Return the service with an empty index."""
        try:
            self._index = self._ask("NewIndex", config=None)["index_id"]
        except UserError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End the service."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not sent any more
                if stream:
                    stream.close()

    def add(self, page: SearchRecord, number: int) -> None:
        """Add a page under its number in the order in which results come."""
        self._ask(
            "AddRecord",
            index_id=self._index,
            url=page.url,
            content=page.tokens,
            language=_LANGUAGE,
            meta={},
            filters={},
            sort={ORDER: str(number)},
        )

    def files(self) -> dict[str, bytes]:
        """Return all files that Pagefind would write, by path."""
        answer = self._ask("GetFiles", index_id=self._index)
        return {
            file["path"].replace("\\", "/"): base64.b64decode(file["content"])
            for file in answer["files"]
        }

    def _ask(self, request: str, **fields: object) -> dict[str, Any]:
        self._sent += 1
        message = {"message_id": self._sent, "payload": {"type": request, **fields}}
        try:
            answer = json.loads(base64.b64decode(self._exchange(_json(message))))["payload"]
        except (OSError, ValueError) as error:
            raise UserError(msg("检索索引程序 Pagefind 中途停止，索引没有生成")) from error
        if answer["type"] == "Error":
            raise UserError(msg("检索索引没有生成：{why}", why=answer["message"]))
        return dict(answer)

    def _exchange(self, message: bytes) -> bytes:
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError
        self._process.stdin.write(base64.b64encode(message) + b",")
        self._process.stdin.flush()
        answer = bytearray()
        while not answer.endswith(b","):
            piece = os.read(self._process.stdout.fileno(), 1 << 20)
            if not piece:
                raise OSError
            answer += piece
        return bytes(answer[:-1])


def _program() -> str:
    try:
        return str(import_module(_BINARY).get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise UserError(
            msg("没有安装检索索引程序 pagefind-bin：用 requirements/site.txt 安装依赖后再生成")
        ) from error


def _binding(script: str) -> tuple[str, str]:
    """Return Pagefind's version, and of its script the part that talks to the WebAssembly module.

    The rest of the script is for other languages and other hosts.
    """
    version, binding = _VERSION.search(script), _BINDING.search(script)
    if not version or not binding:
        raise UserError(msg("不认识这个版本的 Pagefind：请按 requirements/site.txt 安装规定的版本"))
    notice = _NOTICE.format(version=version[1])
    return version[1], f"{notice}{binding[0]}\nexport default {binding[1]};\n"


def _url_of(fragment: bytes) -> str:
    data = json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))
    return str(data["url"])


def _named(files: dict[str, bytes], ending: str) -> str:
    return next((name for name in files if re.fullmatch(rf"engine-.*\.{ending}", name)), "")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _packed(data: bytes) -> bytes:
    """Compress without a time, and without the byte that names the system."""
    packed = gzip.compress(data, 9, mtime=0)
    return packed[:9] + b"\xff" + packed[10:]
