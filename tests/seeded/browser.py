"""Faults of the last metre: what somebody typed is lost between the page and the server."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
    Bug(
        "A page does not say that it is CareLog's",
        "last metre",
        "carelog/middleware.py",
        'response["X-CareLog"] = "1"',
        'response.headers.setdefault("X-Other", "1")',
        ("tests/frame/test_headers.py",),
    ),
    Bug(
        "A redirect to HTTPS does not say that it is CareLog's",
        "last metre",
        "carelog/settings.py",
        '    "carelog.middleware.headers",\n    "csp.middleware.CSPMiddleware",\n'
        '    "carelog.in_front.in_front",\n    "django.middleware.security.SecurityMiddleware",\n',
        '    "csp.middleware.CSPMiddleware",\n    "carelog.in_front.in_front",\n'
        '    "django.middleware.security.SecurityMiddleware",\n    "carelog.middleware.headers",\n',
        ("tests/frame/test_headers.py",),
    ),
)
