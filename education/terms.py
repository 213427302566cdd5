"""Words that need explaining, and finding them in running text."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from django.utils.text import slugify

#: What is said is followed by its source, in brackets.
SOURCE = re.compile(r"\([A-Z][^)]*\)")


@dataclass(frozen=True)
class Term:
    """A word of the glossary. `also` are its other forms, `page` is the slug of a page or ""."""

    term: str
    also: tuple[str, ...]
    meaning: str
    page: str

    @property
    def slug(self) -> str:
        """Return its anchor in the glossary."""
        return slugify(self.term)

    @property
    def forms(self) -> tuple[str, ...]:
        """Return every form under which it can be met."""
        return (self.term, *self.also)


class Words:
    """The terms of a glossary, to be found in running text.

    What is written in capitals alone, such as PET, is only found so; all else in any case.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_form = {_key(form): term for term in terms for form in term.forms}
        longest_first = sorted(self._by_form, key=len, reverse=True)
        forms = "|".join(_alternative(form) for form in longest_first)
        self._pattern = re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)

    def find(self, text: str) -> Iterator[tuple[re.Match[str], Term]]:
        """Give each place where a term stands as a whole word, names of sources left out."""
        if not self._by_form:
            return
        sources = [found.span() for found in SOURCE.finditer(text)]
        for found in self._pattern.finditer(text):
            if not any(start < found.start() < end for start, end in sources):
                yield found, self._by_form[_key(found.group(), self._by_form)]


def _key(form: str, known: Container[str] = ()) -> str:
    return form if form.isupper() and (not known or form in known) else form.lower()


def _alternative(form: str) -> str:
    return f"(?-i:{re.escape(form)})" if form.isupper() else re.escape(form)
