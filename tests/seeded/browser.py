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
    Bug(
        "What was typed is not shown where the right to write was taken back",
        "last metre",
        "carelog/errors.py",
        'context["typed"] = [] if status == 413 else typed(request)',
        'context["typed"] = []',
        ("tests/frame/test_refused.py",),
    ),
    Bug(
        "What was typed into an entry removed meanwhile is gone",
        "last metre",
        "carelog/diary/entry_views.py",
        "errors.typed(request) if status == 409 else []",
        "[]",
        ("tests/frame/test_refused.py",),
    ),
    Bug(
        "An address that only takes a form is a blank page",
        "last metre",
        "carelog/policy.py",
        "if response.status_code != 405 or response.content:",
        "if response.status_code:",
        ("tests/frame/test_refused.py",),
    ),
)
