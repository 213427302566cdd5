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
        'context["typed"] = typed(request) if is_read else []',
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
    Bug(
        "A long text is cut in silence",
        "last metre",
        "templates/django/forms/widgets/attrs.html",
        " data-most=",
        " maxlength=",
        ("tests/frame/test_nothing_cut.py",),
    ),
    Bug(
        "How much is too many is not said",
        "last metre",
        "carelog/text.py",
        "AtMost(one.limit_value) if type(one) is MaxLengthValidator else one",
        "one",
        ("tests/frame/test_nothing_cut.py",),
    ),
    Bug(
        "A link with a full stop behind it is dead",
        "last metre",
        "carelog/links/forms.py",
        'r"#([\\w-]{43})|(?<![\\w-])([\\w-]{43})(?![\\w-])"',
        'r"#([\\w-]{43})$|(?<![\\w-])([\\w-]{43})$"',
        ("tests/links/test_pasted.py",),
    ),
    Bug(
        "A passcode with its words around it is a wrong try",
        "last metre",
        "carelog/links/actions.py",
        "for c in passcode if c.isdigit())",
        "for c in passcode)",
        ("tests/links/test_pasted.py",),
    ),
    Bug(
        "A link is made before anyone has read what it will show",
        "last metre",
        "carelog/links/link_views.py",
        'if is_valid and "sure" in request.POST:',
        "if is_valid and request.POST:",
        ("tests/links/test_link_new.py",),
    ),
    Bug(
        "The next press overwrites when a number is answered, unseen",
        "last metre",
        "templates/patients/number_form.html",
        "{% if current.hours %}",
        "{% if current.hour %}",
        ("tests/frame/test_refused.py",),
    ),
)
