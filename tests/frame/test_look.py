"""What docs/look.md says of every page: one filled button a card, and a way on where nothing is."""

import re
from html.parser import HTMLParser

import lucide
import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from carelog.diary.kinds import RECORDED
from tests import cast
from tests.frame.site import address, fill, named_routes

TEMPLATES = settings.BASE_DIR / "templates"
NAMED_ICON = re.compile(r'(?:\bicon|\bsign=)\s*"([\w-]+)"')
#: Ways to look that are no filled button.
NOT_FILLED = {"line", "quiet", "round", "danger"}
SURFACES = {"card", "warn", "notice", "urgent", "errors"}
VOID = {"input", "br", "img", "meta", "link", "hr", "path", "rect", "line", "circle"}


class Filled(HTMLParser):
    """Counts the filled buttons of a page: in each card, and outside of all cards."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, int | None]] = []
        self.cards: list[int] = [0]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        place = self.open[-1][1] if self.open else 0
        if classes & SURFACES:
            place = len(self.cards)
            self.cards.append(0)
        if "btn" in classes and not classes & NOT_FILLED:
            self.cards[place] += 1
        if tag not in VOID:
            self.open.append((tag, place))

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _place in self.open]:
            while self.open.pop()[0] != tag:
                pass

    @property
    def most(self) -> int:
        """Return how many filled buttons the card with most of them holds."""
        return max(self.cards)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def pages(client, ids: dict) -> dict[str, str]:
    """Return every page that a person gets by its address, of one kind for each route."""
    slugs = [kind.slug for kind in RECORDED if f"entry_{kind.slug}" in ids]
    paths = {address(name, ids) for name in named_routes()}
    paths |= {reverse("entry_list", args=[ids["patient"], kind]) for kind in RECORDED}
    paths |= {address("entry", ids, slug) for slug in slugs}
    answers = {path: client.get(path) for path in sorted(paths) if "logout" not in path}
    return {
        path: answer.content.decode()
        for path, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }


def test_a_button_that_stands_out_is_found():
    page = '<a class="btn"></a><div class="card"><p><a class="btn"></a><br></p>{}</div>'
    assert Filled(page.format('<a class="btn line"></a>')).most == 1
    assert Filled(page.format('<button class="btn small"></button>')).most == 2


def test_no_card_of_a_full_record_has_two_filled_buttons(sure_owner, access):
    found = pages(sure_owner, fill(access, *(kind.slug for kind in RECORDED)))
    assert len(found) > 60
    assert {path: Filled(page).cards for path, page in found.items() if Filled(page).most > 1} == {}


@pytest.mark.parametrize("kind", RECORDED, ids=str)
def test_a_list_with_nothing_in_it_has_a_filled_button_to_write_the_first(owner, record, kind):
    page = owner.get(reverse("entry_list", args=[record.uid, kind])).content.decode()
    to = reverse("entry_new", args=[record.uid, kind])
    assert re.search(rf'<a class="btn"\s+href="{to}"', page)
    assert Filled(page).most == 1


def test_who_may_only_read_is_offered_no_button_where_nothing_is(sign_in, clinician, record):
    client = sign_in(clinician)
    lists = [reverse("entry_list", args=[record.uid, kind]) for kind in RECORDED]
    lists += [reverse(name, args=[record.uid]) for name in ("timeline", "number_list")]
    found = {path: client.get(path) for path in lists}
    seen = {path: one.content.decode() for path, one in found.items() if one.status_code == 200}
    assert len(seen) > len(RECORDED) - 2
    assert {path: Filled(page).most for path, page in seen.items() if Filled(page).most} == {}
    assert [path for path, page in seen.items() if "When you " in page] == []


@pytest.mark.parametrize("name", ["number_list", "link_list"])
def test_what_an_owner_has_not_made_yet_is_offered_by_a_filled_button(sure_owner, record, name):
    new = name.replace("_list", "_new")
    page = sure_owner.get(reverse(name, args=[record.uid])).content.decode()
    assert re.search(rf'<a class="btn"\s+href="{reverse(new, args=[record.uid])}"', page)


def test_every_icon_that_a_template_names_is_there():
    named = {
        name for path in TEMPLATES.rglob("*.html") for name in NAMED_ICON.findall(path.read_text())
    }
    assert len(named) > 20
    for name in named:
        assert lucide._render_icon(name, 24)


def test_the_mark_of_the_bar_and_of_the_tab_is_one_drawing():
    inline = (TEMPLATES / "_mark.html").read_text(encoding="utf-8")
    icon = (settings.BASE_DIR / "static" / "img" / "icon.svg").read_text(encoding="utf-8")
    shapes = re.compile(r"<(?:path|circle) .*?/>")
    assert shapes.findall(inline) == shapes.findall(icon) != []
