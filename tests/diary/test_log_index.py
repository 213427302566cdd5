from datetime import timedelta

from django.urls import reverse

from carelog.logs.models import KINDS
from tests import cast


def index(client, record) -> str:
    """Open the list of kinds."""
    return client.get(reverse("log_index", args=[record.uid])).content.decode()


def test_every_kind_is_there_with_what_was_written_last(owner, record, access):
    cast.make_pain(access, cast.NOON)
    cast.make_pain(access, cast.NOON - timedelta(days=3))
    page = index(owner, record)
    assert "Last: 2 March 2026" in page
    assert page.count("Nothing written yet.") == len(KINDS) - 1
    for kind in KINDS:
        assert reverse("entry_new", args=[record.uid, kind]) in page
        assert reverse("entry_list", args=[record.uid, kind]) in page


def test_a_reader_sees_only_the_kinds_of_their_scope_and_no_log_now(sign_in, clinician, record):
    clinician.memberships.update(scope=["symptoms"])
    page = index(sign_in(clinician), record)
    assert reverse("entry_list", args=[record.uid, "symptoms"]) in page
    assert reverse("entry_list", args=[record.uid, "pain"]) not in page
    assert "Log now" not in page
