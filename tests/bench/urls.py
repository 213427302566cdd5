"""Every address of the site, and what its pages are compared with."""

from django.urls import path

from carelog.policy import ROUTES, Policy
from carelog.urls import *
from tests.bench import served

urlpatterns = [
    path("bench/empty/", served.empty, name="bench_empty"),
    path("bench/rest/", served.rest, name="bench_rest"),
    path("bench/record/<uuid:patient_id>/", served.record, name="bench_record"),
    path("bench/plain/<uuid:patient_id>/", served.without_pictures, name="bench_plain"),
    path("bench/insert/", served.insert, name="bench_insert"),
    *urlpatterns,
]
ROUTES |= {
    "bench_empty": Policy.SIGNED_IN,
    "bench_rest": Policy.SIGNED_IN,
    "bench_record": Policy.RECORD,
    "bench_plain": Policy.RECORD,
    "bench_insert": Policy.SIGNED_IN,
}
