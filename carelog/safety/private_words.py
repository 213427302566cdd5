"""A private answer in words, for the person who gave it and for whom they opened it to."""

from dataclasses import dataclass
from itertools import pairwise

from carelog.accounts.models import User
from carelog.entries.words import AnswerChange, AnswerLine, answered, changes
from carelog.patients.access import Access
from carelog.patients.models import KeptState
from carelog.safety import private
from carelog.safety.models import PrivateAnswer, PrivateWarning


@dataclass(frozen=True)
class Told:
    """An answer as its person's list tells it, with each later state and what it changed."""

    answer: PrivateAnswer
    lines: list[AnswerLine]
    receipts: list[PrivateWarning]
    changed: list[tuple[KeptState, list[AnswerChange]]]


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
    """Return an answer of the actor with the texts it was answered with and what was changed."""
    states = list(answer.history)
    changed = [(after, changes(PrivateAnswer, before, after)) for before, after in pairwise(states)]
    return Told(answer, answered(answer), list(private.receipts(access, answer)), changed)
