"""What breaks each rule of the table of emergency facts, but for rules on one column alone."""

from carelog.safety.models import EmergencyFacts

NOTHING = dict.fromkeys(EmergencyFacts.kept_fields, "")

CHECKS = [
    ("emergencyfacts_version_from_one", EmergencyFacts, {"version": 0}, ""),
    ("emergency-facts_say_something", EmergencyFacts, NOTHING, "Answer at least one question."),
]
UNIQUE = [("emergencyfacts_uid_once", EmergencyFacts, {"allergies": "latex"}, "")]
