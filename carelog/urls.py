"""Every address of the site. policy.ROUTES says who may open each."""

from django.urls import include, path

from carelog import public_views

urlpatterns = [
    path("", public_views.welcome, name="welcome"),
    path("about/", public_views.about, name="about"),
    path("healthz/", public_views.healthz, name="healthz"),
    path("readyz/", public_views.readyz, name="readyz"),
    path("robots.txt", public_views.robots_txt, name="robots_txt"),
    path("learn/", include("education.urls")),
    path("account/", include("carelog.accounts.urls")),
    path("patients/", include("carelog.patients.urls")),
    path("", include("carelog.safety.urls")),
    path("", include("carelog.dashboard.urls")),
    path("", include("carelog.diary.urls")),
    path("", include("carelog.summary.urls")),
    path("", include("carelog.talk.urls")),
    path("", include("carelog.exchange.urls")),
    path("", include("carelog.links.urls")),
    path("", include("carelog.sharing.urls")),
    path("", include("carelog.upkeep.urls")),
]

handler400 = "carelog.errors.bad_request"
handler403 = "carelog.errors.denied"
handler404 = "carelog.errors.not_found"
handler429 = "carelog.errors.too_often"
handler500 = "carelog.faults.server_error"
