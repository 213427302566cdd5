"""Chosen pages as one PDF to print: the words go to the typesetter as data, never as markup."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import typst
from django.template.defaultfilters import date as date_words
from django.utils.translation import gettext as _
from markdown_it.token import Token

from education import figures
from education.markdown import parse
from education.pages import FALLBACK, Page, all_pages

TEMPLATE = Path(__file__).parent / "booklet.typ"
MOST_KEPT = 16
#: The colours of the drawings on paper.
INK = {
    "--ink": "#1b2a33",
    "--muted": "#55646d",
    "--line": "#e2ded5",
    "--edge": "#7b8288",
    "--card": "#ffffff",
    "--act": "#0b5c66",
    "--act-strong": "#083f46",
    "--act-tint": "#e2f0ef",
    "--mind": "#694a89",
    "--today": "#fff1d6",
    "--today-ink": "#684500",
    "--pain-t": "#fbece4",
    "--pain": "#a1401f",
    "--urgent": "#9b1c1c",
    "--urgent-ink": "#ffffff",
}


@lru_cache(maxsize=MOST_KEPT)
def booklet(slugs: tuple[str, ...], language: str = FALLBACK) -> bytes:
    """Return the PDF of the pages of these slugs, in reading order. Unknown slugs are left out.

    Raises ValueError where no page is left.
    """
    pages = [page for page in all_pages(language) if page.slug in slugs]
    if not pages:
        raise ValueError("no page was chosen")
    data = {"language": language.split("-")[0], "words": _words(), "pages": _data(pages)}
    return typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
    )


def _words() -> dict[str, str]:
    return {
        "title": _("Pages about cancer in the bone"),
        "in_short": _("In short"),
        "sources": _("Where this comes from"),
        "contents": _("Contents"),
        "page": _("Page"),
        "of": _("of"),
        "purpose": _(
            "General information in our own words. It does not replace the advice of your team."
        ),
    }


def _data(pages: Iterable[Page]) -> list[dict]:
    return [
        {
            "title": page.title,
            "in_short": page.in_short,
            "blocks": blocks(parse(page.text)),
            "terms": [{"term": term.term, "meaning": term.meaning} for term in page.terms],
            "checked": _checked(page),
            "sources": [
                {"words": _source(source), "url": source.url or ""} for source in page.sources
            ],
        }
        for page in pages
    ]


def _checked(page: Page) -> str:
    if page.reviewer_role:
        by = _("Reviewed by: %(role)s.") % {"role": page.reviewer_role}
    else:
        by = _("Not yet reviewed by a clinician.")
    when = _("Last checked on %(checked)s. Next check due %(due)s.")
    days = {"checked": page.last_reviewed, "due": page.review_due}
    return f"{by} {when % {name: date_words(day, 'j F Y') for name, day in days.items()}}"


def _source(source) -> str:
    year = f", {source.year}" if source.year else ""
    return f"{source.org}. {source.title}{year}."


def blocks(tokens: Sequence[Token]) -> list[dict]:
    """Return what a page is made of, in order: headings, paragraphs, lists, tables, figures.

    Each holds runs of text, bold or not. Raises ValueError for what a page should not hold.
    """
    found, rest = [], iter(tokens)
    for token in rest:
        if token.type == "heading_open":
            found.append({"kind": "heading", "level": int(token.tag[1]), "runs": _runs(next(rest))})
        elif token.type == "paragraph_open":
            found.append({"kind": "paragraph", "runs": _runs(next(rest))})
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            found.append({"kind": "list", "ordered": token.tag == "ol", "items": _items(rest)})
        elif token.type == "table_open":
            found.append({"kind": "table", "rows": _rows(rest)})
        elif token.type == "figure":
            found.append({"kind": "figure", "alt": token.content, "svg": _inked(token)})
        elif not token.type.endswith("_close"):
            raise ValueError(f"a booklet cannot hold {token.type}")
    return found


def _items(rest: Iterable[Token]) -> list[list[dict]]:
    items: list[list[dict]] = []
    for token in rest:
        if token.type == "list_item_open":
            items.append([])
        elif token.type == "inline":
            items[-1] += _runs(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            break
        elif token.type not in ("paragraph_open", "paragraph_close", "list_item_close"):
            raise ValueError(f"a list of a booklet cannot hold {token.type}")
    return items


def _rows(rest: Iterable[Token]) -> list[list[list[dict]]]:
    rows: list[list[list[dict]]] = []
    for token in rest:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_runs(token))
        elif token.type == "table_close":
            break
    return rows


def _runs(token: Token) -> list[dict]:
    runs, bold = [], 0
    for child in token.children or ():
        bold += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        text = " " if child.type == "softbreak" else child.content
        if text:
            runs.append({"text": text, "bold": bold > 0})
    return runs


def _inked(figure: Token) -> str:
    svg = figures.source(figure.meta["name"])
    for name, colour in INK.items():
        svg = svg.replace(f"var({name})", colour)
    return svg
