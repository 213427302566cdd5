"""python -m tests.fhir FOLDER: write Bundles of filled records there, for validate.mjs."""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
# A database file of its own, beside those of tests that may be running.
os.environ["PYTEST_XDIST_WORKER"] = "fhir"


def main(folder: Path) -> None:
    """Make a database of its own, fill records in it, write what comes out."""
    import django

    django.setup()
    from django.db import connection

    from carelog.exchange.fhir.code_system import code_system
    from tests.fhir.samples import samples
    from tests.quick_migrations import quick

    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    name = connection.settings_dict["NAME"]
    with quick():
        connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        for title, resource in (samples() | {"code-system": code_system()}).items():
            text = json.dumps(resource, ensure_ascii=False)
            (folder / f"{title}.json").write_text(text, encoding="utf-8")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
