"""The shipped settings, with what a test run needs: its own databases and a fast hasher."""

import os

from carelog import env

#: What the tests alone are told by the environment.
OF_TESTS = {
    "CARELOG_TEST_DATABASE_URL",
    "CARELOG_TEST_SERVER_ENDS",
    "CARELOG_PICTURES",
    "CARELOG_SUITE_COST",
}
env.KNOWN |= OF_TESTS
os.environ |= {
    "CARELOG_SECRET_KEY": "x7-for-tests-only-" + "abcdefghijklmnopqrstuvwxyz0123456789",
    "CARELOG_PUBLIC_URL": "http://localhost",
    "CARELOG_HTTP_ON_LOOPBACK": "yes",
    "CARELOG_SIGNUP": "open",
    "CARELOG_DATABASE_URL": os.environ.get("CARELOG_TEST_DATABASE_URL", "sqlite:///:memory:"),
}

from carelog.settings import *

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
# Rate limits have tests of their own; elsewhere they would tie one test to another.
ACCOUNT_RATE_LIMITS = False
LOGGING_CONFIG = None

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    BASE_DIR.joinpath("var").mkdir(exist_ok=True)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "var" / f"test-{worker}.sqlite3")}
