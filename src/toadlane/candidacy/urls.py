"""Where people come in: one address for strangers, the others for those who take part."""

from __future__ import annotations

from django.urls import path

from toadlane.candidacy import along_views, evaluation_views, joining_views, step_views, views

app_name = "candidacy"
ROOM = "c/<slug:coop>/joining/"
ONE = f"{ROOM}people/<slug:person>/"
ASKED = f"{ROOM}applications/<uuid:application>/"
urlpatterns = [
    path("c/<slug:coop>/join/", joining_views.apply, name="apply"),
    path("c/<slug:coop>/join/thanks/", joining_views.applied, name="applied"),
    path("application/<str:token>/", joining_views.confirmation, name="confirmation"),
    path(ROOM, views.due, name="due"),
    path(f"{ROOM}together/", along_views.together, name="together"),
    path(f"{ROOM}page/", joining_views.page, name="page"),
    path(f"{ROOM}applications/", joining_views.applications, name="applications"),
    path(ASKED, joining_views.application, name="application"),
    path(f"{ASKED}acceptance/", joining_views.acceptance, name="acceptance"),
    path(f"{ASKED}refusal/", joining_views.refusal, name="refusal"),
    path(f"{ASKED}keeping/", joining_views.keeping, name="keeping"),
    path(ONE, views.standing, name="standing"),
    path(f"{ONE}mentor/", views.mentor, name="mentor"),
    path(f"{ONE}mentor/end/", views.mentor_end, name="mentor-end"),
    path(f"{ONE}stays/", views.stay, name="stay"),
    path(f"{ONE}exception/", step_views.letting_off, name="letting-off"),
    path(f"{ONE}evaluations/arranged/", evaluation_views.arrangement, name="arrangement"),
    path(f"{ONE}evaluations/", evaluation_views.holding, name="holding"),
    path(f"{ONE}evaluations/<uuid:evaluation>/", evaluation_views.evaluation, name="evaluation"),
    path(f"{ONE}step/", step_views.admission, name="admission"),
]
