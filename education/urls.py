from django.urls import path

from education import views

urlpatterns = [
    path("", views.learn, name="learn"),
    path("<slug:slug>/", views.learn_page, name="learn_page"),
]
