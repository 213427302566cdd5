"""How the words of one sign are kept: to stand alone, under a question, and by amount."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst

if TYPE_CHECKING:
    # Known to the stubs alone: the lazy words of Django answer the methods of text as well.
    from django.utils.functional import _StrOrPromise as Text
else:
    from django.utils.functional import Promise

    Text = str | Promise


@dataclass(frozen=True)
class Amount:
    """One answer to how much or which: the words on its chip, and those that stand alone."""

    chip: Text
    alone: Text = ""

    @property
    def told(self) -> Text:
        """Return the words that stand alone."""
        return self.alone or self.chip


@dataclass(frozen=True)
class Words:
    """The words of one sign.

    `told` stands alone: "chest pain, new or getting worse". `under` is the part of it that a tick
    needs below a question or a line that says the rest: "chest pain". `question` asks for it where
    it is no tick. `amounts` are the answers to how much or which, by their stored code.
    """

    told: Text
    under: Text = ""
    question: Text = ""
    amounts: tuple[tuple[str, Amount], ...] = ()

    @property
    def label(self) -> Text:
        """Return what a tick says."""
        return capfirst(self.under or self.told)

    @property
    def label_alone(self) -> Text:
        """Return what a question says where no other stands above it."""
        return capfirst(self.told)

    @property
    def below(self) -> Text:
        """Return the words as they stand under a question that says the rest."""
        return self.under or self.told

    def chip(self, code: str) -> Text:
        """Return the words of an answer to how much. Raises KeyError for an unknown code."""
        return dict(self.amounts)[code].chip

    def of(self, code: str) -> Text:
        """Return what a stored code says, to stand alone."""
        amount = dict(self.amounts).get(code)
        return amount.told if amount else self.told
