"""Faults of the files that others read: what an import, an app or a calendar made of them."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
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
