"""Faults of a start that says nothing, and of a site that waits for what is away."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
    Bug(
        "A setting in quotes is kept with them",
        "set-up",
        "carelog/env.py",
        'value[0] in "\\"\'"',
        'value[0] in ""',
        ("tests/frame/test_start.py",),
    ),
    Bug(
        "A misspelt setting is not noticed",
        "set-up",
        "carelog/settings.py",
        "env.refuse_unknown()\n",
        "\n",
        ("tests/frame/test_start.py",),
    ),
    Bug(
        "Links are made of an address with a path",
        "set-up",
        "carelog/env.py",
        'if parts.path.strip("/") or parts.query',
        "if parts.query",
        ("tests/frame/test_start.py",),
    ),
    Bug(
        "What stands behind a # in a database password is dropped",
        "set-up",
        "carelog/databases.py",
        'if "#" not in url:',
        "if url:",
        ("tests/frame/test_start.py",),
    ),
    Bug(
        "Without style sheets it is ready",
        "away",
        "carelog/readiness.py",
        "(migrations, writable, static_files)",
        "(migrations, writable)",
        ("tests/frame/test_public_pages.py",),
    ),
    Bug(
        "Without the table of limits, or without leave to write, it is ready",
        "away",
        "carelog/readiness.py",
        "(migrations, writable, static_files)",
        "(migrations, static_files)",
        ("tests/frame/test_public_pages.py",),
    ),
)
