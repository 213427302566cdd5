"""What was read is the reader's own."""

import pytest
import time_machine
from django.urls import reverse

from carelog.diary.models import PageMark
from education.pages import all_pages
from tests import cast

SLUG = "moving-safely"


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def page(client, record, slug=SLUG):
    return client.get(reverse("patient_learn_page", args=[record.uid, slug])).content.decode()


def press(client, record, slug=SLUG):
    return client.post(reverse("patient_learn_read", args=[record.uid, slug]), follow=True)


def test_reading_a_page_marks_nothing_by_itself(owner, record):
    page(owner, record)
    assert not PageMark.objects.exists()


def test_a_page_is_marked_as_read_and_as_not_read_again(owner, record):
    assert b"You marked this page as read on 2 March 2026." in press(owner, record).content
    assert b"I have read this page" in press(owner, record).content


def test_the_list_says_what_was_read(owner, record):
    press(owner, record)
    body = owner.get(reverse("patient_learn", args=[record.uid])).content.decode()
    assert body.count("read on 2 March 2026") == 1
    for one in all_pages():
        assert reverse("patient_learn_page", args=[record.uid, one.slug]) in body


def test_nobody_else_sees_it(owner, sign_in, record, caregiver):
    press(owner, record)
    theirs = sign_in(caregiver)
    assert "You marked this page" not in page(theirs, record)
    listed = theirs.get(reverse("patient_learn", args=[record.uid])).content
    assert b"read on" not in listed


@pytest.mark.parametrize("name", ["patient_learn_read", "patient_learn_dismiss"])
def test_a_page_that_does_not_exist_cannot_be_marked(owner, record, name):
    path = reverse(name, args=[record.uid, "no-such-page"])
    assert owner.post(path).status_code == 404
    assert not PageMark.objects.exists()


def test_the_door_leads_to_the_own_list(owner, record):
    answer = owner.get(reverse("go", args=["learn"]))
    assert answer["Location"] == reverse("patient_learn", args=[record.uid])
