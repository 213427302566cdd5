"""What breaks each rule of the table of messages, and a row that breaks none."""

from carelog.outbox.models import Message
from tests import cast

VALID = {"key": "k", "to_email": "n@example.org", "subject": "S", "body": "B"}
SENT = {"sent_at": cast.NOON, "tries": 1, "body": ""}
GIVEN_UP = {"given_up_at": cast.NOON, "tries": 11, "body": "", "last_error": "TimeoutError"}

CHECKS = [
    ("message_is_whole", Message, {"subject": ""}, ""),
    ("message_is_whole", Message, {"key": ""}, ""),
    ("message_is_whole", Message, {"to_email": ""}, ""),
    ("message_is_urgent_or_quiet", Message, {"urgent": True, "quiet_zone": "Europe/Berlin"}, ""),
    ("message_waits_with_its_words", Message, {"body": ""}, ""),
    ("message_ends_without_its_words", Message, SENT | {"body": "B"}, ""),
    ("message_ends_without_its_words", Message, SENT | {"html": "<p>B</p>"}, ""),
    ("message_ends_without_its_words", Message, GIVEN_UP | {"body": "B"}, ""),
    ("message_ends_after_a_try", Message, SENT | {"tries": 0}, ""),
    ("message_ends_after_a_try", Message, GIVEN_UP | {"tries": 0}, ""),
    ("message_has_one_end", Message, SENT | GIVEN_UP, ""),
    ("message_given_up_says_why", Message, GIVEN_UP | {"last_error": ""}, ""),
]
