"""JSON Schemas of what editors write, made from the models, for completion in their editors.

YAML language servers read them: field names, what they mean, which values there are. The models
stay the judge: a schema cannot tell whether a unit is registered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhengwu.messages import DEFAULT_LANGUAGE, msg, translate
from zhengwu.model.city import CityFacts
from zhengwu.model.page import META_OF
from zhengwu.model.site import Column, SiteFacts
from zhengwu.packaged import column_types

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zhengwu.model.base import Model

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Language servers would ask for a time zone, which the register leaves out.
_MINUTE = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}$"}


def city_schema(language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """Return the schema of `content/city.yml`."""
    return _schema(CityFacts, "content/city.yml", language)


def site_schema(language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """Return the schema of `content/<site>/site.yml`."""
    schema = _schema(SiteFacts, "content/<site>/site.yml", language)
    column = schema["$defs"][Column.__name__]["properties"]
    column["type"]["enum"] = list(column_types())
    return schema


def page_schema(language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """Return the schema of a page's front matter: every field of every kind of page.

    Which kind a page is depends on its column; only the title is compulsory in all.
    """
    merged: dict[str, Any] = {
        "$schema": DIALECT,
        "title": msg("页面开头的信息区").text(language),
        "type": "object",
        "required": ["title"],
        "properties": {},
        "$defs": {},
    }
    for kind in dict.fromkeys(META_OF.values()):
        schema = _schema(kind, "", language)
        merged["$defs"] |= schema.get("$defs", {})
        for name, field in schema["properties"].items():
            merged["properties"].setdefault(name, field)
    return merged


SCHEMAS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "city": city_schema,
    "site": site_schema,
    "page": page_schema,
}


def _schema(kind: type[Model], title: str, language: str) -> dict[str, Any]:
    schema = _plain(kind.model_json_schema(mode="validation"), language)
    return {"$schema": DIALECT, **schema, "title": title}


def _plain(node: Any, language: str) -> Any:  # noqa: ANN401 -- any part of a schema
    """Drop generated titles, spell out times, translate descriptions, let fields be empty."""
    if isinstance(node, list):
        return [_plain(item, language) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("format") == "date-time":
        return {**_MINUTE, **_described(node, language)}
    if node.get("type") == "string" and not node.keys() & {"enum", "const", "pattern", "format"}:
        # The register reads 528400 as text; a language server reads a number.
        node = {**node, "type": ["string", "number"]}
    return {
        name: _fields(value, language)
        if name in {"properties", "$defs"}
        else _plain(value, language)
        for name, value in node.items()
        if name not in {"title", "description"}
    } | _described(node, language)


def _fields(fields: dict[str, Any], language: str) -> dict[str, Any]:
    """Go through named schemas, whose names are no keywords."""
    return {name: _plain(value, language) for name, value in fields.items()}


def _described(node: dict[str, Any], language: str) -> dict[str, str]:
    text = node.get("description")
    # A class's docstring is for developers.
    if not isinstance(text, str) or "properties" in node:
        return {}
    return {"description": translate(text, language)}
