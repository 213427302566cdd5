"""Our drawings: shapes and digits alone, in named colours, told in words beside them."""

import re
from xml.etree import ElementTree

import pytest

from education import figures
from education.booklet import INK
from education.markdown import render
from education.pages import all_pages

FILES = sorted(figures.FOLDER.glob("*.svg"))
LIST = "\n\n1. One\n2. Two\n"
every_figure = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def root(path):
    return ElementTree.fromstring(path.read_text(encoding="utf-8"))


@every_figure
def test_a_drawing_holds_no_words_only_the_digits_of_its_list(path):
    digits = [text.strip() for text in root(path).itertext() if text.strip()]
    assert digits
    assert sorted(digits) == [str(n) for n in range(1, len(digits) + 1)]


@every_figure
def test_a_drawing_brings_no_style_script_id_or_address(path):
    for element in root(path).iter():
        assert element.tag.rpartition("}")[2] not in ("style", "script", "image", "use", "a")
        assert not {"style", "id", "class", "href"} & element.attrib.keys()


@every_figure
def test_a_drawing_takes_its_colours_from_the_theme(path):
    text = path.read_text(encoding="utf-8")
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', text))
    assert colours - {"none"} <= {f"var({name})" for name in INK}


@every_figure
def test_a_drawing_stands_on_one_page_with_a_list_as_long_as_its_digits(path):
    pages = [page for page in all_pages() if f'id="figure-{path.stem}"' in page.body_html]
    assert len(pages) == 1
    numbered = pages[0].body_html.split(f'id="figure-{path.stem}">')[1].split("</ol>")[0]
    digits = [text for text in root(path).itertext() if text.strip()]
    assert numbered.count("<li>") == len(digits)


def test_a_drawing_says_what_it_shows_and_where_its_digits_are_told():
    html = render(f"![Two ways](figure:whom-to-call){LIST}").html
    assert '<figure class="diagram"><svg' in html
    assert 'role="img" aria-label="Two ways" aria-describedby="figure-whom-to-call"' in html
    assert '<ol id="figure-whom-to-call">' in html
    assert "aria-hidden" not in html


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("![x](figure:whom-to-call)\n\nNo list.", "no numbered list"),
        ("![x](figure:whom-to-call)", "no numbered list"),
        (f"![x](figure:no-such-figure){LIST}", "no figure"),
        (f"![x](figure:../booklet){LIST}", "no figure"),
        ("Text ![x](figure:whom-to-call)", "stands alone"),
        ("![x](https://example.org/x.png)", "stands alone"),
    ],
)
def test_a_figure_that_is_wrong_is_an_error(text, problem):
    with pytest.raises(ValueError, match=problem):
        render(text)
