"""Markdown to HTML for the education pages, with one addition: the rule marker.

A list item may end in `{RF-01}`. The marker is taken out of the text and becomes the item's
anchor (`id="rf-01"`), so that a warning can link to its own line, and a test can read which
rules a page covers.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

MARKER = re.compile(r"\s*\{(RF-\d\d)\}$")
ANY_MARKER = re.compile(r"\{RF-[^}]*\}")


@dataclass(frozen=True)
class Rendered:
    """A page body as HTML, and the text of each list item that carries a rule marker."""

    html: str
    rules: dict[str, str]


def render(text: str) -> Rendered:
    """Render Markdown, raw HTML escaped. Raises ValueError on a stray or doubled rule marker."""
    env: dict[str, dict[str, str]] = {"rules": {}}
    html = _parser().render(text, env)
    if stray := ANY_MARKER.search(html):
        raise ValueError(f"{stray.group()} does not stand at the end of a list item")
    return Rendered(html, env["rules"])


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # Before the inline rule, while an item is still one piece of text.
    parser.core.ruler.after("block", "rule_markers", _take_markers)
    return parser


def _take_markers(state: StateCore) -> None:
    # A list item is opened, then its paragraph, then comes its text.
    for item, text in zip(state.tokens, state.tokens[2:], strict=False):
        found = MARKER.search(text.content)
        if item.type == "list_item_open" and found:
            _mark(item, text, found, state.env["rules"])


def _mark(item, text, found: re.Match[str], rules: dict[str, str]) -> None:
    rule = found.group(1)
    if rule in rules:
        raise ValueError(f"{rule} is marked twice")
    text.content = text.content[: found.start()]
    item.attrSet("id", rule.lower())
    rules[rule] = text.content
