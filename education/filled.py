"""Fills the words of signs into the Markdown of a page, so that no page words them by itself."""

import re
from collections.abc import Iterator

from education import temperature
from education.stop_and_call import GROUPS, LINES

BLOCK = re.compile(r"^\{stop-and-call((?: RF-\d\d)*)\}$", re.MULTILINE)
ITEM = re.compile(r"^- \{(RF-\d\d)\}(.*(?:\n  .*)*)$", re.MULTILINE)
FEVER = {
    "{fever on treatment}": temperature.ON_TREATMENT,
    "{fever otherwise}": temperature.OTHERWISE,
}


def with_items(text: str) -> str:
    """Return the Markdown of a page with the words of each `- {RF-01}` before what it adds.

    `{fever on treatment}` and `{fever otherwise}` stand for the text about a temperature. Raises
    KeyError for a rule that has no line.
    """
    for name, words in FEVER.items():
        text = text.replace(name, str(words))
    return ITEM.sub(_item, text)


def _item(found: re.Match[str]) -> str:
    rule, own = found.groups()
    return f"- {LINES[rule].text}{own.rstrip()} {{{rule}}}"


def with_block(text: str) -> str:
    """Return the Markdown of a page with the list in place of `{stop-and-call RF-31 …}`.

    It holds what is common to all pages and the rules that this page names.
    """
    return BLOCK.sub(lambda found: "\n".join(_block({*found.group(1).split()})), text)


def _block(named: set[str]) -> Iterator[str]:
    if unknown := named - {*LINES}:
        raise KeyError(f"no line for {sorted(unknown)}")
    for group in GROUPS:
        yield f"### {group.heading}\n"
        for line in group.lines:
            if line.is_common or line.rule in named:
                yield f"- {line.text} {{{line.rule}}}"
        yield ""
