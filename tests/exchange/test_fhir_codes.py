"""Every code of ours that a Bundle uses is published, and says what it means."""

import pytest
from django.test import Client
from django.urls import reverse

from carelog.exchange.fhir.code_system import code_system, concepts
from carelog.exchange.fhir.codes import own_system
from tests.fhir.reading import codings
from tests.fhir.samples import samples

ADDRESS = "/fhir/CodeSystem/bone-log"


@pytest.fixture(scope="module")
def found(shared_database):
    return samples()


def published() -> dict[str, dict]:
    return {one["code"]: one for one in code_system()["concept"]}


def test_every_code_of_ours_in_any_bundle_is_published_in_the_same_words(found):
    known = published()
    used = [one for bundle in found.values() for one in codings(bundle, own_system())]
    assert len({one["code"] for one in used}) > 100
    for one in used:
        assert known[one["code"]]["display"] == one["display"]


def test_every_code_says_what_it_means():
    for one in code_system()["concept"]:
        assert one["display"].strip()
        assert one["definition"].strip()
        assert " " not in one["code"]
        assert one["code"] == one["code"].strip()


def test_no_code_has_two_meanings():
    said: dict[str, set] = {}
    for one in concepts():
        said.setdefault(one.code, set()).add(str(one.display))
    assert {code: words for code, words in said.items() if len(words) > 1} == {}


def test_its_name_is_the_address_it_is_read_at(client):
    assert reverse("fhir_code_system") == ADDRESS
    answer = client.get(ADDRESS)
    assert answer.json()["url"] == f"http://localhost{ADDRESS}"
    assert answer["Content-Type"] == "application/fhir+json"


@pytest.mark.django_db
def test_it_is_the_same_for_everyone(owner):
    ours, theirs = owner.get(ADDRESS), Client().get(ADDRESS)
    assert ours.content == theirs.content
    assert theirs["Cache-Control"] == "public, max-age=300"
    assert ours["Cache-Control"] == "no-store, private"
