"""The configuration of nginx for a site.

Pages allow nothing but what the site itself serves; scripts of the search may compile WebAssembly.
Compressed files come from the release. A file that the new release no longer has and an open page
still asks for, comes from the release before. What is gone and what has moved are maps that the
receiver writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengwu_ops.server.plan import Plan

_POLICY = (
    "default-src 'self'; script-src 'self'{wasm}; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
# Values are one line each; `always` sends them with errors too.
HEADERS = (
    ("Content-Security-Policy", "$zhengwu_policy"),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cache-Control", "$zhengwu_cache"),
)
# Names with a digest in them never hold anything else.
_FOREVER = r"[._-][0-9a-f]{7,}\.(css|js|mjs|woff2|svg|png|jpg|webp|wasm|pf_[a-z]+)$"
# What an open page may still ask of the release before; never a text that was withdrawn.
_KEPT = r"(assets/.+|search/.+\.(js|wasm|pf_index|pf_meta))$"


def common() -> str:
    """Return what all sites of a server share, in the context `http`."""
    strict, search = _POLICY.format(wasm=""), _POLICY.format(wasm=" 'wasm-unsafe-eval'")
    return f"""\
# Shared by all sites: include it once, in the http block.
map_hash_max_size 131072;
map_hash_bucket_size 1024;
server_names_hash_bucket_size 128;

map $uri $zhengwu_policy {{
    default "{strict}";
    "~/search/" "{search}";
}}

map $uri $zhengwu_cache {{
    default "no-cache";
    "~{_FOREVER}" "public, max-age=31536000, immutable";
}}
"""


def maps(plan: Plan) -> str:
    """Return the maps of a site, in the context `http`.

    They are `volatile`: the page that tells that another is gone is an inner request of its own.
    """
    return "\n".join(
        f"""\
map $host$uri $zhengwu_{plan.variable}_{name} {{
    volatile;
    default "";
    include {plan.maps}/{file}*;
}}
"""
        for name, file in (("moved", "redirects.map"), ("gone", "gone.map"))
    )


def site(plan: Plan) -> str:
    """Return the configuration of a site that has a domain of its own, in the context `http`."""
    names = " ".join((plan.site.domain, *plan.former))
    listen = f"{plan.port} ssl http2" if plan.secure else str(plan.port)
    head = [
        f"listen {listen};",
        f"listen [::]:{listen};",
        f"server_name {names};",
        "server_tokens off;",
        "charset utf-8;",
        "index index.html;",
        "autoindex off;",
        "absolute_redirect off;",
        "gzip_static on;",
        "gzip_vary on;",
        "if ($request_method !~ ^(GET|HEAD)$) { return 405; }",
        *(f'add_header {name} "{value}" always;' for name, value in HEADERS),
        *_certificate(plan),
    ]
    towns = [f"include {plan.home}/towns/*.conf;"] if plan.site.kind == "portal" else []
    body = _indent([*head, *_answers(plan), *_places(plan), *towns])
    return f"{maps(plan)}\n{_to_tls(plan, names)}server {{\n{body}}}\n"


def town(plan: Plan) -> str:
    """Return the configuration of a site below a path, inside that of its domain."""
    path = plan.site.path
    inner = _indent([*_answers(plan), *_places(plan, nested=True)])
    outer = _indent([f"root {plan.web('previous')};", f"error_page 404 {path}404.html;"])
    return (
        f"location = {path.rstrip('/')} {{ return 301 {path}; }}\n"
        f"location ^~ {path} {{\n{inner}}}\n"
        f"location @{plan.variable}_previous {{\n{outer}}}\n"
    )


def _answers(plan: Plan) -> list[str]:
    name, path = plan.variable, plan.site.path
    return [
        f"root {plan.web('current')};",
        f"error_page 404 {path}404.html;",
        f"error_page 410 {path}410.html;",
        f"if ($zhengwu_{name}_moved) {{ return 301 $zhengwu_{name}_moved; }}",
        f"if ($zhengwu_{name}_gone) {{ return 410; }}",
    ]


def _places(plan: Plan, *, nested: bool = False) -> list[str]:
    path, previous = plan.site.path, f"@{plan.variable}_previous"
    return [
        f"location ~ ^{path}{_KEPT} {{ try_files $uri {previous}; }}",
        f"location ~ ^{path}4(04|10)\\.html$ {{ internal; }}",
        r"location ~ /\.(?!well-known/) { return 404; }",
        *([] if nested else [f"location {previous} {{ root {plan.web('previous')}; }}"]),
    ]


def _certificate(plan: Plan) -> list[str]:
    if plan.certificate is None:
        return []
    chain, key = plan.certificate
    return [
        f"ssl_certificate {chain};",
        f"ssl_certificate_key {key};",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "ssl_session_cache shared:zhengwu:10m;",
    ]


def _to_tls(plan: Plan, names: str) -> str:
    if not plan.secure:
        return ""
    lines = [
        "listen 80;",
        "listen [::]:80;",
        f"server_name {names};",
        "return 301 https://$host$request_uri;",
    ]
    return f"server {{\n{_indent(lines)}}}\n\n"


def _indent(lines: list[str]) -> str:
    return "".join(f"    {line}\n" for line in lines)
