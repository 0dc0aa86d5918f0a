"""Addresses of the room of minutes."""

from __future__ import annotations

from django.urls import path

from toadlane.minutes import affairs, register_views, views

app_name = "minutes"
_MEETINGS = "c/<slug:coop>/meetings/"
_ONE = f"{_MEETINGS}minutes/<uuid:minutes>/"
urlpatterns = [
    path(f"{_MEETINGS}<uuid:meeting>/minutes/", views.of_meeting, name="minutes"),
    path(f"{_MEETINGS}affairs/", affairs.affairs, name="affairs"),
    path(f"{_MEETINGS}find/", register_views.find, name="find"),
    path(f"{_MEETINGS}decided/", register_views.decided, name="decided"),
    path(f"{_MEETINGS}decided.<str:form>", register_views.decided_file, name="decided-file"),
    path(f"{_MEETINGS}actions/", register_views.actions, name="actions"),
    path(f"{_MEETINGS}actions.<str:form>", register_views.actions_file, name="actions-file"),
    path(f"{_MEETINGS}actions/<uuid:action>/", register_views.action, name="action"),
    path(_ONE, views.one, name="one"),
    path(f"{_ONE}attendance/", views.attendance, name="attendance"),
    path(f"{_ONE}line/", views.line, name="line"),
    path(f"{_ONE}striking/", views.striking, name="striking"),
    path(f"{_ONE}none/", views.none, name="none"),
    path(f"{_ONE}sending/", views.sending, name="sending"),
    path(f"{_ONE}correction/", views.correction, name="correction"),
    path(f"{_ONE}answer/", views.answer, name="answer"),
    path(f"{_ONE}approval/", views.approval, name="approval"),
    path(f"{_ONE}together/", views.together, name="together"),
    path(f"{_ONE}contesting/", views.contesting, name="contesting"),
    path(f"{_ONE}closed/", views.closed, name="closed"),
    path(f"{_ONE}minutes.<str:form>", views.file, name="file"),
]
