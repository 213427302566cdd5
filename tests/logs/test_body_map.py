"""The body map: its drawing, its list and its style rules belong together."""

import re
from pathlib import Path as File

import numpy as np
import pytest
from django.template.loader import render_to_string
from matplotlib.path import Path

from carelog.logs.body_map import BACK, FRONT, GROUPS, VIEW_BOX, label_for, mirrored

ROOT = File(__file__).resolve().parents[2]
CSS = (ROOT / "static/css/body-map.css").read_text(encoding="utf-8")
VIEWS = pytest.mark.parametrize("regions", [FRONT, BACK], ids=["front", "back"])
LISTED = [place for _heading, places in GROUPS for place in places]
STEPS = [(down, across) for down in (-1, 0, 1) for across in (-1, 0, 1)]
FIGURE_PX = 290 / 600  # the figure is 290 px wide in a 360 px window, 600 units in the view box


def shape(path: str) -> Path:
    """The outline as a polygon, every curve cut in short straight pieces."""
    numbers = np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", path), dtype=float)
    codes = [Path.MOVETO] + [Path.CURVE4] * (len(numbers) - 1)
    polygon = Path(numbers, codes).interpolated(1).to_polygons(closed_only=False)[0]
    return Path(polygon)


def ticks_in_a_view(regions) -> list[str]:
    return [region.code for region in regions]


def page(ticked=()) -> str:
    context = {"groups": GROUPS, "front": FRONT, "back": BACK, "view_box": VIEW_BOX}
    return render_to_string("logs/_body_map.html", context | {"ticked": ticked})


def grid() -> np.ndarray:
    across, down = np.meshgrid(np.arange(1.5, 600, 4), np.arange(1.5, 1340, 4))
    return np.column_stack([across.ravel(), down.ravel()])


def points_per_region(regions, radius: float) -> np.ndarray:
    """How many regions, each grown by `radius` units, hold each point of the grid."""
    points = grid()
    grown = (shape(region.path) for region in regions)
    return sum(_inside(one, points, radius).astype(int) for one in grown)


def _inside(one: Path, points: np.ndarray, radius: float) -> np.ndarray:
    # matplotlib grows a path that turns one way and shrinks one that turns the other way.
    (x, y), (next_x, next_y) = one.vertices[:-1].T, one.vertices[1:].T
    turn = np.sum(x * next_y - next_x * y)
    return one.contains_points(points, radius=radius * np.sign(turn))


@VIEWS
def test_each_view_has_at_least_twenty_regions(regions):
    assert len(regions) >= 20


@VIEWS
def test_no_code_appears_twice_in_a_view(regions):
    assert len(set(ticks_in_a_view(regions))) == len(regions)


@VIEWS
def test_every_region_is_also_in_the_list(regions):
    assert set(ticks_in_a_view(regions)) <= {place.code for place in LISTED}


def test_the_list_offers_one_more_place_than_the_two_views_together():
    drawn = set(ticks_in_a_view(FRONT)) | set(ticks_in_a_view(BACK))
    assert sorted({place.code for place in LISTED} - drawn) == ["other.not_sure"]


def test_no_place_is_listed_twice():
    assert len({place.code for place in LISTED}) == len(LISTED)


def test_every_drawn_place_has_a_style_rule():
    rules = set(re.findall(r":has\(#place-([\w-]+):checked\) \.r-([\w-]+)", CSS))
    slugs = {region.slug for region in FRONT + BACK}
    assert rules == {(slug, slug) for slug in slugs}


@VIEWS
def test_the_drawing_is_the_same_on_both_sides(regions):
    paths = {region.code: region.path for region in regions}
    for code, path in paths.items():
        other = code.replace("left", "RIGHT").replace("right", "left").replace("RIGHT", "right")
        if other != code:
            assert mirrored(path) == paths[other]


@VIEWS
def test_a_middle_region_is_its_own_mirror_image(regions):
    for region in (one for one in regions if one.side == "middle"):
        there = re.findall(r"[\d.]+ [\d.]+", region.path)
        assert re.findall(r"[\d.]+ [\d.]+", mirrored(region.path)) == there[::-1]


@pytest.mark.parametrize("site", ["hand", "knee", "foot"])
def test_the_right_side_is_on_the_left_of_the_front_picture_only(site):
    for regions, expected in ((FRONT, True), (BACK, False)):
        region = next(one for one in regions if one.code == f"{site}.right")
        assert bool(shape(region.path).vertices[:, 0].max() < 300) == expected


@VIEWS
def test_every_region_is_large_enough_for_a_finger_on_a_phone(regions):
    for region in regions:
        vertices = shape(region.path).vertices
        assert (np.ptp(vertices, axis=0) * FIGURE_PX >= 24).all(), region.code


@VIEWS
def test_no_point_lies_in_two_regions(regions):
    assert points_per_region(regions, radius=-2).max() == 1


@VIEWS
def test_the_regions_leave_no_hole_inside_the_body(regions):
    body = points_per_region(regions, radius=1).reshape(-1, 150) > 0
    around = ~np.pad(body, 1)
    holes = grid()[(around & ~flood(around))[1:-1, 1:-1].ravel()]
    assert body.mean() > 0.2
    assert [spot for spot in holes if not between_fingers(regions, spot)] == []


def between_fingers(regions, spot) -> bool:
    """Whether the spot lies in the box of a hand or foot, which has notches of its own."""
    boxes = [shape(one.path).get_extents() for one in regions if one.site in ("hand", "foot")]
    return any(box.contains(*spot) for box in boxes)


def flood(free: np.ndarray) -> np.ndarray:
    """The free cells that can be reached from the top left corner."""
    reached = np.zeros_like(free)
    reached[0, 0] = True
    while True:
        spread = reached.copy()
        for step in STEPS:
            spread |= np.roll(reached, step, (0, 1))
        spread &= free
        if (spread == reached).all():
            return reached
        reached = spread


@pytest.mark.parametrize("letter", ["m", "H", "A", "s"])
def test_a_path_with_another_command_is_refused(letter):
    with pytest.raises(ValueError, match="only absolute"):
        mirrored(f"M0 0{letter}1 1Z")


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("thigh.left", "Left thigh"),
        ("thigh.both", "Thigh, both sides"),
        ("thigh.not_sure", "Thigh, side not sure"),
        ("spine_lumbar.middle", "Lower back"),
        ("skull.right", "Head (skull), right side"),
        ("other.not_sure", "Somewhere else"),
    ],
)
def test_a_code_reads_as_plain_words(code, label):
    assert label_for(code) == label


@pytest.mark.parametrize("code", ["", "thigh", "tail.left", "thigh.up"])
def test_an_unknown_code_has_no_label(code):
    with pytest.raises(KeyError):
        label_for(code)


def test_the_list_and_the_labels_of_codes_say_the_same():
    assert all(str(place.label) == label_for(place.code) for place in LISTED)


def test_the_page_ticks_what_was_ticked_and_nothing_else():
    html = page(["rib.left"])
    boxes = re.findall(r"<input[^>]*>", html)
    assert [box for box in boxes if "checked" in box] == [b for b in boxes if "rib.left" in b]


def test_every_label_on_the_page_has_its_checkbox():
    html = page()
    ids = re.findall(r'<input[^>]* id="([\w-]+)"', html)
    assert len(set(ids)) == len(ids) == len(LISTED)
    labels = re.findall(r'<label for="place-([\w-]+)"', html)
    assert labels == [region.slug for region in FRONT + BACK]
    assert {f"place-{slug}" for slug in labels} <= set(ids)


def test_without_style_sheet_only_the_list_shows():
    html = page()
    drawing, the_list = html.split('<details class="body-list">')
    assert '<div class="body-views" hidden aria-hidden="true">' in drawing
    assert "<input" not in drawing
    assert "<svg" not in the_list


def test_the_page_needs_no_inline_style_or_script():
    html = page()
    assert not re.search(r"style=|<style|<script|\son\w+=", html)
