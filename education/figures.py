"""Our own drawings: files that hold shapes, numbers and names of colours, no words."""

from functools import cache
from html import escape
from pathlib import Path

FOLDER = Path(__file__).parent / "figures"
HIDDEN = 'aria-hidden="true"'


@cache
def source(name: str) -> str:
    """Return the SVG of a drawing. Raises ValueError where there is none."""
    path = FOLDER / f"{name}.svg"
    if not name.replace("-", "").isalpha() or not path.is_file():
        raise ValueError(f"there is no figure {name}")
    return path.read_text(encoding="utf-8").strip()


def drawing(name: str, label: str, *, described_by: str) -> str:
    """Return a drawing for a page: what it shows in a sentence, and where its numbers are told."""
    spoken = f'role="img" aria-label="{escape(label)}" aria-describedby="{described_by}"'
    return source(name).replace(HIDDEN, spoken, 1)
