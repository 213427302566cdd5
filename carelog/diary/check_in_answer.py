"""What answers a whole check-in: the published lines of all that was written in it."""

from django.db.models import Value

from carelog.logs.models import KINDS, CheckIn, SymptomsEntry
from carelog.patients.access import Access
from carelog.safety.published import TOO_ILL, Published, published


def published_of(access: Access, check_in: CheckIn) -> Published | None:
    """Return the lines with whom to call; who only reads a day of *too ill* sees them, too."""
    if check_in.too_ill:
        return published(access, [*written(access, check_in), TOO_ILL])
    if not access.may_write:
        return None
    return published(access, [*written(access, check_in), SymptomsEntry.slug])


def written(access: Access, check_in: CheckIn) -> list[str]:
    """Return the slugs of the kinds that were written in a check-in, in one question."""
    first, *others = (
        access.rows(kind).filter(check_in=check_in).order_by().values_list(Value(kind.slug))
        for kind in KINDS
    )
    return [slug for (slug,) in first.union(*others)]
