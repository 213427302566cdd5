"""Sessions that Django's own store wrote are read by ours, and the other way round."""

import pytest
from django.contrib.sessions.backends import db

from carelog.accounts.session_store import SessionStore

STORES = (db.SessionStore, SessionStore)


@pytest.mark.django_db
@pytest.mark.parametrize("writer", STORES)
@pytest.mark.parametrize("reader", STORES)
def test_what_one_store_wrote_the_other_reads(writer, reader):
    written = writer()
    written["said"] = "Grüezi"
    written.save()
    assert reader(written.session_key)["said"] == "Grüezi"


@pytest.mark.django_db
def test_a_session_that_ended_is_read_as_empty_and_gets_a_new_key():
    ended = SessionStore()
    ended["said"] = "Grüezi"
    ended.set_expiry(-1)
    ended.save()
    found = SessionStore(ended.session_key)
    assert found.get("said") is None
    assert found.session_key is None
