from django.urls import include, path

from carelog.accounts import session_views, views

urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("still-here/", views.still_here, name="still_here"),
    path("invited/<str:token>/", views.signup_invitation, name="signup_invitation"),
    path("factors/webauthn/login/", views.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("factors/", include("allauth.mfa.urls")),
    path("sessions/", session_views.session_list, name="session_list"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("email/", views.email, name="account_email"),
    path("", include("allauth.account.urls")),
]
