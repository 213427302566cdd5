"""A key that stands twice in an address counts once, as its first value."""

from django.urls import reverse


def test_the_first_of_two_periods_counts(owner, record):
    page = owner.get(reverse("trends", args=[record.uid]) + "?period=7&period=365")
    assert page.context["form"].cleaned_data["period"] == "7"


def test_a_bad_first_value_is_not_saved_by_a_good_second(owner, record):
    page = owner.get(reverse("trends", args=[record.uid]) + "?period=nonsense&period=7")
    assert page.status_code == 400


def test_the_first_of_two_pages_counts(owner, record):
    address = reverse("entry_list", args=[record.uid, "pain"])
    assert owner.get(address + "?page=1&page=x").status_code == 200
    assert owner.get(address + "?page=x&page=1").status_code == 400
