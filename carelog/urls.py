"""Every address of the site. policy.ROUTES says who may open each."""

from django.urls import include, path

from carelog import public

urlpatterns = [
    path("", public.welcome, name="welcome"),
    path("about/", public.about, name="about"),
    path("healthz/", public.healthz, name="healthz"),
    path("readyz/", public.readyz, name="readyz"),
    path("robots.txt", public.robots_txt, name="robots_txt"),
    path("learn/", include("education.urls")),
    path("account/", include("carelog.accounts.urls")),
    path("patients/", include("carelog.patients.urls")),
    path("", include("carelog.safety.urls")),
    path("", include("carelog.dashboard.urls")),
    path("", include("carelog.diary.urls")),
    path("", include("carelog.sharing.urls")),
    path("", include("carelog.upkeep.urls")),
]

handler400 = "carelog.errors.bad_request"
handler403 = "carelog.errors.denied"
handler404 = "carelog.errors.not_found"
handler500 = "carelog.faults.server_error"
