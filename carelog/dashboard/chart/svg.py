"""A drawing of matplotlib, made fit to stand inside a page that allows no inline style.

Under such a policy a browser drops every `style` and paints all paths black. So styles become
presentation attributes, and colours become the page's own variables, light or dark.
"""

import re
from xml.etree import ElementTree

from carelog.text import BIDI_CONTROLS, ODD

LABEL_LENGTH = 40
DESCRIPTION_LENGTH = 600

SENTINELS = {
    "--chart-1": "#c0de01",
    "--chart-2": "#c0de02",
    "--chart-grid": "#c0de03",
    "--chart-text": "#c0de04",
    "--chart-band": "#c0de05",
    "--chart-goal": "#c0de06",
    "--chart-mark": "#c0de07",
}

_VARIABLES = {colour: f"var({name})" for name, colour in SENTINELS.items()}
_DROPPED_STYLES = {"font-family", "stroke-dashoffset", "stroke-miterlimit"}
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
UID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_UPRIGHT = re.compile(r"rotate\(-?0(\.0+)? ")


def clean(svg: str, *, uid: str, label: str, description: str) -> str:
    """The drawing as an `<svg>` element with a name and a description, ready to be inlined.

    `uid` (a letter, then letters, digits, - or _) must be unique in the page; all ids start
    with it. Raises ValueError for another uid, for input or output that is no XML, and for a
    colour that is not one of SENTINELS.
    """
    if not UID.fullmatch(uid):
        raise ValueError("this cannot be the start of an id")
    root = _parsed(svg)
    _drop_unwanted(root)
    for element in root.iter():
        _rewrite(element, uid)
    _keep_used_ids(root)
    _size(root)
    _name(root, uid, label, description)
    text = ElementTree.tostring(root, encoding="unicode")
    _check(text)
    return text


def paths(svg: str) -> list[ElementTree.Element]:
    """The paths of a drawing, in the colours of the page, to stand in a picture of another kind."""
    root = _parsed(svg)
    _drop_unwanted(root)
    for element in root.iter():
        _rewrite(element, "p")
        element.attrib.pop("id", None)
    return list(root.iter("path"))


def plain(text: str, length: int) -> str:
    """The text on one line, at most `length` characters, without what XML or a reader trips on.

    Control characters, surrogates, noncharacters and direction overrides go; a cut ends in "…".
    """
    # A cut before the scan keeps a label of millions of characters cheap.
    spaced = re.sub(r"\s", " ", text[: length * 20]).translate(BIDI_CONTROLS)
    kept = " ".join(ODD.sub("", spaced).split())
    return kept if len(kept) <= length else kept[: length - 1].rstrip() + "…"


def relative(path: str) -> str:
    """The same path in relative commands: a third shorter, and it compresses far better.

    Steps are whole tenths of what was rounded before, so none adds to the error of the one
    before. A path with anything but straight lines stays as it is.
    """
    said, x, y, start = [], 0, 0, (0, 0)
    words = iter(path.split())
    for word in words:
        if word in ("z", "Z"):
            said.append("z")
            x, y = start
        elif word in ("M", "L"):
            to_x, to_y = (round(float(next(words)) * 10) for _axis in "xy")
            step = f"{_tenths(to_x - x)} {_tenths(to_y - y)}"
            if not said:
                said.append(f"M{step}")
            else:
                said.append("h0" if (word, step) == ("L", "0 0") else word.lower() + step)
            x, y = to_x, to_y
            start = (x, y) if word == "M" else start
        else:
            return " ".join(path.split())
    return "".join(said)


def _tenths(number: int) -> str:
    whole, rest = divmod(abs(number), 10)
    return f"{'-' * (number < 0)}{whole}{f'.{rest}' if rest else ''}"


def _parsed(svg: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(svg)  # noqa: S314  our own drawing
    except (ElementTree.ParseError, UnicodeEncodeError) as error:
        raise ValueError("the drawing is not well-formed") from error


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _drop_unwanted(root: ElementTree.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if _local(child.tag) in ("metadata", "style", "script"):
                parent.remove(child)
        if _local(parent.tag) == "defs" and not len(parent) and parent in root:
            root.remove(parent)


def _rewrite(element: ElementTree.Element, uid: str) -> None:
    element.tag = _local(element.tag)
    found = {_local(name): value for name, value in element.attrib.items()}
    for part in found.pop("style", "").split(";"):
        name, _, value = part.partition(":")
        if value and name.strip() not in _DROPPED_STYLES:
            found[name.strip()] = value.strip()
    if _UPRIGHT.match(found.get("transform", "")):
        del found["transform"]
    element.attrib.clear()
    for name, value in found.items():
        element.set(name, _rewritten(name, value, uid))
    if element.tag != "text":
        element.text = None
    element.tail = None


def _rewritten(name: str, value: str, uid: str) -> str:
    if name == "id":
        return f"{uid}-{value}"
    if name == "href" and value.startswith("#"):
        return f"#{uid}-{value[1:]}"
    if name == "d":
        return relative(value)
    value = _REFERENCE.sub(rf"url(#{uid}-\1)", value)
    return _VARIABLES.get(value.lower(), value)


def _keep_used_ids(root: ElementTree.Element) -> None:
    everything = [value for element in root.iter() for value in element.attrib.values()]
    used = {value[1:] for value in everything if value.startswith("#")}
    used.update(match for value in everything for match in _REFERENCE.findall(value))
    for element in root.iter():
        if element.get("id") not in used:
            element.attrib.pop("id", None)


def named(root: ElementTree.Element, uid: str, label: str, description: str, look: str) -> str:
    """A picture of strokes and words as text, with a name and a description.

    `uid` is as `clean` has it, `look` its classes. Raises ValueError for another uid, and for a
    colour without a variable.
    """
    if not UID.fullmatch(uid):
        raise ValueError("this cannot be the start of an id")
    root.attrib.update({"class": look, "stroke-linejoin": "round"})
    _name(root, uid, label, description)
    text = ElementTree.tostring(root, encoding="unicode")
    _check(text)
    return text


def _check(text: str) -> None:
    if "#c0de" in text or re.search(r'="#[0-9a-f]{3,8}"', text):
        raise ValueError("a colour has no variable")
    _parsed(text)


def _size(root: ElementTree.Element) -> None:
    width = root.get("width", "").removesuffix("pt")
    height = root.get("height", "").removesuffix("pt")
    box = root.get("viewBox", f"0 0 {width} {height}")
    root.attrib.clear()
    # Matplotlib leaves the joins to the style block that was dropped.
    size = {"class": f"w{width}", "width": width, "height": height, "viewBox": box}
    root.attrib.update(size | {"stroke-linejoin": "round"})


def _name(root: ElementTree.Element, uid: str, label: str, description: str) -> None:
    parts = {"aria-labelledby": f"{uid}-title", "aria-describedby": f"{uid}-desc"}
    root.attrib.update({"xmlns": "http://www.w3.org/2000/svg", "role": "img"} | parts)
    desc = ElementTree.Element("desc", {"id": f"{uid}-desc"})
    desc.text = plain(description, DESCRIPTION_LENGTH)
    title = ElementTree.Element("title", {"id": f"{uid}-title"})
    title.text = plain(label, LABEL_LENGTH)
    root[:0] = [title, desc]
