"""An officer's entry as `city.yml` and the changes of the register write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.register.edit import put

if TYPE_CHECKING:
    from zhengwu.model.officer import Officer, OfficerKey
    from zhengwu.register.emit import Value

_FIELD = "officers"


def entry_of(entry: Officer) -> dict[str, Value]:
    """Return an officer's entry, ready to be written."""
    return _given(
        {
            "name": entry.name,
            "unit": entry.unit,
            "roles": list(entry.roles),
            "account": entry.account,
            "keys": [_key(key) for key in entry.keys] or None,
        }
    )


def _key(key: OfficerKey) -> Value:
    return _given(
        {
            "key": key.key,
            "valid_from": key.valid_from,
            "valid_until": key.valid_until,
            "revoked_at": key.revoked_at,
        }
    )


def _given(values: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None}


def put_officer(text: str, file: str, officer: str, entry: Officer) -> str:
    """Return the text of `city.yml` with an officer's entry changed, or added as the last.

    Args:
        text: the text.
        file: its name for mistakes.
        officer: the officer's id.
        entry: the new entry.

    Raises:
        UserError: the text cannot be read, or is left to people.
    """
    return put(text, (_FIELD, officer), entry_of(entry), file)
