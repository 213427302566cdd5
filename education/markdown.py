"""Markdown to HTML for the education pages, with four additions.

- A list item may end in `{RF-01}`. The marker is taken out of the text and becomes the item's
  anchor (`id="rf-01"`), so that a warning can link to its own line, and a test can read which
  rules a page covers.
- `{stop-and-call RF-31}`, a line of its own, becomes the one list of signs that cannot wait.
- `![What it shows](figure:name)`, alone in its paragraph and followed by a numbered list, becomes
  our own drawing; the list is what the numbers in it stand for.
- The first time a word of the glossary stands in running text, its meaning opens in place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from education import figures
from education.filled import with_block
from education.terms import Term, Words

MARKER = re.compile(r"\s*\{(RF-\d\d)\}$")
ANY_MARKER = re.compile(r"\{RF-[^}]*\}")
FIGURE = "figure:"
#: Keeps a comma on the line of the word before it.
JOINER = "\u2060"


@dataclass(frozen=True)
class Rendered:
    """A page body as HTML, and the text of each list item that carries a rule marker."""

    html: str
    rules: dict[str, str]


def render(text: str, terms: Sequence[Term] = ()) -> Rendered:
    """Render Markdown, raw HTML escaped.

    Raises ValueError on a stray or doubled rule marker, and on a figure that is not there or has
    no list.
    """
    env: dict = {"rules": {}}
    tokens = parse(text, env)
    _explain(tokens, terms)
    html = _parser().renderer.render(tokens, _parser().options, env)
    if stray := ANY_MARKER.search(html):
        raise ValueError(f"{stray.group()} does not stand at the end of a list item")
    return Rendered(html, env["rules"])


def parse(text: str, env: dict | None = None) -> list[Token]:
    """Return the tokens of a page: markers taken out, figures as tokens of type "figure"."""
    return _parser().parse(with_block(text), {"rules": {}} if env is None else env)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # Before the inline rule, while an item is still one piece of text.
    parser.core.ruler.after("block", "rule_markers", _take_markers)
    parser.core.ruler.push("figures", _take_figures)
    parser.add_render_rule("figure", _draw)
    return parser


def _take_markers(state: StateCore) -> None:
    # A list item is opened, then its paragraph, then comes its text.
    for item, text in zip(state.tokens, state.tokens[2:], strict=False):
        found = MARKER.search(text.content)
        if item.type == "list_item_open" and found:
            _mark(item, text, found, state.env["rules"])


def _mark(item: Token, text: Token, found: re.Match[str], rules: dict[str, str]) -> None:
    rule = found.group(1)
    if rule in rules:
        raise ValueError(f"{rule} is marked twice")
    text.content = text.content[: found.start()]
    item.attrSet("id", rule.lower())
    rules[rule] = text.content


def _take_figures(state: StateCore) -> None:
    tokens: list[Token] = []
    rest = iter(state.tokens)
    for token in rest:
        if token.type == "inline" and (name := _figure_name(token)):
            opening = tokens.pop()
            next(rest)
            tokens.append(Token("figure", "figure", 0, content=(token.children or [])[0].content))
            tokens[-1].meta = {"name": name}
            tokens[-1].level = opening.level
        else:
            tokens.append(token)
    for figure, following in zip(tokens, [*tokens[1:], None], strict=True):
        if figure.type == "figure":
            if following is None or following.type != "ordered_list_open":
                raise ValueError(f"the figure {figure.meta['name']} has no numbered list below it")
            following.attrSet("id", f"figure-{figure.meta['name']}")
    state.tokens = tokens


def _figure_name(token: Token) -> str:
    """Return the name of a figure that is all of a paragraph, "" for any other text."""
    children = token.children or []
    images = [child for child in children if child.type == "image"]
    if not images:
        return ""
    source = str(images[0].attrs["src"])
    if len(children) != 1 or not source.startswith(FIGURE):
        raise ValueError(f"{source} is no figure that stands alone")
    return source.removeprefix(FIGURE)


def _draw(renderer, tokens: list[Token], at: int, options, env) -> str:
    figure = tokens[at]
    name = figure.meta["name"]
    drawing = figures.drawing(name, figure.content, described_by=f"figure-{name}")
    return f'<figure class="diagram">{drawing}</figure>\n'


def _explain(tokens: list[Token], terms: Sequence[Term]) -> None:
    """Let the first use of each term in running text open its meaning."""
    words = Words(terms)
    seen: set[Term] = set()
    for at, token in enumerate(tokens):
        if token.type == "inline" and _is_running_text(tokens[:at]):
            token.children = [
                piece
                for child, in_link in _with_links(token.children or [])
                for piece in ([child] if in_link else _pieces(child, words, seen))
            ]


def _is_running_text(before: Sequence[Token]) -> bool:
    """Say whether what follows is no heading, and no sign that cannot wait."""
    opening = before[-2] if before[-1].type == "paragraph_open" and len(before) > 1 else before[-1]
    is_sign = opening.type == "list_item_open" and bool(opening.attrGet("id"))
    return before[-1].type != "heading_open" and not is_sign


def _with_links(children: list[Token]) -> list[tuple[Token, bool]]:
    found, depth = [], 0
    for child in children:
        depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        found.append((child, depth > 0))
    return found


def _pieces(child: Token, words: Words, seen: set[Term]) -> list[Token]:
    if child.type != "text":
        return [child]
    pieces, end = [], 0
    for found, term in words.find(child.content):
        if term in seen:
            continue
        seen.add(term)
        pieces.append(Token("text", "", 0, content=child.content[end : found.start()]))
        end = found.end()
        held = "" if child.content[end : end + 1].isspace() else JOINER
        html = explained(found.group(), term) + held
        pieces.append(Token("html_inline", "", 0, content=html))
    return [*pieces, Token("text", "", 0, content=child.content[end:])]


def explained(word: str, term: Term) -> str:
    """Return a word whose meaning opens at a press, without a script.

    A browser that knows no popovers shows the meaning behind the word.
    """
    key, more = f"term-{term.slug}", _("All words explained")
    return (
        f'<button type="button" class="term" popovertarget="{key}">{escape(word)}</button>'
        f'<span class="meaning" popover id="{key}"><b>{escape(term.term)}:</b> '
        f'{escape(term.meaning)} <a href="../glossary/#{term.slug}">{more}</a></span>'
    )
