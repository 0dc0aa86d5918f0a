"""Addresses of roles and bodies."""

from __future__ import annotations

from django.urls import path

from toadlane.roles import views

app_name = "roles"
ROOM = "c/<slug:coop>/roles/"
ONE = f"{ROOM}<str:post>/"
urlpatterns = [
    path(ROOM, views.roles, name="roles"),
    path(ONE, views.role, name="role"),
    path(f"{ONE}taking/", views.taking, name="taking"),
    path(f"{ONE}extension/", views.extension, name="extension"),
    path(f"{ONE}passing/", views.passing, name="passing"),
    path(f"{ONE}return/", views.giving_back, name="return"),
    path(f"{ONE}choice/", views.choice, name="choice"),
    path(f"{ONE}recall/", views.recall, name="recall"),
    path(f"{ONE}lot/", views.lot, name="lot"),
    path(f"{ONE}report/", views.report, name="report"),
    path(f"{ONE}hand-over/", views.handing_over, name="hand-over"),
]
