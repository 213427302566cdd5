import datetime

import pytest

from education.pages import all_pages, get_page, next_page, page_for


def test_pages_stand_in_reading_order_without_doubles():
    orders = [page.order for page in all_pages()]
    assert orders == sorted(set(orders))


def test_a_language_without_translations_falls_back_to_english():
    assert get_page("symptoms", "cy") == get_page("symptoms")


def test_a_regional_language_uses_the_pages_of_its_language():
    assert all_pages("en-gb") == all_pages("en")


def test_an_unknown_slug_is_a_key_error():
    with pytest.raises(KeyError):
        get_page("no-such-page")


def test_pages_are_read_only_once():
    assert all_pages() is all_pages()


def test_a_place_offers_one_page():
    assert page_for("pain") == get_page("symptoms")
    assert page_for("symptoms") == get_page("red-flags")


def test_a_place_nobody_named_offers_none():
    assert page_for("no-such-place") is None


def test_no_place_stands_on_two_pages():
    places = [place for page in all_pages() for place in page.offered_by]
    assert len(places) == len(set(places))


def test_the_last_page_has_no_next():
    first, *_, last = all_pages()
    assert next_page(first) == all_pages()[1]
    assert next_page(last) is None


def test_a_page_is_past_review_from_the_day_after():
    page = get_page("symptoms")
    assert not page.is_past_review(page.review_due)
    assert page.is_past_review(page.review_due + datetime.timedelta(days=1))


def test_the_page_of_warning_signs_is_checked_every_six_months():
    page = get_page("red-flags")
    assert page.review_due - page.last_reviewed <= datetime.timedelta(days=184)
