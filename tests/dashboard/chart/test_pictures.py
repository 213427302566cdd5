"""A picture is drawn once for each thing that is drawn."""

import pytest
from django.utils import translation

from carelog.dashboard.chart import pictures
from tests.dashboard.chart.reading import END, drawing


@pytest.fixture
def draws(monkeypatch):
    """Count what is drawn."""
    calls, draw = [], pictures.draw

    def counted(*args, **kwargs):
        calls.append(kwargs["uid"])
        return draw(*args, **kwargs)

    monkeypatch.setattr(pictures, "draw", counted)
    return calls


def ask(*values, label="Pain", words="In words.", **options) -> list[str]:
    """Return the picture of a drawing."""
    return pictures.plots(drawing(*values, **options), uid="p", label=label, words=words)


def test_the_same_panel_is_drawn_once(draws):
    assert ask(5, 6) == ask(5, 6)
    assert draws == ["p"]


@pytest.mark.parametrize(
    "other",
    [{"goal": 3}, {"marks": (END,)}, {"events": ((END, "scan"),)}, {"words": "x"}, {"label": "y"}],
    ids=str,
)
def test_whatever_is_drawn_or_said_tells_panels_apart(draws, other):
    assert ask(5, 6) != ask(5, 6, **other)
    assert len(draws) == 2


def test_other_numbers_are_another_picture(draws):
    assert ask(5, 6) != ask(5, 7)


def test_each_language_has_its_pictures(draws):
    ask(5, 6)
    with translation.override("de"):
        ask(5, 6)
    assert len(draws) == 2


def test_nothing_logged_is_no_picture(draws):
    assert ask(None, None) == []
    assert draws == []
