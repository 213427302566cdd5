"""A link and a passcode are found inside whatever stands around them."""

import pytest

from carelog.links.actions import digits_of
from carelog.links.forms import OpenForm

TOKEN = "aZ09_-" + "b" * 36 + "_"
LINK = f"https://diary.example.org/s/#{TOKEN}"
MAIL = f"Dear all,\r\nsee {'x' * 43} first.\r\nHere it is: {LINK}.\r\nPasscode by phone."
AROUND = ["{}", " {} ", "{}.", "({})", "{})", "“{}”", '"{}",', "<{}>", "_{}_", "*{}*", "[open]({})"]


@pytest.mark.parametrize("around", [*AROUND, MAIL.replace(LINK, "{}")])
def test_a_link_is_found_inside_whatever_stands_around_it(around):
    form = OpenForm({"link_code": around.format(LINK)})
    assert form.is_valid(), form.errors
    assert form.token() == TOKEN


@pytest.mark.parametrize("around", [one for one in AROUND if "_" not in one])
def test_a_code_alone_is_found_too(around):
    form = OpenForm({"link_code": around.format(TOKEN)})
    assert form.is_valid()
    assert form.token() == TOKEN


@pytest.mark.parametrize("text", ["", "no link", "x" * 42, "x" * 44])
def test_what_holds_no_code_opens_nothing(text):
    form = OpenForm({"link_code": text})
    form.is_valid()
    form.cleaned_data.setdefault("link_code", text)
    assert form.token() == ""


@pytest.mark.parametrize(
    "typed", ["123456", "123 456", "123-456.", "Passcode: 123 456", "(１２３４５６)"]
)
def test_of_a_passcode_its_digits_count(typed):
    assert digits_of(typed) == "123456"
