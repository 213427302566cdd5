"""Signs ticked and the main concern, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carelog.sharing.summary.concern import Concern
from carelog.sharing.summary.few import Few
from carelog.sharing.summary.signs import SignShown
from carelog.sharing.summary.words.pieces import Item, Said, joined
from carelog.sharing.summary.words.reader import Reader

TIERS = {
    "E": gettext_lazy("on the list of signs for emergency help"),
    "T": gettext_lazy("on the list of signs to call about the same day"),
}
ENDINGS = {
    "help": gettext_lazy("closed %(day)s: “I have got help”"),
    "mistake": gettext_lazy("closed %(day)s: “this was entered by mistake”"),
}


def signs(found: Few[SignShown], reader: Reader) -> Said:
    """Return each warning with its ticks, and whether someone has dealt with it."""
    items = tuple(_item(sign, reader) for sign in found.items)
    none = _(
        "None of the listed signs was ticked in these days. It does not mean that all is well."
    )
    return Said(text="" if items else none, items=items, more=found.more)


def _item(sign: SignShown, reader: Reader) -> Item:
    detail = joined((str(TIERS.get(sign.tier, "")), _again(sign, reader)), "; ")
    return Item(reader.day(sign.day), f"{joined(sign.ticks, '; ')}. {_ended(sign, reader)}", detail)


def _again(sign: SignShown, reader: Reader) -> str:
    if sign.times < 2:
        return ""
    return _("ticked %(n)d times, last on %(day)s") % {
        "n": sign.times,
        "day": reader.day(sign.last_day),
    }


def _ended(sign: SignShown, reader: Reader) -> str:
    period = reader.period
    if sign.is_open and period.end < period.today:
        return _("Still open on %(day)s.") % {"day": reader.day(period.end)}
    if sign.is_open:
        return _("OPEN: nobody has marked it as dealt with.")
    return str(ENDINGS[sign.ending]) % {"day": reader.day(sign.ended_day)} + "."


def concern(found: Concern | None, reader: Reader) -> Said:
    """Return the newest main concern with its day."""
    if found is None:
        return Said(text=_("None was written."))
    return Said(items=(Item(reader.day(found.day), f"“{found.text}”"),))
