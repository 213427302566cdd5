from django.urls import path

from carelog.upkeep import views

urlpatterns = [
    path("account/demo/<str:token>/", views.demo_sign_in, name="demo_sign_in"),
]
