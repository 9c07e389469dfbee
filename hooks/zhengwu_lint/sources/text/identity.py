"""Identity numbers (GB 11643-1999): what makes eighteen characters one."""

from __future__ import annotations

from datetime import date

from zhengwu.packaged import read_data

_LENGTH = 18


def is_identity_number(number: str, day: date) -> bool:
    """Whether eighteen digits (the last one may be X) are an identity number.

    Args:
        number: the digits.
        day: nobody is born after it.
    """
    return (
        len(number) == _LENGTH
        and is_region(number)
        and is_birth(number[6:14], day)
        and _checks(number)
    )


def is_region(number: str) -> bool:
    """Whether the number begins with a province."""
    return number[:2] in read_data("personal-id.yml")["provinces"].split()


def is_birth(digits: str, day: date) -> bool:
    """Whether eight digits are the birthday of a person that may still be named."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return date(read_data("personal-id.yml")["since"], 1, 1) <= born <= day


def _checks(number: str) -> bool:
    data = read_data("personal-id.yml")
    total = sum(int(d) * w for d, w in zip(number, data["weights"], strict=False))
    return bool(data["checks"][total % 11] == number[17])
