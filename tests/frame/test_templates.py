"""Templates are read line by line, so their lines are short."""

from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
LONGEST = 140
#: Templates that hold a longer line, and why it cannot be broken.
LONGER = {
    "allauth/elements/button.html": "all classes of a button are one attribute",
    "logs/_body_map.html": "the strokes of a picture are one argument, and a tag is one line",
    "safety/act_now.html": "its title is one line",
    "accounts/_device.html": "it stands in an attribute, where a line break would be kept",
}


def long_lines() -> dict[str, list[int]]:
    """Return the numbers of the lines that are too long, by template."""
    found = {}
    for path in TEMPLATES.rglob("*.html"):
        lines = enumerate(path.read_text().splitlines(), start=1)
        if numbers := [number for number, line in lines if len(line) > LONGEST]:
            found[str(path.relative_to(TEMPLATES))] = numbers
    return found


def test_no_line_of_a_template_is_longer_than_it_must_be():
    found = long_lines()
    assert {name: lines for name, lines in found.items() if name not in LONGER} == {}
    assert sorted(found) == sorted(LONGER)
