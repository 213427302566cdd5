"""Where it hurts in the demo: places in the form of pain, and now and then more about each."""

from carelog.accounts.models import User
from carelog.diary import check_in_carry as carry
from carelog.diary import check_in_taps as taps
from carelog.logs.forms import PlaceForm
from carelog.logs.models import CheckIn, PainEntry, PainPlace
from carelog.patients import saving
from carelog.patients.access import Access, changing
from carelog.upkeep.demo.calendar import DAYS
from carelog.upkeep.demo.pen import Pen, query
from carelog.upkeep.past import later

#: The ribs hurt for some weeks after the summer; the shoulder since this week.
RIB, SHOULDER = range(210, 260), range(DAYS - 5, DAYS)


def say_where(pen: Pen, number: int, user: User, access: Access, sitting: CheckIn) -> None:
    """Say where it hurts: as before on every twelfth day, in the form of pain on the others."""
    if number % 12 != 0 or not carry.earlier_places(access, sitting):
        said = pen.numbers(number)
        places = ["spine_lumbar.middle", "hip.left"]
        places += ["rib.right"] * (number in RIB) + ["shoulder.right"] * (number in SHOULDER)
        typed: dict[str, object] = {"average_24h": said.average, "places": places}
        if said.worst >= 7 or number % 4 == 0:
            typed |= {"least_24h": said.least}
        if (pain := taps.part(access, sitting, PainEntry)) is not None:
            pen.correct(user, pain, typed)
            if _is_told_whole(number):
                with later(20):
                    _say_more(pen, number, access, sitting)
    if number % 2 == 0:
        carry.same_as_yesterday(access, sitting)


def _is_told_whole(number: int) -> bool:
    return number % 7 == 3 or number in SHOULDER or number in RIB[:3]


def _say_more(pen: Pen, number: int, access: Access, sitting: CheckIn) -> None:
    pain = taps.part(access, sitting, PainEntry)
    if pain is None:
        return
    places = [_told(pen, number, place, pain.version) for place in pain.places.all()]
    with changing(access):
        saving.keep_changed(access, pain, pain.version, {"places": places})


def _told(pen: Pen, number: int, place: PainPlace, version: int) -> PainPlace:
    form = PlaceForm(
        query(_details(pen, number, place.site) | {"version": version}), instance=place
    )
    if not form.is_valid():
        raise ValueError(f"{place.code}: {form.errors.as_json()}")
    return form.instance


def _details(pen: Pen, number: int, site: str) -> dict[str, object]:
    said = pen.numbers(number)
    told: dict[str, object] = {"intensity": said.average}
    if site == "hip":
        told |= {"intensity": max(0, said.average - 1), "pattern": "with_movement"}
        return told | {"worse_with": ["weight_bearing", "walking"], "better_with": ["rest"]}
    if site == "spine_lumbar":
        waking = "yes" if said.worst >= 6 else "no"
        told |= {"qualities": ["dull", "deep"], "team_knows": "yes", "night_waking": waking}
        return told | {"worse_with": ["standing_sitting_moving"]}
    told |= {"intensity": said.worst}
    if site == "rib":
        told |= {"qualities": ["sharp"]}
        told |= {"is_new": "yes"} if number in RIB[:3] else {}
        return told | {"worse_with": ["cough_sneeze_strain"]}
    told |= {"team_knows": "no", "night_waking": "yes"}
    told |= {"is_new": "yes"} if number == SHOULDER[0] else {}
    return told | {"worse_with": ["using_arm"]}
