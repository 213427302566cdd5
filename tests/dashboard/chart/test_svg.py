from xml.etree import ElementTree

import pytest

from carelog.dashboard.chart.pen import Pen
from carelog.dashboard.chart.svg import SENTINELS, clean, plain, relative
from tests.dashboard.chart import reading

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def cleaned(body, uid="p1", label="Pain", description="Worst pain."):
    svg = f'<?xml version="1.0"?><!DOCTYPE svg>{HEAD} width="360pt" height="220pt">{body}</svg>'
    return clean(svg, uid=uid, label=label, description=description)


def drawn(text="worst 5"):
    pen = Pen(360, 220)
    pen.word(text, 10, 20, SENTINELS["--chart-1"], size=13)
    pen.stroke([[(1, 2), (3, 4)]], SENTINELS["--chart-2"], 2, dashes=(4, 3))
    pen.box(0, 0, 10, 10, SENTINELS["--chart-band"])
    return pen.svg(uid="p1", label="Pain", description="Worst pain.")


def test_no_style_is_left():
    svg = drawn()
    assert "style" not in svg
    assert "font-family" not in svg


def test_no_prolog_or_metadata_is_left():
    svg = drawn()
    assert svg.startswith("<svg ")
    assert "metadata" not in svg


def test_colours_become_variables_of_the_page():
    svg = drawn()
    assert all(f"var(--chart-{name})" in svg for name in ("1", "2", "band"))
    assert "#c0de" not in svg


def test_styles_become_attributes():
    svg = cleaned('<text style="font-size: 13px; fill: #c0de04; text-anchor: end">a</text>')
    assert '<text font-size="13px" fill="var(--chart-text)" text-anchor="end">a</text>' in svg


def test_a_colour_without_a_variable_is_refused():
    with pytest.raises(ValueError, match="colour"):
        cleaned('<path style="fill: #ff0000"/>')


def test_the_root_is_an_image_with_a_name_and_a_description():
    root = ElementTree.fromstring(cleaned(""))
    title, desc = root
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", title.get("id"))
    assert root.get("aria-describedby") == desc.get("id")
    assert (title.text, desc.text) == ("Pain", "Worst pain.")


def test_the_size_is_kept_as_numbers():
    svg = cleaned("")
    assert 'class="w360" width="360" height="220" viewBox="0 0 360 220"' in svg


def test_ids_and_references_start_with_the_uid():
    body = '<defs><path id="m"/></defs><use xlink:href="#m"/><g clip-path="url(#c)"/><a id="c"/>'
    svg = cleaned(body, uid="pain-90")
    assert 'id="pain-90-m"' in svg
    assert 'href="#pain-90-m"' in svg
    assert 'clip-path="url(#pain-90-c)"' in svg


def test_an_id_nobody_refers_to_is_dropped():
    assert 'id="p1-axes"' not in cleaned('<g id="axes"/>')


def test_markup_in_names_is_escaped():
    svg = cleaned("", label="<script>alert(1)</script>", description="a & b")
    assert "<script>" not in svg
    assert "a &amp; b" in svg


@pytest.mark.parametrize("uid", ["", "1a", "a b", 'a"><x', "ä"])
def test_a_uid_that_cannot_be_an_id_is_refused(uid):
    with pytest.raises(ValueError):
        cleaned("", uid=uid)


def test_a_drawing_that_is_no_xml_is_refused():
    with pytest.raises(ValueError):
        cleaned("<g>")


def test_dollars_in_a_word_stay_dollars():
    assert r"$\evil{1}$ $5 to $9" in drawn(r"$\evil{1}$ $5 to $9")


@pytest.mark.parametrize("odd", ["\x00", "\x08", "\ufffe", "\ufdd0", "\ud800", "\u202e", "\x7f"])
def test_odd_characters_are_left_out(odd):
    assert plain(f"pa{odd}in", 40) == "pain"


def test_odd_characters_in_a_name_do_not_break_the_drawing():
    assert '<title id="p1-title">pain</title>' in cleaned("", label="pa\x00in\ud800")


def test_lines_become_spaces():
    assert plain("two\n\tlines ", 40) == "two lines"


def test_a_long_label_is_cut_with_an_ellipsis():
    assert plain("x" * 41, 40) == "x" * 39 + "…"
    assert plain("x" * 40, 40) == "x" * 40


def test_names_have_a_limit():
    title, desc = ElementTree.fromstring(cleaned("", label="x" * 100_000, description="y" * 700))
    assert (len(title.text), len(desc.text)) == (40, 600)


def test_the_same_drawing_has_the_same_bytes():
    assert drawn() == drawn()


@pytest.mark.parametrize(
    ("path", "same"),
    [
        ("M 1 2 L 3.5 2 L 3.5 1", "M1 2l2.5 0l0 -1"),
        ("M 1 2 L 1 2 M 4 2 L 4 2", "M1 2h0m3 0h0"),
        ("M 0 0 L 2 0 L 2 2 z M 5 5 L 6 5", "M0 0l2 0l0 2zm5 5l1 0"),
        ("M 0 0 C 1 1 2 2 3 3", "M 0 0 C 1 1 2 2 3 3"),
        ("M -0.4 0 L 0.4 0", "M-0.4 0l0.8 0"),
    ],
)
def test_a_path_in_steps_is_the_same_path(path, same):
    assert relative(path) == same


def test_a_thousand_steps_end_where_the_path_does():
    spots = [(round(n * 0.7, 1), round(n * 1.3 % 9, 1)) for n in range(1000)]
    path = "M " + " L ".join(f"{x} {y}" for x, y in spots)
    assert reading.spots(relative(path)) == spots
