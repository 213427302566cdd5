"""The figures of the summary as Observations: the same numbers that page, PDF and table show."""

from collections import Counter
from collections.abc import Iterator

from carelog.entries.quantities import mean_digits, unit_for
from carelog.exchange.fhir.codes import UCUM, Code
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import period
from carelog.exchange.fhir.flags import ALERTS
from carelog.exchange.fhir.observations import CATEGORY
from carelog.exchange.tables.figures import TICKED, Figure, figures_of
from carelog.summary.sections import summarise

FIGURES = "figures"
COUNTED = ("falls", "period")
MEAN = "mean over the logged days of 7 days, or of those that a share shows"
LAST_DOSES = "Doses logged as {0} in the last {1} days, of one medicine. Not logged is not counted."
FALLS = "Falls logged in the last {0} days, without near falls. None logged is not none."
#: Measure → its words, and how it is worked out.
MEASURES: dict[str, tuple[str, str]] = {
    "worst_pain": ("Worst pain (0-10)", f"Higher of worst and now, highest of a day; {MEAN}."),
    "average_pain": ("Average pain (0-10)", f"Latest average of a day; {MEAN}."),
    "severe_days": ("Days with worst pain of 7 or more", "Count of the logged days."),
    "walking": ("Longest walk", f"Longest of a day; {MEAN}."),
    "function": ("What the person can do (0-4), patient-reported", f"Highest of a day; {MEAN}."),
    "tiredness": ("Tiredness (0-10)", f"Highest of a day; {MEAN}."),
    "sleep": ("Hours slept", f"Latest of a day; {MEAN}."),
    "appetite": ("Appetite (0-10, 10 is good)", f"Latest of a day; {MEAN}."),
    "weight": ("Weight", "The last weight before the period, and the newest in it."),
    "sign_ticked": (
        "Days on which a sign was ticked",
        "Days of the period with this tick on a sheet of signs. Not ticked is not answered.",
    ),
    "falls": ("Falls", "Falls logged, without near falls. None logged is not none."),
    **{f"falls_{days}d": ("Falls", FALLS.format(days)) for days in (30, 90)},
    **{
        f"doses_{what}_{days}d": (f"Doses {what}", LAST_DOSES.format(what, days))
        for what in ("taken", "skipped")
        for days in (7, 30)
    },
}
FIRST = "Mean of the first 14 logged days of the record."
CHANGE = "Now minus before; of weight, in % of the first."
WHICH: dict[str, tuple[str, str]] = {
    "before": ("", ""),
    "now": ("", ""),
    "period": ("in the period", ""),
    "first": ("first 14 logged days", FIRST),
    "change": ("change", CHANGE),
}
VERSION = "CareLog, formulas of docs/summary.md, version 4."
CAVEAT = "Days without an entry are left out, not counted as zero. Patient-entered, not verified."
LOGGED = Code("days-logged", "Days logged", "On how many days of the time anything was logged.")
WINDOW = Code("days-in-all", "Days in all", "How many days the time has.")
NOTICED = Code(
    "change-people-notice",
    "Change that people tend to notice",
    "About 2 points on a scale of 0 to 10, or lower by 30 % (Farrar and others, Pain 2001). It"
    " describes and does not judge.",
)
SIGN = Code("figure-sign", "Sign", "The sign the figure is of, and whether CareLog has a prompt.")
ABOUT = Code("figure-medicine", "Medicine", "The medicine the figure is of, as its label says.")
#: The answers that a figure of now is made of, by the code of their Observations.
INPUTS = {
    "worst_pain": ("pain-worst-24h", "pain-now"),
    "severe_days": ("pain-worst-24h", "pain-now"),
    "average_pain": ("pain-average-24h",),
    "walking": ("walk-minutes",),
    "function": ("function-level-pr",),
    "tiredness": ("fatigue-worst-0-10",),
    "sleep": ("sleep-hours",),
    "appetite": ("appetite-0-10",),
    "weight": ("29463-7",),
}


def code_of(measure: str, which: str) -> Code:
    """Return a figure as a code of ours. Before and now are told apart by their days."""
    (words, how), (more, how_more) = MEASURES[measure], WHICH[which]
    parts = ["figure", *measure.split("_"), *(() if not more else (which,))]
    display = f"{words}, {more}" if more else words
    return Code("-".join(parts), display, how_more or how)


def codes() -> Iterator[Code]:
    """Give every code of ours that figures use."""
    yield from (LOGGED, WINDOW, NOTICED, ABOUT, SIGN)
    for measure in MEASURES:
        for which in WHICH:
            yield code_of(measure, which)


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give every figure of the summary, of the days that its page tells of.

    A count of zero is left out: nothing logged does not mean that nothing was. Falls in the period
    have an Observation of their own, with those it counts.
    """
    summary = summarise(doc.access, since=doc.compared, today=doc.end)
    seen: Counter[tuple] = Counter()
    for one in figures_of(summary):
        if (one.unit == "{count}" and not one.value) or (one.measure, one.which) == COUNTED:
            continue
        what = (one.measure, one.which, one.start, one.end, one.about)
        # Two medicines may have the same name.
        seen[what] += 1
        key = doc.key("figure", *what, seen[what])
        yield SectionEntry(FIGURES, _observation(doc, one, key), _words(one))
        if one.measure == TICKED:
            yield SectionEntry(ALERTS, None, _words(one))


def _words(one: Figure) -> str:
    days = f"; {one.days.logged} of {one.days.window} days logged" if one.days else ""
    span = f", {one.start} to {one.end}" if one.start else ""
    about = f" of {one.about}" if one.about else ""
    # Scores and counts have a unit in braces, which says nothing to a reader.
    unit = "" if one.unit.startswith("{") else f" {one.unit}"
    display = code_of(one.measure, one.which).display
    return f"{display}{about}{span}: {_said(one)}{unit}{days}"


def _said(one: Figure) -> str:
    """Return the number as the summary says it."""
    unit = unit_for("" if one.unit.startswith("{") else one.unit, None)
    return mean_digits(one.value, unit)


def _observation(doc: Document, one: Figure, key: str) -> dict:
    code = code_of(one.measure, one.which)
    parts = _parts(one)
    inputs = _inputs(doc, one)
    return {
        "resourceType": "Observation",
        "id": key,
        "status": "final",
        "category": [CATEGORY["survey"]],
        "code": code.concept(),
        "subject": doc.patient,
        **({"effectivePeriod": period(one.start, one.end)} if one.start else {}),
        "issued": doc.generated_at.isoformat(timespec="seconds"),
        "valueQuantity": {
            "value": one.rounded,
            "unit": one.unit,
            "system": UCUM,
            "code": one.unit,
        },
        "note": [{"text": CAVEAT}],
        "method": {"text": f"{code.definition} {VERSION}"},
        **({"derivedFrom": inputs} if inputs else {}),
        **({"component": parts} if parts else {}),
    }


def _parts(one: Figure) -> list[dict]:
    found = []
    if one.days:
        found.append({"code": LOGGED.concept(), "valueInteger": one.days.logged})
        found.append({"code": WINDOW.concept(), "valueInteger": one.days.window})
    if one.noticed is not None:
        found.append({"code": NOTICED.concept(), "valueBoolean": one.noticed})
    if one.about:
        about = SIGN if one.measure == TICKED else ABOUT
        found.append({"code": about.concept(), "valueString": one.about})
    return found


def _inputs(doc: Document, one: Figure) -> list[dict]:
    """Return what a figure was made of, as far as it stands in this Bundle."""
    start, end = one.start, one.end
    if one.which not in ("before", "now") or start is None or end is None:
        return []
    given = (given for code in INPUTS.get(one.measure, ()) for given in doc.inputs.get(code, ()))
    return [doc.ref(key) for day, key in given if start <= day <= end]
