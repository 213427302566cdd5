import pytest

from education.markdown import render


def test_a_marker_becomes_the_anchor_of_its_list_item():
    body = render("- Call now. {RF-01}\n- Rest.")
    assert '<li id="rf-01">Call now.</li>' in body.html
    assert body.rules == {"RF-01": "Call now."}


def test_a_marker_may_stand_on_the_second_line_of_an_item():
    assert render("- Call\n  now. {RF-02}").rules == {"RF-02": "Call\nnow."}


@pytest.mark.parametrize("text", ["Call {RF-01} now.", "- Call {RF-1}", "# Call {RF-01}"])
def test_a_marker_in_another_place_is_an_error(text):
    with pytest.raises(ValueError, match="does not stand"):
        render(text)


def test_a_rule_is_marked_once():
    with pytest.raises(ValueError, match="twice"):
        render("- One {RF-01}\n- Two {RF-01}")


def test_raw_html_is_shown_not_run():
    assert "<script" not in render("<script>alert(1)</script> and <b onclick=x>b</b>").html


def test_tables_are_drawn():
    assert "<td>calcium</td>" in render("| test |\n| --- |\n| calcium |").html
