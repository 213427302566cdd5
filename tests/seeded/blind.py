"""Faults of the kinds that slipped through once."""

from tests.seeded.bug import POSTGRESQL, SQLITE, Bug

BOTH = (SQLITE, POSTGRESQL)
RACES = "tests/frame/test_races.py"
MIDNIGHT = "tests/frame/test_midnight.py"
LOG = "tests/patients/test_access_event.py"
PAPER = "tests/summary/test_pdf_whole.py"
PAIRS = "tests/diary/test_pairs.py"

RACING: tuple[Bug, ...] = (
    Bug(
        "An owner who has just handed over still takes a place back",
        "race",
        "carelog/patients/rights.py",
        "        if not _stands(access):\n            raise PermissionDenied\n",
        "",
        (RACES,),
        BOTH,
    ),
    Bug(
        "Two change who may see a record at the same moment",
        "race",
        "carelog/patients/rights.py",
        "        Patient.objects.select_for_update().get(pk=access.patient.pk)\n",
        "",
        (RACES,),
        (POSTGRESQL,),
    ),
    Bug(
        "Two changes raise the data version by one",
        "race",
        "carelog/patients/data_version.py",
        'row.select_for_update().values_list("data_version", flat=True)',
        'row.values_list("data_version", flat=True)',
        (RACES,),
        (POSTGRESQL,),
    ),
    Bug(
        "Two accept one invitation at the same moment",
        "race",
        "carelog/sharing/invitations.py",
        "used = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, taken_back_at=None)",
        "used = Invitation.objects.filter(pk=invitation.pk)",
        (RACES,),
        BOTH,
    ),
    Bug(
        "A place taken back is given again by an invitation on its way",
        "race",
        "carelog/sharing/invitations.py",
        "    Patient.objects.select_for_update().get(pk=invitation.patient_id)\n",
        "",
        (RACES,),
        (POSTGRESQL,),
    ),
    Bug(
        "Two senders send one message",
        "race",
        "carelog/outbox/sending.py",
        "due.select_for_update(skip_locked=True).first()",
        "due.first()",
        (RACES,),
        (POSTGRESQL,),
    ),
    Bug(
        "A message in hand is taken by the next sender",
        "race",
        "carelog/outbox/sending.py",
        "among.filter(WAITING, Q(claimed_until=None) | Q(claimed_until__lte=now))",
        "among.filter(WAITING)",
        (RACES,),
    ),
    Bug(
        "A link that is just being revoked opens once more",
        "race",
        "carelog/links/actions.py",
        "filter(pk=link.pk, revoked_at=None, expires_at__gt=now)",
        "filter(pk=link.pk, expires_at__gt=now)",
        (RACES,),
        BOTH,
    ),
)
AT_MIDNIGHT: tuple[Bug, ...] = (
    Bug(
        "Today is that of the server",
        "midnight",
        "carelog/diary/today.py",
        "day, now = clock.today(access.patient), timezone.now()",
        "day, now = timezone.now().date(), timezone.now()",
        (MIDNIGHT,),
    ),
    Bug(
        "A dose belongs to the server's day",
        "midnight",
        "carelog/diary/dose_views.py",
        "day=clock.today(patient),",
        "day=timezone.now().date(),",
        (MIDNIGHT,),
    ),
    Bug(
        "A visit stands in the timeline under the server's day",
        "midnight",
        "carelog/diary/timeline.py",
        'TruncDate("starts_at", tzinfo=own)',
        'TruncDate("starts_at")',
        (MIDNIGHT,),
        BOTH,
    ),
    Bug(
        "The end of a warning stands in the timeline under the server's day",
        "midnight",
        "carelog/diary/timeline.py",
        'TruncDate("at", tzinfo=own)',
        'TruncDate("at")',
        ("tests/diary/test_timeline_warnings.py",),
        BOTH,
    ),
    Bug(
        "A visit of last night is not the last visit",
        "midnight",
        "carelog/summary/period.py",
        "datetime.combine(end, time.min, ZoneInfo(access.patient.zone))",
        'datetime.combine(end, time.min, ZoneInfo("UTC"))',
        (MIDNIGHT,),
    ),
    Bug(
        "A day of a share link begins at the server's midnight",
        "midnight",
        "carelog/patients/access.py",
        "zone = ZoneInfo(self.patient.zone)",
        'zone = ZoneInfo("UTC")',
        (MIDNIGHT,),
    ),
)
OF_THE_LOG: tuple[Bug, ...] = (
    Bug(
        "Who opens a second record within a quarter of an hour is not noted",
        "log key",
        "carelog/patients/models/access_event.py",
        "key = (actor, record, act, page, about)",
        "key = (actor, act, page, about)",
        (LOG,),
        BOTH,
    ),
    Bug(
        "The second person within a quarter of an hour is not noted",
        "log key",
        "carelog/patients/models/access_event.py",
        "key = (actor, record, act, page, about)",
        "key = (record, act, page, about)",
        (LOG,),
    ),
    Bug(
        "What was refused passes for what was opened",
        "log key",
        "carelog/patients/models/access_event.py",
        "key = (actor, record, act, page, about)",
        "key = (actor, record, page, about)",
        (LOG,),
    ),
)
ON_PAPER: tuple[Bug, ...] = (
    Bug(
        "The first day of the period is not on paper",
        "paper",
        "carelog/summary/daily.py",
        "start = max(period.since, ",
        "start = max(period.since + timedelta(days=1), ",
        (PAPER,),
    ),
    Bug(
        "No day on paper has its appetite",
        "paper",
        "carelog/summary/daily.py",
        '    "appetite": gettext_lazy("Appetite, 0–10"),\n',
        "",
        (PAPER,),
    ),
    Bug(
        "The pages of days end after forty",
        "paper",
        "carelog/summary/summary.typ",
        "#let whole = (lines: 1000,",
        "#let whole = (lines: 40,",
        (PAPER,),
    ),
    Bug(
        "A long text is cut on the first page and whole on none",
        "paper",
        "carelog/summary/pdf.py",
        'return is_long or any(len(text) > level["letters"] for text in texts)',
        "return is_long",
        (PAPER,),
    ),
    Bug(
        "The function level is drawn nowhere",
        "paper",
        "carelog/summary/multiples.py",
        '"weight", "function", "tiredness")',
        '"weight", "tiredness")',
        (PAPER,),
    ),
)
OF_PAIRS: tuple[Bug, ...] = (
    Bug(
        "Constipation leads to the page on pain medicines",
        "pairing",
        "carelog/diary/reasons.py",
        '        "constipation",\n        "eating-and-drinking",\n',
        '        "constipation",\n        "pain-medicines",\n',
        (PAIRS,),
    ),
    Bug(
        "A reason looks at another log",
        "pairing",
        "carelog/diary/reasons.py",
        '        "pain-medicines",\n        BreakthroughEntry,\n',
        '        "pain-medicines",\n        PainEntry,\n',
        (PAIRS,),
    ),
    Bug(
        "A page leads to a log that is not its own",
        "pairing",
        "education/content/en/how-bone-changes.md",
        "logs: [pain]",
        "logs: [mobility]",
        (PAIRS,),
    ),
    Bug(
        "A word in an address means another log",
        "pairing",
        "carelog/diary/kinds.py",
        "kinds = {kind.slug: kind for kind in RECORDED}",
        "kinds = dict(zip((kind.slug for kind in RECORDED), (*RECORDED[1:], RECORDED[0])))",
        (PAIRS,),
    ),
)
BUGS = (*RACING, *AT_MIDNIGHT, *OF_THE_LOG, *ON_PAPER, *OF_PAIRS)
