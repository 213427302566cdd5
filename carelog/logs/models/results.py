"""Results: what a test said, as it stands on the report. Nothing here is ever interpreted."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from carelog.entries.columns import Amount, Choice, Text, Words, between, known
from carelog.entries.quantities import in_words, unit_for
from carelog.lazy import LazyStr
from carelog.logs.models.base import Entry

LAB_TESTS = (
    ("calcium_adjusted", _("calcium (adjusted)")),
    ("creatinine", _("creatinine")),
    ("egfr", _("eGFR")),
    ("alp", _("ALP (alkaline phosphatase)")),
    ("psa", _("PSA")),
    ("ca_15_3", _("CA 15-3")),
    ("haemoglobin", _("haemoglobin")),
    ("white_cells", _("white cells")),
    ("platelets", _("platelets")),
    ("vitamin_d", _("vitamin D")),
    ("other", _("another blood or urine test")),
)
SCANS = (
    ("xray", _("X-ray")),
    ("ct", _("CT scan")),
    ("mri", _("MRI scan")),
    ("bone_scan", _("bone scan")),
    ("pet", _("PET scan")),
    ("biopsy", _("biopsy")),
    ("other_scan", _("another scan or report")),
)
LAB_CODES, SCAN_CODES = (tuple(code for code, _word in tests) for tests in (LAB_TESTS, SCANS))
HIGHEST = 1_000_000
# The unit is a column of its own, in the words of the report.
AS_TYPED = "as typed"
# One report, of several pages; it fits a request beside a full note.
REPORT_LENGTH = 10_000


def number(label: LazyStr, why: LazyStr) -> Amount:
    """Return a column for a number of a report, in whatever unit stands beside it there."""
    shape = {"max_digits": 12, "decimal_places": 3}
    return Amount(label, **shape, low=0, high=HIGHEST, unit=AS_TYPED, help_text=why)


def needs(tests: tuple[str, ...], given: Q, name: str, message: LazyStr) -> models.CheckConstraint:
    """Return the rule that these tests come with something."""
    return models.CheckConstraint(
        condition=~Q(test__in=tests) | given, name=name, violation_error_message=message
    )


class ResultEntry(Entry):
    """One result: a number with its unit and range, or the words of a report."""

    slug = "results"
    domain = "results"
    kept_fields = (
        *("at", "zone", "day", "note"),
        *("test", "name", "value", "unit", "ref_low", "ref_high", "report", "place"),
    )
    sections = (
        ("", ("test", "name")),
        (_("A blood or urine test"), ("value", "unit", "ref_low", "ref_high")),
        (_("A scan or other report"), ("report",)),
        ("", ("place",)),
    )
    asked_first = ("test", "name", "value", "unit", "report")

    test = Choice(
        _("which test was it?"),
        choices=(*LAB_TESTS, *SCANS),
        blank=False,
        help_text=_("Results of the same test can then be found together."),
    )
    name = Words(
        _("its name, if it is not in the list"),
        max_length=80,
        help_text=_("Copy the name from the report, so that your team knows which test it was."),
    )
    value = number(
        _("the number on the report"),
        _("CareLog keeps the number as it is. What it means is for your team to say."),
    )
    unit = Words(
        _("its unit, as on the report"),
        max_length=40,
        help_text=_("Labs use different units. A number without its unit can be misread."),
    )
    ref_low = number(
        _("the lab's range: from"),
        _("Each lab has its own range. It stands beside the number on the report."),
    )
    ref_high = number(
        _("the lab's range: to"),
        _("Each lab has its own range. It stands beside the number on the report."),
    )
    report = Text(
        _("what the report says"),
        max_length=REPORT_LENGTH,
        help_text=_("With the words at hand, you can ask your team about them."),
    )
    place = Words(
        _("where was it done?"),
        help_text=_("Your team can then ask for the report or the pictures."),
    )

    class Meta(Entry.Meta):
        verbose_name = _("test result")
        verbose_name_plural = _("test results")
        constraints = (
            *Entry.Meta.constraints,
            *between("results", **dict.fromkeys(("value", "ref_low", "ref_high"), (0, HIGHEST))),
            *known("results", test=(*LAB_CODES, *SCAN_CODES)),
            models.CheckConstraint(
                condition=~Q(test=""),
                name="results_test_is_chosen",
                violation_error_message=_("Choose which test it was."),
            ),
            needs(
                ("other",),
                ~Q(name=""),
                "results_other_has_a_name",
                _("Write the name of the test."),
            ),
            needs(
                LAB_CODES,
                Q(value__isnull=False),
                "results_lab_test_has_a_value",
                _("A blood or urine test needs the number on the report."),
            ),
            needs(
                SCAN_CODES,
                ~Q(report=""),
                "results_scan_has_a_report",
                _("A scan needs what the report says."),
            ),
            models.CheckConstraint(
                condition=Q(ref_low=None) | Q(ref_high=None) | Q(ref_low__lte=F("ref_high")),
                name="results_ref_runs_upwards",
                violation_error_message=_("The range starts above its end. Please check."),
            ),
        )

    def short_words(self) -> str:
        """Return a test with its number and unit, or a scan with its place."""
        is_named = self.name and self.test in ("other", "other_scan")
        test = str(self.name if is_named else self.get_test_display())
        if self.value is None:
            return ", ".join(filter(None, (test, self.place)))
        return " ".join(
            filter(None, (test, in_words(self.value, unit_for(AS_TYPED, None)), self.unit))
        )
