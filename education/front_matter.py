"""The head of an education page: what it must hold, and a loud error where it does not."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from education.terms import Term

FENCE = "---\n"
TYPES: dict[str, type | tuple[type, ...]] = {
    "slug": str,
    "order": int,
    "title": str,
    "question": str,
    "summary": str,
    "in_short": str,
    "covers": list,
    "found_by": list,
    "logs": list,
    "offered_by": list,
    "last_reviewed": datetime.date,
    "review_due": datetime.date,
    "reviewer_role": str,
    "sources": list,
}
MAY_BE_EMPTY = {"covers", "logs", "offered_by", "reviewer_role"}
TERM_TYPES: dict[str, type | tuple[type, ...]] = {
    "term": str,
    "also": list,
    "meaning": str,
    "page": str,
}
SOURCE_TYPES: dict[str, type | tuple[type, ...]] = {
    "org": str,
    "title": str,
    "year": (int, type(None)),
    "url": str,
}


class ContentError(ValueError):
    """A content file is not what a page needs. The message names the file and the key."""


@dataclass(frozen=True)
class Source:
    """Where a fact was published. `year` is None for a web page without a date, `url` may be ""."""

    org: str
    title: str
    year: int | None
    url: str


def split(path: Path) -> tuple[dict[str, Any], str]:
    """Return the checked front matter of a file and its Markdown body. Raises ContentError."""
    parts = path.read_text(encoding="utf-8").split(FENCE, 2)
    if len(parts) != 3 or parts[0]:
        raise ContentError(f"{path}: no front matter between two lines of ---")
    head = _load(path, parts[1])
    # Only the glossary has any.
    terms = head.pop("terms", [])
    _check(path, head)
    head["sources"] = tuple(_source(path, row) for row in head["sources"])
    head["terms"] = _terms(path, terms)
    return head, parts[2]


def _load(path: Path, text: str) -> dict[str, Any]:
    try:
        head = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ContentError(f"{path}: {error}") from error
    if not isinstance(head, dict):
        raise ContentError(f"{path}: front matter is not a list of keys")
    return head


def _check(path: Path, head: dict[str, Any]) -> None:
    _check_types(path, head, TYPES)
    for key in TYPES.keys() - MAY_BE_EMPTY:
        if head[key] in ("", []):
            raise ContentError(f"{path}: {key} is empty")
    if head["slug"] != path.stem:
        raise ContentError(f"{path}: slug {head['slug']} is not the file's name")
    if head["review_due"] <= head["last_reviewed"]:
        raise ContentError(f"{path}: review_due is not after last_reviewed")


def _check_types(
    path: Path, row: dict[str, Any], types: dict[str, type | tuple[type, ...]]
) -> None:
    if row.keys() != types.keys():
        raise ContentError(f"{path}: missing or unknown key {sorted(row.keys() ^ types.keys())}")
    for key, expected in types.items():
        if not isinstance(row[key], expected):
            raise ContentError(f"{path}: {key} is {row[key]!r}")


def _source(path: Path, row: Any) -> Source:
    if not isinstance(row, dict):
        raise ContentError(f"{path}: source {row!r} has no keys")
    _check_types(path, row, SOURCE_TYPES)
    if row["url"] and not row["url"].startswith("https://"):
        raise ContentError(f"{path}: {row['url']} is not an https address")
    return Source(**row)


def _terms(path: Path, rows: Any) -> tuple[Term, ...]:
    if not isinstance(rows, list):
        raise ContentError(f"{path}: terms is not a list")
    terms = tuple(_term(path, row) for row in rows)
    forms = [form.lower() for term in terms for form in term.forms]
    if doubled := {form for form in forms if forms.count(form) > 1}:
        raise ContentError(f"{path}: explained twice: {sorted(doubled)}")
    return terms


def _term(path: Path, row: Any) -> Term:
    if not isinstance(row, dict):
        raise ContentError(f"{path}: term {row!r} has no keys")
    _check_types(path, row, TERM_TYPES)
    if not row["term"] or not row["meaning"]:
        raise ContentError(f"{path}: term {row!r} is empty")
    return Term(**row | {"also": tuple(map(str, row["also"]))})
