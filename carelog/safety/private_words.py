"""A private answer in words, for the person who gave it and for whom they opened it to."""

from dataclasses import dataclass
from datetime import datetime

from carelog.accounts.models import User
from carelog.entries.words import AnswerLine, answered, in_words, label_of
from carelog.patients.access import Access
from carelog.patients.models import KeptState
from carelog.safety import private
from carelog.safety.models import PrivateAnswer, PrivateWarning

ASKED = PrivateAnswer.own_fields()


@dataclass(frozen=True)
class StateTold:
    """What an answer said at one time, and what was done to it then."""

    act: str
    at: datetime
    lines: list[AnswerLine]


@dataclass(frozen=True)
class Told:
    """An answer as its person's list tells it; `before` is what it said earlier."""

    answer: PrivateAnswer
    lines: list[AnswerLine]
    receipts: list[PrivateWarning]
    before: list[StateTold]


@dataclass(frozen=True)
class Opened:
    """What somebody has opened to a reader: who, and each answer with its moment."""

    person: User
    answers: list[tuple[PrivateAnswer, list[AnswerLine]]]


def told_to(access: Access) -> list[Opened]:
    """Return what others have opened to the member who reads."""
    return [opened(one) for one in private.shown_to(access)]


def opened(one: private.Shown) -> Opened:
    """Return in words what is shown to a reader."""
    return Opened(one.person, [(answer, answered(answer)) for answer in one.answers])


def told_of(access: Access, answer: PrivateAnswer) -> Told:
    """Return an answer of the actor with the texts it was answered with and what it said before."""
    states = [_state_told(state) for state in answer.history]
    receipts = list(private.receipts(access, answer))
    return Told(answer, answered(answer), receipts, states if len(states) > 1 else [])


def _state_told(state: KeptState) -> StateTold:
    said = {name: state.snapshot.get(name) for name in ASKED}
    lines = [
        AnswerLine(label_of(PrivateAnswer, name), in_words(PrivateAnswer, name, value))
        for name, value in said.items()
        if value not in ("", None)
    ]
    return StateTold(state.get_act_display(), state.at, lines)
