"""What a person typed, in plain signs: digits of any script, full-width signs, marks unseen."""

import unicodedata

_SIGNS = {
    # U+066B and U+066C are the decimal sign and the thousands mark of Arabic numbers.
    **{"\u066b": ".", "\u066c": "'", "\u060c": ",", "\u066a": "%", "\u2044": "/", "\u2215": "/"},
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63", "-"),
    **dict.fromkeys("\u2018\u2019\u02b9\u02bc\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u2033\u02ba", '"'),
}


def in_plain_signs(typed: str) -> str:
    """Return a text with digits 0-9, signs of ASCII, plain spaces, and no mark that is not seen.

    For what is read by its signs alone: numbers, times, phone numbers, addresses. Letters and
    fractions such as "½" stay as they are.
    """
    return "".join(map(_plain, typed)).strip()


def _plain(sign: str) -> str:
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    if sign.isspace():
        return " "
    if "\uff01" <= sign <= "\uff5e":
        sign = chr(ord(sign) - 0xFEE0)
    # Marks of direction, zero-width signs and the like.
    return "" if unicodedata.category(sign) == "Cf" else _SIGNS.get(sign, sign)
