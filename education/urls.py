from django.urls import path

from education import views

urlpatterns = [
    path("", views.learn, name="learn"),
    path("booklet/", views.learn_booklet, name="learn_booklet"),
    path("booklet.pdf", views.learn_booklet_pdf, name="learn_booklet_pdf"),
    path("<slug:slug>/", views.learn_page, name="learn_page"),
]
