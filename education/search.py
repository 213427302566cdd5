"""Finding a page or a word, also when it is typed wrong."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from education.pages import FALLBACK, Page, all_pages
from education.terms import Term

WORD = re.compile(r"[^\W_]+")
MARKUP = re.compile(r"\]\([^)]*\)|\{[^}]*\}")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
SKIPPED = frozenset(
    """a about am an and any are as at be but by can do does for from get has have how i if in is it
    me my no not of on or our should so that the their them then there they this to us was we what
    when where which who why will with you your""".split()  # noqa: SIM905  a list is longer
)
MOST_RESULTS = 8
#: How alike two words must be, from 0 to 1, to be taken for the same.
ALIKE, SOUNDS_ALIKE, BEGINS_ALIKE = 0.72, 0.8, 0.85
SOUNDS_AT_LEAST, STEM = 0.5, 0.6
LONG_ENOUGH = 4
#: What it is worth that all of a phrase a page is looked for by was typed.
PHRASE = 10


@dataclass(frozen=True)
class Found:
    """What a search found: pages, the best first, and words whose meaning was asked for."""

    pages: tuple[Page, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Index:
    """Every word of every page: what it weighs where, how rare it is, how it sounds."""

    weights: dict[str, dict[str, float]]
    rarity: dict[str, float]
    sounds: dict[str, list[str]]


def search(text: str, language: str = FALLBACK) -> Found:
    """Return what fits best to what a person typed; nothing for words that fit nowhere."""
    index = index_of(language)
    words = list(_meant(_words(text), index))
    scores: dict[str, float] = defaultdict(float)
    for page in all_pages(language):
        if any(_is_said(phrase, words) for phrase in page.found_by):
            scores[page.slug] += PHRASE
    for word in words:
        # What a typing error could mean counts once for each page, at its best.
        best: dict[str, float] = {}
        for known, likeness in _like(word, index):
            for slug, weight in index.weights[known].items():
                worth = likeness**4 * weight * index.rarity[known]
                best[slug] = max(best.get(slug, 0), worth)
        for slug, worth in best.items():
            scores[slug] += worth
    pages = sorted(
        (page for page in all_pages(language) if page.slug in scores),
        key=lambda page: (-scores[page.slug], page.order),
    )
    return Found(tuple(pages[:MOST_RESULTS]), _terms(text, language))


def _is_said(phrase: str, words: list[str]) -> bool:
    parts = _words(phrase)
    return len(parts) > 1 and set(parts) <= set(words)


@cache
def index_of(language: str) -> Index:
    """Return the index of all pages of a language, made once."""
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    pages = all_pages(language)
    for page in pages:
        for weight, text in _weighed(page, pages):
            for word, times in Counter(_words(text)).items():
                weights[word][page.slug] += weight * (1 + log(times))
    rarity = {word: log(1 + len(pages) / len(where)) for word, where in weights.items()}
    sounds: dict[str, list[str]] = defaultdict(list)
    for word in weights:
        sounds[jellyfish.metaphone(word)].append(word)
    return Index({word: dict(where) for word, where in weights.items()}, rarity, dict(sounds))


def _weighed(page: Page, pages: tuple[Page, ...]) -> Iterator[tuple[float, str]]:
    """Give the texts of a page, each with what a word in it weighs."""
    yield 6, f"{page.title} {page.slug}"
    yield 5, " ".join(page.found_by)
    yield 4, page.question
    yield 3, f"{page.summary} {page.in_short}"
    yield 2, " ".join(HEADING.findall(page.text))
    yield 1, MARKUP.sub(" ", page.text)
    terms = [term for other in pages for term in other.terms]
    yield 5, " ".join(form for term in terms if term.page == page.slug for form in term.forms)
    yield 2, " ".join(form for term in page.terms for form in term.forms)


def _words(text: str) -> list[str]:
    return [word for word in WORD.findall(text.lower()) if word not in SKIPPED]


def _meant(words: list[str], index: Index) -> Iterator[str]:
    """Give the words of a search: one torn apart as one, two written together as two."""
    joined = {a + b for a, b in pairwise(words) if a + b in index.weights}
    yield from joined
    parts = {word for a, b in pairwise(words) if a + b in joined for word in (a, b)}
    for word in words:
        if word not in parts:
            yield from _split(word, index)


def _split(word: str, index: Index) -> list[str]:
    if word in index.weights:
        return [word]
    for at in range(3, len(word) - 2):
        pieces = [word[:at], word[at:]]
        if all(piece in index.weights for piece in pieces):
            return pieces
    return [word]


def _like(word: str, index: Index) -> Iterator[tuple[str, float]]:
    """Give the known words that a word can stand for, with how alike they are."""
    if word in index.weights:
        yield word, 1.0
    if len(word) < LONG_ENOUGH:
        return
    near = process.extract(
        word,
        index.weights.keys(),
        scorer=OSA.normalized_similarity,
        score_cutoff=ALIKE,
        limit=None,
    )
    for known, likeness, _key in near:
        if known != word and len(known) >= LONG_ENOUGH:
            yield known, likeness
    for known in index.sounds.get(jellyfish.metaphone(word), ()):
        if OSA.normalized_similarity(word, known) >= SOUNDS_AT_LEAST:
            yield known, SOUNDS_ALIKE
    for known in index.weights:
        if known != word and _begins_alike(word, known):
            yield known, BEGINS_ALIKE


def _begins_alike(word: str, known: str) -> bool:
    """Say whether a word is the beginning of another, or differs in its ending alone."""
    same = Prefix.similarity(word, known)
    return same >= LONG_ENOUGH and (same == len(word) or same >= STEM * max(len(word), len(known)))


def _terms(text: str, language: str) -> tuple[Term, ...]:
    """Return the terms that what was typed is a form of, or nearly one."""
    asked = " ".join(WORD.findall(text.lower()))
    if not asked:
        return ()
    terms = [term for page in all_pages(language) for term in page.terms]
    return tuple(
        term
        for term in terms
        if any(
            OSA.normalized_similarity(asked, form.lower()) >= BEGINS_ALIKE for form in term.forms
        )
    )
