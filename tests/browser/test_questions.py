"""A question of a form: the mark that says why it is asked, and taking an answer back."""

import pytest
from playwright.sync_api import Page, expect

from carelog.logs.models import DietEntry

pytestmark = pytest.mark.browser
PAD, CHIPS = "How was your appetite today?", "How much of your breakfast did you eat?"
LIGHT = "(at) => getComputedStyle(at.closest('label')).opacity"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def form(request, open_page, record, patient):
    """The form of food and drink, with a script and without."""
    page = open_page(user=patient, java_script_enabled=request.param)
    page.goto(f"/patients/{record.uid}/logs/diet/new/")
    page.get_by_text("More about this").click()
    return page


def answer(page: Page, question: str, words: str):
    """Return one answer of a question."""
    return page.get_by_role("group", name=question).get_by_label(words, exact=True)


def clear(page: Page, question: str):
    """Return what takes the answer of a question back."""
    return page.get_by_role("group", name=question).get_by_role("radio", name="Clear")


def is_seen(page: Page, question: str) -> bool:
    """Say whether *Clear* can be seen."""
    return clear(page, question).evaluate(LIGHT) == "1"


def tab_to(page: Page, question: str) -> None:
    """Go to a group of answers by the Tab key alone."""
    group = page.get_by_role("group", name=question)
    for _step in range(60):
        page.keyboard.press("Tab")
        if group.locator("input:focus").count():
            return
    pytest.fail(f"the keyboard does not come to {question!r}")


@pytest.mark.parametrize(("question", "words"), [(PAD, "4"), (CHIPS, "a little")])
def test_an_answer_is_chosen_and_taken_back_by_keyboard(form, question, words):
    tab_to(form, question)
    while not answer(form, question, words).is_checked():
        form.keyboard.press("ArrowRight")
    assert is_seen(form, question)
    while not clear(form, question).is_checked():
        form.keyboard.press("ArrowRight")
    assert is_seen(form, question)
    form.keyboard.press("Tab")
    assert not is_seen(form, question)


@pytest.mark.parametrize(("question", "words"), [(PAD, "4"), (CHIPS, "a little")])
def test_clear_is_seen_after_an_answer_alone_and_takes_it_back(form, question, words):
    assert not is_seen(form, question)
    answer(form, question, words).check()
    assert is_seen(form, question)
    clear(form, question).check()
    assert not is_seen(form, question)


def test_an_answer_taken_back_is_not_saved(form):
    answer(form, PAD, "4").check()
    answer(form, CHIPS, "a little").check()
    clear(form, PAD).check()
    form.get_by_role("main").get_by_role("button", name="Save").click()
    expect(form.get_by_role("status").get_by_text("Saved.")).to_be_visible()
    entry = DietEntry.objects.get()
    assert (entry.appetite, entry.breakfast) == (None, "little")


def test_the_mark_of_a_question_opens_why_it_is_asked_between_question_and_answer(form):
    why = form.get_by_text("Appetite can change with pain")
    expect(why).to_be_hidden()
    mark = form.locator("summary", has_text=f"Why we ask: {PAD}")
    mark.click()
    expect(why).to_be_visible()
    box, first = why.bounding_box(), answer(form, PAD, "0").bounding_box()
    assert box["y"] + box["height"] <= first["y"]
    assert min(mark.bounding_box()[side] for side in ("width", "height")) >= 44
