"""Addresses of a meeting that is held."""

from __future__ import annotations

from django.urls import path

from toadlane.live import views, writing_views

app_name = "live"
LIVE = "c/<slug:coop>/meetings/<uuid:meeting>/live/"
urlpatterns = [
    path(LIVE, views.live, name="live"),
    path(f"{LIVE}now/", views.now, name="now"),
    path(f"{LIVE}opening/", views.opening, name="opening"),
    path(f"{LIVE}acting/", views.acting, name="acting"),
    path(f"{LIVE}rounds/", views.rounds, name="rounds"),
    path(f"{LIVE}proposals/", views.putting, name="putting"),
    path(f"{LIVE}position/", views.standing, name="standing"),
    path(f"{LIVE}notes/", writing_views.notes, name="notes"),
    path(f"{LIVE}notes/<uuid:note>/", writing_views.note, name="note"),
    path(f"{LIVE}notes/<uuid:note>/striking/", writing_views.striking, name="striking"),
    path(f"{LIVE}decisions/", writing_views.decisions, name="decisions"),
    path(f"{LIVE}decisions/<uuid:decision>/", writing_views.decision, name="decision"),
    path(
        f"{LIVE}decisions/<uuid:decision>/striking/",
        writing_views.decision_striking,
        name="decision-striking",
    ),
    path(f"{LIVE}actions/", writing_views.actions, name="actions"),
    path(f"{LIVE}actions/<uuid:action>/", writing_views.action, name="action"),
    path(f"{LIVE}actions/<uuid:action>/striking/", writing_views.action_striking, name="action-striking"),
]
