"""Faults of what is typed: refused, lost or read as something else."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
    Bug(
        "A form answers in the words of a library",
        "E8",
        "carelog/accounts/apps.py",
        "error_words.speak()",
        "error_words.speak",
        ("tests/frame/test_error_words.py",),
    ),
    Bug(
        "Of two readings of a number one is taken unasked",
        "E1",
        "carelog/entries/quantity_fields.py",
        "if len(able) != 1:",
        "if not able:",
        ("tests/entries/test_quantity_field.py",),
    ),
    Bug(
        "A number is of the unit that is chosen by now",
        "E4",
        "carelog/entries/forms.py",
        "unit_typed_in(field.code, typed_in, reader)",
        'unit_typed_in(field.code, "", reader)',
        ("tests/entries/test_quantity_field.py",),
    ),
    Bug(
        "A number that is shown is refused when it is sent back",
        "E1",
        "carelog/entries/quantity_fields.py",
        "return clear(digits(value, self.unit))",
        "return digits(value, self.unit)",
        ("tests/entries/test_quantity_field.py",),
    ),
    Bug(
        "A number in brackets is no number to call",
        "typed",
        "carelog/patients/dialling.py",
        r'r"(?P<main>\(?\+?\(?[0-9]',
        r'r"(?P<main>\+?[0-9]',
        ("tests/patients/test_dialling.py",),
    ),
    Bug(
        "An extension is dialled as part of the number",
        "typed",
        "carelog/patients/dialling.py",
        'return f"{digits},{extension}" if extension else digits',
        'return f"{digits}{extension}" if extension else digits',
        ("tests/patients/test_dialling.py",),
    ),
    Bug(
        "A new page in a pasted report runs two words together",
        "typed",
        "carelog/text.py",
        r"[\r\x0b\x0c\x85\u2028\u2029]",
        r"[\r]",
        ("tests/frame/test_text.py",),
    ),
)
