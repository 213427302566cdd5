"""Numbers that are read are rounded in one home; whatever rounds elsewhere places strokes."""

import re

from django.conf import settings

ROUNDS = re.compile(
    r"(?<![\w.])round\(|\bfloatformat\b|:\.\d+[fg%]|\.quantize\(|\.normalize\(\)|\bmath\.(?:floor|ceil)\("
)
#: What is no number to be read: places of strokes, and the axis, whose numbers are its own.
DRAWN = {
    "carelog/dashboard/chart/axis.py",
    "carelog/dashboard/chart/pen.py",
    "carelog/dashboard/chart/plot.py",
    "carelog/dashboard/chart/svg.py",
    "carelog/dashboard/place_page.py",
    "carelog/diary/day_lanes.py",
    "carelog/diary/templatetags/diary_tags.py",
    "carelog/diary/week.py",
    # How long a day of a change of the clock is: 23, 23.5, 25 hours.
    "templates/diary/_day_lanes.html",
}


def test_no_number_is_rounded_for_a_reader_outside_of_its_home():
    root = settings.BASE_DIR
    found = set()
    for folder, ending in (("carelog", "py"), ("templates", "html")):
        for path in (root / folder).rglob(f"*.{ending}"):
            name = path.relative_to(root).as_posix()
            if name.startswith("carelog/upkeep/"):
                continue
            if ROUNDS.search(path.read_text(encoding="utf-8")):
                found.add(name)
    assert found == DRAWN
