"""No test here asks for the database, so pytest-django fails any page that queries it."""

import pytest
import time_machine
from django.urls import reverse

from education.pages import all_pages, get_page

PAST_REVIEW = "past the date of its next check"


def read(client, slug):
    return client.get(reverse("learn_page", args=[slug])).content.decode()


def test_the_list_offers_every_page_by_its_question(client):
    body = client.get(reverse("learn")).content.decode()
    for page in all_pages():
        assert page.question in body
        assert reverse("learn_page", args=[page.slug]) in body


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.slug)
def test_a_page_shows_its_body_and_every_source(client, page):
    body = client.get(reverse("learn_page", args=[page.slug])).content.decode()
    assert page.body_html in body
    assert all(source.url in body for source in page.sources)


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.slug)
def test_a_page_leads_to_its_logs_and_to_the_numbers_to_call(client, page):
    body = read(client, page.slug)
    for kind in page.logs:
        assert f'href="{reverse("log_kind", args=[kind])}"' in body
    assert f'href="{reverse("urgent")}"' in body


def test_a_page_leads_to_the_next(client):
    assert "Next page: Signs that cannot wait" in read(client, "symptoms")


def test_a_page_no_clinician_has_seen_says_so(client):
    assert not get_page("red-flags").reviewer_role
    assert "Not yet reviewed by a clinician." in read(client, "red-flags")


@time_machine.travel("2027-11-23 12:00")
def test_a_page_on_its_review_day_carries_no_notice(client):
    assert PAST_REVIEW not in read(client, "symptoms")


@time_machine.travel("2027-11-25 12:00")
def test_a_page_past_its_review_says_so(client):
    assert PAST_REVIEW in read(client, "symptoms")


@pytest.mark.parametrize("slug", ["no-such-page", "SYMPTOMS", "a" * 300])
def test_an_unknown_page_is_404(client, slug):
    assert client.get(reverse("learn_page", args=[slug])).status_code == 404


@pytest.mark.parametrize("name", ["learn", "learn_page"])
def test_pages_are_only_read(client, name):
    path = reverse(name, args=["symptoms"] if name == "learn_page" else [])
    assert client.post(path).status_code == 405
