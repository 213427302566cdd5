"""What became of warnings: read as far as the warnings are, and said in words."""

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carelog.patients.access import Access
from carelog.safety.models import RaisedWarning, WarningState
from carelog.safety.warnings import ticked_words


def states_of(access: Access) -> QuerySet[WarningState]:
    """Return what was done about the warnings that this reader may see, oldest first."""
    return access.rows(WarningState).filter(warning__in=access.rows(RaisedWarning))


def heading(state: WarningState) -> str:
    """Return in short what someone did."""
    if state.state == WarningState.State.REOPENED:
        return _("Warning opened again")
    return _("Warning noted as dealt with")


def in_words(state: WarningState) -> str:
    """Return how it was dealt with, what had been ticked by then, and what was shown for it."""
    said = capfirst(state.get_state_display())
    how = "" if state.state == WarningState.State.REOPENED else f"“{said}”"
    ticked = "; ".join(ticked_words(state.warning, until=state.at))
    shown = _("shown then: “%(title)s”") % {"title": state.warning.title}
    return " · ".join(part for part in (how, ticked, shown) if part)
