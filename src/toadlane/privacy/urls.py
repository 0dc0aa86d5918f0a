"""Addresses of privacy."""

from __future__ import annotations

from django.urls import path

from toadlane.privacy import closing_views, emergency_views, views

app_name = "privacy"
ROOM = "c/<slug:coop>/privacy/"
ONE = f"{ROOM}emergencies/<uuid:emergency>/"

urlpatterns = [
    path(ROOM, views.privacy, name="privacy"),
    path(f"{ROOM}who-sees-what/", views.who_sees_what, name="who-sees-what"),
    path(f"{ROOM}details/", views.own_details, name="details"),
    path(f"{ROOM}details-of-others/", views.others, name="others"),
    path(f"{ROOM}details-of-others/<slug:person>/<slug:of_class>/look/", views.look, name="look"),
    path(f"{ROOM}closed/<uuid:thread>/", closing_views.closing, name="closing"),
    path(f"{ROOM}closed/<uuid:thread>/opening/", closing_views.opening, name="opening"),
    path(f"{ROOM}emergencies/", emergency_views.emergencies, name="emergencies"),
    path(ONE, emergency_views.emergency, name="emergency"),
    path(f"{ONE}agreement/", emergency_views.agreement, name="agreement"),
    path(f"{ONE}end/", emergency_views.end, name="end"),
]
