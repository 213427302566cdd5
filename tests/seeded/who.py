"""Faults of who may do what, and of what a copy of the database gives away."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
    Bug(
        "A copy of the database signs in as everyone",
        "F6",
        "carelog/accounts/session_store.py",
        'hashlib.sha256(key.encode()).hexdigest() if key else ""',
        'key or ""',
        ("tests/accounts/test_session_store.py",),
    ),
    Bug(
        "Signing out the others leaves them in",
        "F6",
        "carelog/accounts/session_views.py",
        "exclude(session_key=current)",
        "exclude(session_key=current).none()",
        ("tests/accounts/test_sessions.py",),
    ),
    Bug(
        "One member floods the others with messages",
        "F7",
        "carelog/ceilings.py",
        "raise TooMany\n",
        "return\n",
        ("tests/talk/test_ceilings.py",),
    ),
    Bug(
        "The daily round is done by each who comes",
        "18.6",
        "carelog/upkeep/daily.py",
        "if row.day == today:",
        "if row.day == today and not row.name:",
        ("tests/upkeep/test_daily.py",),
    ),
)
