"""Faults of the files that others read: what an import, an app or a calendar made of them."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
    Bug(
        "A health link is one file of any length",
        "length",
        "carelog/exchange/fhir/parts.py",
        "if _size(whole) <= most:",
        "if whole:",
        ("tests/exchange/test_fhir_parts.py",),
    ),
    Bug(
        "What lies in another file is pointed to as if it were here",
        "length",
        "carelog/exchange/fhir/parts.py",
        "if isinstance(to, str) and to not in inside:",
        "if to is None and inside is None:",
        ("tests/exchange/test_fhir_parts.py",),
    ),
    Bug(
        "A waiting file is sent twice",
        "once",
        "carelog/links/actions.py",
        "if opening is None or not opening.is_live or number in opening.taken:",
        "if opening is None or not opening.is_live:",
        ("tests/links/test_health_link.py",),
    ),
    Bug(
        "A resource is another one at each export",
        "identity",
        "carelog/exchange/fhir/elements.py",
        'name = uuid.uuid5(uuid.UUID(resource["id"]), "identifier")',
        "name = uuid.uuid4()",
        ("tests/exchange/test_fhir_bundle.py",),
    ),
    Bug(
        "Two questions of pain share a code",
        "coding",
        "carelog/exchange/fhir/pain.py",
        'scored = partial(Item, unit="{score}")',
        'scored = partial(Item, unit="{score}", loinc=PAIN_SEVERITY)',
        ("tests/exchange/test_fhir_logs.py",),
    ),
)
