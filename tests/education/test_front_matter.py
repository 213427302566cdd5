import pytest

from education.front_matter import ContentError
from education.pages import CONTENT, read_page

WHOLE = (CONTENT / "en" / "symptoms.md").read_text(encoding="utf-8")


def write(folder, text):
    path = folder / "symptoms.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file_is_read(tmp_path):
    assert read_page(write(tmp_path, WHOLE)).slug == "symptoms"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("order: 5\n", ""),
        ("order: 5\n", "order: five\n"),
        ("order: 5\n", "order: 5\nauthor: me\n"),
        ("slug: symptoms", "slug: other"),
        ("question: I have new pain or a new sign", 'question: ""'),
        ("review_due: 2027", "review_due: 2025"),
        ("review_due: 2027-11-23", "review_due: next year"),
        ("    year: 2014\n", ""),
        ("url: https://bjgp", "url: http://bjgp"),
        ("logs: [", "logs: [["),
        ("found_by:\n  [", "found_by: pain\nmore: ["),
    ],
)
def test_a_broken_head_names_the_file(tmp_path, old, new):
    assert old in WHOLE
    with pytest.raises(ContentError, match=r"symptoms\.md"):
        read_page(write(tmp_path, WHOLE.replace(old, new, 1)))


@pytest.mark.parametrize("text", ["", "Only a body.", "---\njust words\n---\nBody.", WHOLE[3:]])
def test_a_file_without_a_head_is_an_error(tmp_path, text):
    with pytest.raises(ContentError, match=r"symptoms\.md"):
        read_page(write(tmp_path, text))


def test_a_page_without_sources_is_an_error(tmp_path):
    head, rest = WHOLE.split("sources:\n")
    body = rest.split("---\n")[1]
    with pytest.raises(ContentError, match="sources is empty"):
        read_page(write(tmp_path, f"{head}sources: []\n---\n{body}"))


def test_a_stray_marker_names_the_file(tmp_path):
    with pytest.raises(ContentError, match=r"symptoms\.md"):
        read_page(write(tmp_path, f"{WHOLE}\nCall {{RF-01}} now.\n"))
