"""The shipped settings, with what each request cost and the routes to compare with."""

from carelog.settings import *

ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.served.costs", *MIDDLEWARE]
