"""Which characters the typesetter has letters for, and what stands for those it has not.

The letters of matplotlib's own DejaVu Sans are there wherever CareLog runs: Latin, Greek, Cyrillic,
Arabic, Hebrew, Georgian and more. Packages bring those of PACKAGES. Other scripts, such as Chinese,
are set in whatever font the machine has for them.
A picture character without a letter becomes its Unicode name in brackets, "[bone]"; any other
character without one becomes a box.
"""

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

from carelog.dashboard.chart.svg import plain

OWN, BOX = "DejaVu Sans", "\u25af"
#: Fonts that come as Python packages: Devanagari, Bengali, Tamil, Telugu, Thai, Khmer.
PACKAGES = (
    *("fontpkg_noto_sans_devanagari", "fontpkg_hind_siliguri", "fontpkg_noto_sans_tamil"),
    *("fontpkg_noto_sans_telugu", "fontpkg_noto_sans_thai", "fontpkg_noto_sans_khmer"),
)
LONGEST = 5000
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
JOINERS = "\u200c\u200d"
_EMOJI = (
    "[\u203c\u2049\u20e3\u2100-\u214f\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
#: One picture, or several joined to one, with what colours them or makes them pictures.
PICTURES = re.compile(
    f"[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{{2}}"
    f"|{_EMOJI}[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
    f"(?:\u200d{_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)
_MODIFIERS = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG = 0x1F1E6


@cache
def fonts() -> typst.Fonts:
    """Return the fonts of this machine, of packages and our own, searched for once."""
    return typst.Fonts(font_paths=_paths())


def _paths() -> list[Path]:
    """Return where the fonts lie that come with the install."""
    found = [spec for spec in map(find_spec, PACKAGES) if spec is not None]
    return [_own_folder(), *(Path(str(spec.origin)).with_name("files") for spec in found)]


@cache
def _own_folder() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def _letters(path: Path | str) -> frozenset[int]:
    """Return the characters a font has a letter for; none where it cannot be read."""
    from matplotlib.ft2font import FT2Font

    try:
        return frozenset(FT2Font(str(path)).get_charmap())
    except (RuntimeError, OSError, ValueError):
        return frozenset()


@cache
def _own() -> frozenset[int]:
    return _letters(_own_folder() / "DejaVuSans.ttf") & _letters(
        _own_folder() / "DejaVuSans-Bold.ttf"
    )


@cache
def _others() -> dict[str, frozenset[int]]:
    """Return the letters of each other family, those made for running text first."""
    found = {
        font.family: font.path
        for font in fonts().fonts()
        if font.path
        and font.index == 0
        and font.style == "normal"
        and font.family != OWN
        # Beside our own lie fonts for formulas, and one that draws a box for every character.
        and _own_folder() not in Path(font.path).parents
    }
    liked = sorted(found, key=lambda name: (not name.startswith("Noto"), "Mono" in name, name))
    return {family: _letters(found[family]) for family in liked}


@cache
def family_of(character: str) -> str:
    """Return the family with a letter for a character, "" where there is none."""
    code = ord(character)
    if code in _own():
        return OWN
    if unicodedata.category(character) in ("Co", "Cn", "Cs"):
        return ""
    return next((family for family, letters in _others().items() if code in letters), "")


def _is_dropped(character: str) -> bool:
    """Say whether a character only steers others and is never seen."""
    return unicodedata.category(character) == "Cf" or 0xFE00 <= ord(character) <= 0xFE0F


def unset_in(text: str) -> str:
    """Return the letters of a text that become a box on paper, each once, in their order."""
    if text.isascii():
        return ""
    letters = dict.fromkeys(PICTURES.sub("", unicodedata.normalize("NFC", text)))
    seen = (c for c in letters if c.isprintable() and not _is_dropped(c))
    return "".join(c for c in seen if not family_of(c) and unicodedata.category(c)[0] != "M")


class Ink:
    """Makes texts that can be set, and remembers what it needed or had to replace.

    `families` are the fonts to set them in. `named` says whether a picture became its name, `lost`
    whether a character became a box. With `only_own` no font but our own is used.
    """

    def __init__(self, *, only_own: bool = False) -> None:
        self.only_own = only_own
        self.families: dict[str, None] = {OWN: None}
        self.named = self.lost = False

    def text(self, text: str) -> str:
        """Return a text on one line of which every character has a letter."""
        text = plain(unicodedata.normalize("NFC", text), LONGEST)
        if text.isascii():
            return text
        text = "".join(map(self._letter, PICTURES.sub(self._picture, text)))
        # What runs from right to left must not turn the words around it.
        turns = any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)
        return f"{ISOLATE}{text}{END_ISOLATE}" if turns else text

    def _picture(self, match: re.Match) -> str:
        text = match[0]
        if len(text.strip("\ufe0e\ufe0f")) == 1 and ord(text[0]) in _own():
            return text[0]
        self.named = True
        if _FLAG <= ord(text[0]) < _FLAG + 26:
            return "[flag {}]".format("".join(chr(ord("A") + ord(c) - _FLAG) for c in text))
        names = [unicodedata.name(c, "picture").lower() for c in _MODIFIERS.sub("", text)]
        return f"[{', '.join(names)}]"

    def _letter(self, character: str) -> str:
        if character in " \n" or character in JOINERS:
            return character
        if _is_dropped(character):
            return ""
        family = family_of(character)
        if family and (family == OWN or not self.only_own):
            self.families[family] = None
            return character
        self.lost = True
        return "" if unicodedata.category(character)[0] == "M" else BOX
