from django.urls import path

from carelog.talk import views

TALK = "patients/<uuid:patient_id>/talk/"

urlpatterns = [
    path(TALK, views.talk_page, name="talk"),
    path(TALK + "comments/", views.comment_new, name="comment_new"),
    path(TALK + "comments/read/", views.comments_read, name="comments_read"),
    path(TALK + "comments/<uuid:uid>/take-back/", views.comment_remove, name="comment_remove"),
    path(TALK + "tasks/", views.task_new, name="task_new"),
    path(TALK + "tasks/<uuid:uid>/done/", views.task_done, name="task_done"),
]
