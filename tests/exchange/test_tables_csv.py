"""Tables for a spreadsheet: complete, in scope, with units, and harmless."""

import csv
import io

import pytest
import time_machine
from django.urls import reverse

from carelog.diary.kinds import RECORDED
from carelog.exchange.tables import daily
from carelog.exchange.tables.catalog import TABLES, rows_of, tables_of
from carelog.exchange.tables.cells import FORMULA, NUMBER
from carelog.exchange.tables.csv import LINES_AT_ONCE, csv_of
from carelog.logs.models import CheckIn, PainEntry, PainPlace, SymptomsEntry
from carelog.medications.models import Dose, Medication
from carelog.patients import saving
from carelog.patients.access import ALL_DOMAINS, changing
from carelog.safety.actions import raise_warnings, reopen_warnings
from carelog.safety.models import RaisedWarning
from tests import cast, kinds
from tests.fhir.samples import fill, fill_with_odd_text, grant

every_kind = pytest.mark.parametrize("kind", RECORDED, ids=lambda kind: kind.slug)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def read(pieces) -> list[dict[str, str]]:
    """Return the rows of a file as a strict reader of RFC 4180 sees them."""
    whole = b"".join(pieces)
    assert whole.startswith(b"\xef\xbb\xbf")
    text = whole.decode("utf-8-sig")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def table(access, slug: str) -> list[dict[str, str]]:
    return read(csv_of(rows_of(access, slug)))


def long_table(access) -> list[dict[str, str]]:
    return read(csv_of(daily.lines_of(access)))


@every_kind
def test_every_field_of_a_kind_has_its_column(access, kind):
    entry = kinds.keep(access, kind)
    (row,) = (one for one in table(access, kind.slug) if one["uid"] == str(entry.uid))
    names = {head.split(" [")[0] for head in row}
    assert names >= {*kind.kept_fields, "uid", "version", "recorded_by", "recorded_by_relation"}
    assert (row["recorded_by"], row["recorded_by_relation"]) == ("patient", "patient")


def test_values_are_stored_ones_with_their_unit_in_the_head(access):
    fill(access)
    (weight,) = table(access, "weight")
    assert weight["weight_kg [kg]"] == "72.50"
    assert weight["at [UTC]"] == "2026-03-02T11:00:00Z"
    assert (weight["zone"], weight["day"]) == ("Europe/Berlin", "2026-03-02")
    moving = table(access, "mobility")[0]
    assert (moving["aid"], moving["steps"], moving["walk_minutes [min]"]) == ("stick", "1800", "12")


def test_yes_no_and_unanswered_are_three_things(access):
    cast.make_signs(access, chest_pain=True, seizure=False)
    (row,) = table(access, "symptoms")
    assert row["chest_pain [yes/no]"] == "yes"
    assert row["seizure [yes/no]"] == "no"
    assert row["jerking [yes/no]"] == ""


def test_a_place_of_pain_stands_beside_its_entry(access):
    pain = cast.make_pain(access, places=[("hip", "left"), ("rib", "right")])
    rows = table(access, "pain-places")
    assert [(row["uid"], row["site"], row["side"]) for row in rows] == [
        (str(pain.uid), "hip", "left"),
        (str(pain.uid), "rib", "right"),
    ]


def test_a_place_of_which_nothing_more_was_said_has_a_line(access):
    pain = cast.make_pain(access, places=[("hip", "left")])
    (line,) = (one for one in long_table(access) if one["place"])
    assert (line["place"], line["field"], line["value"]) == ("hip.left", "site", "hip")
    assert line["uid"] == str(pain.uid)


def test_a_dose_names_its_medicine(access):
    kinds.keep(access, Dose)
    (row,) = table(access, "doses")
    assert row["medication"] == "Oxycodone"


def test_rows_stand_oldest_first_and_removed_ones_not_at_all(access):
    late, early = (cast.make_pain(access, cast.NOON.replace(day=day)) for day in (2, 1))
    gone = cast.make_pain(access)
    with changing(access):
        saving.remove(access, gone, 1)
    assert [row["uid"] for row in table(access, "pain")] == [str(early.uid), str(late.uid)]
    assert str(gone.uid) not in {row["uid"] for row in long_table(access)}


def test_an_address_never_stands_in_for_a_name(access, patient):
    patient.name = ""
    patient.save()
    cast.make_pain(access)
    whole = b"".join(csv_of(rows_of(access, "pain")))
    assert b"@" not in whole


def test_the_long_table_has_a_line_for_each_answer(access):
    cast.make_pain(access, worst_24h=7, now=0, note="a note", places=[("hip", "left")])
    kinds.keep(access, SymptomsEntry)
    lines = [line for line in long_table(access) if line["kind"] == "pain"]
    said = {(line["place"], line["field"]): (line["value"], line["unit"]) for line in lines}
    assert said == {
        ("", "worst_24h"): ("7", "0 to 10"),
        ("", "now"): ("0", "0 to 10"),
        ("", "note"): ("a note", ""),
        ("hip.left", "site"): ("hip", ""),
    }


def test_the_long_table_runs_by_day_and_time_across_kinds(access):
    fill(access)
    lines = long_table(access)
    when = [(line["day"], line["at [UTC]"]) for line in lines]
    assert when == sorted(when)
    assert {line["kind"] for line in lines} >= {"pain", "weight", "doses", "mood"}
    assert "thigh.left" in {line["place"] for line in lines}


def test_no_text_a_person_typed_is_run_by_a_spreadsheet(access):
    written = fill_with_odd_text(access)
    cells = []
    for one in tables_of(access):
        cells += [cell for row in table(access, one.slug) for cell in row.values()]
    cells += [cell for row in long_table(access) for cell in row.values()]
    assert not [c for c in cells if c[:1] in FORMULA and c and not NUMBER.fullmatch(c)]
    said = set(cells)
    missing = [name for name, text in written.items() if f"'{text}" not in said]
    assert missing == ["patient.name"]


def domain_of(table) -> str:
    return PainEntry.domain if table.model is PainPlace else table.model.domain


def test_a_reader_gets_the_tables_of_their_scope(access):
    fill(access)
    everything = {one.slug for one in tables_of(access)}
    assert everything == set(TABLES)
    for domain in sorted(ALL_DOMAINS - {"notes"}):
        seen = {one.slug for one in tables_of(grant(access, domain))}
        own = {slug for slug, one in TABLES.items() if domain_of(one) == domain}
        assert seen == own | ({"check-ins"} if domain in CheckIn.domains else set())


def test_the_long_table_holds_nothing_outside_the_scope(access):
    fill(access)
    shared = long_table(grant(access, "pain", "notes"))
    kinds_seen = {"pain", "breakthrough", "check-in"}
    assert {line["kind"] for line in shared} == kinds_seen
    own = [line for line in long_table(access) if line["kind"] in kinds_seen]
    assert shared == [line | {"recorded_by": ""} for line in own]


def test_by_a_link_it_is_told_who_people_are_and_not_what_they_are_called(access):
    cast.make_pain(access)
    (row,) = table(grant(access, "pain"), "pain")
    assert (row["recorded_by"], row["recorded_by_relation"]) == ("", "patient")


@pytest.mark.parametrize(
    ("domain", "hidden"), [("notes", {"note", "notes"}), ("concern", {"main_concern"})]
)
def test_notes_and_the_main_concern_are_told_only_where_each_is_shared(access, domain, hidden):
    fill(access)
    reader = grant(access, *ALL_DOMAINS - {domain})

    def aside(whom) -> set[str]:
        heads = {head for one in tables_of(whom) for head in next(rows_of(whom, one.slug))}
        fields = {line["field"] for line in long_table(whom)}
        return (heads | fields) & {"note", "notes", "main_concern"}

    assert hidden <= aside(access)
    assert aside(reader) == aside(access) - hidden


def test_a_share_from_a_day_to_a_day_holds_no_other(access):
    days = [cast.NOON.replace(day=day) for day in (1, 2)]
    for at in days:
        cast.make_pain(access, at)
    reader = grant(access, "pain", starts=days[0].date(), ends=days[0].date())
    assert [row["day"] for row in table(reader, "pain")] == ["2026-03-01"]
    assert {line["day"] for line in long_table(reader)} == {"2026-03-01"}


def test_a_warning_says_which_signs_were_ticked(access):
    for at, sign in ((13, "limb_weakness_new"), (14, "unsteady_new")):
        sheet = cast.make_signs(access, cast.NOON.replace(hour=at), **{sign: True})
        with time_machine.travel(cast.NOON.replace(hour=at)), changing(access):
            raise_warnings(access, sheet.answers(), sheet.uid, sheet.version)
    (row,) = table(access, "warnings")
    assert row["signs"] == "limb_weakness_new; unsteady_new"
    assert row["ticked"].count("; ") == 1
    assert "weak" in row["ticked"].lower()


def test_what_became_of_a_warning_is_a_line_an_act(access):
    fill(access)
    warning = RaisedWarning.objects.get(ending="help")
    with changing(access):
        reopen_warnings(access, warning)
    found = table(access, "warning-states")
    assert [(line["warning"], line["state"]) for line in found] == [
        (str(warning.uid), "help"),
        (str(warning.uid), "reopened"),
    ]
    said = {"at [UTC]": "2026-03-02T12:00:00Z", "recorded_by": "patient"}
    assert found[0].items() >= (said | {"recorded_by_relation": "patient"}).items()


def test_a_file_longer_than_a_piece_is_whole(access):
    rows = [["n"], *([str(n)] for n in range(2 * LINES_AT_ONCE + 3))]
    pieces = list(csv_of(rows))
    assert len(pieces) == 3
    assert [row["n"] for row in read(pieces)] == [row[0] for row in rows[1:]]


def test_a_check_in_and_a_medicine_have_their_own_times(access):
    fill(access)
    (sitting,) = table(access, "check-ins")
    assert sitting["opened_at [UTC]"] == "2026-03-02T12:00:00Z"
    assert sitting["too_ill [yes/no]"] == "yes"
    assert "at [UTC]" not in next(rows_of(access, Medication.slug))
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize("slug", [*TABLES, daily.SLUG])
def test_each_file_is_sent_under_a_name_of_ours(owner, access, slug):
    cast.make_pain(access)
    answer = owner.get(reverse("export_csv", args=[access.patient.uid, slug]))
    assert answer.status_code == 200
    assert answer.streaming
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    named = answer["Content-Disposition"]
    assert named == f'attachment; filename="carelog-2026-03-02-{slug}.csv"'
    assert read(answer.streaming_content) is not None


def test_a_table_that_is_none_or_is_not_shared_is_not_there(owner, sign_in, clinician, access):
    own = access.patient.uid
    assert owner.get(reverse("export_csv", args=[own, "nothing"])).status_code == 404
    mood = reverse("export_csv", args=[own, "mood"])
    assert owner.get(mood).status_code == 200
    assert sign_in(clinician).get(mood).status_code == 404


def test_a_table_costs_the_same_queries_however_long_it_is(
    access, django_assert_num_queries, record
):
    for days in (1, 40):
        for _day in range(days):
            cast.make_pain(access, places=[("hip", "left")])
        with django_assert_num_queries(2):
            assert len(table(access, PainEntry.slug)) in (1, 41)
