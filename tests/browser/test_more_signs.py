"""From the check-in to the whole sheet of signs, and the calm answer to what needs a call today."""

import pytest
from playwright.sync_api import expect

from carelog.logs.models import SymptomsEntry
from tests import cast
from tests.browser import ways

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_more_signs_keeps_the_ticks_and_its_answer_is_within_limit(
    open_page, record, patient, access, script
):
    cast.make_number(access, "team", "+49 30 7770")
    page = open_page(user=patient, java_script_enabled=script)
    page.goto(f"/patients/{record.uid}/today/")
    ways.Finger(page).tap("7")
    page.get_by_role("checkbox", name="Arms or legs weak").check()
    expect(page.get_by_label("Loss of bowel control")).to_be_hidden()
    page.get_by_label("Weakness in an arm or leg").check()
    page.get_by_role("button", name="More signs").click()
    expect(page.get_by_role("heading", name="More signs")).to_be_visible()
    expect(page.get_by_label("Weakness in an arm or leg")).to_be_checked()
    page.get_by_label("Weakness in an arm or leg").uncheck()
    page.get_by_role("checkbox", name="Arms or legs weak").uncheck()
    page.locator("summary", has_text="Mouth and jaw").click()
    page.get_by_label("A loose tooth").check()
    ways.Finger(page).tap("Save")
    expect(page.get_by_role("heading", name="Call your team today")).to_be_visible()
    assert page.locator("main > *").first.get_attribute("class") == "warn"
    sheet = SymptomsEntry.objects.get()
    assert (sheet.loose_tooth, sheet.limb_weakness_new) == (True, None)
    assert sheet.check_in is not None
