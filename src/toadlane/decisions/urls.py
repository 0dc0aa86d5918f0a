"""Addresses of decisions."""

from __future__ import annotations

from django.urls import path

from toadlane.decisions import doing_views, views

app_name = "decisions"
urlpatterns = [
    path("c/<slug:coop>/decide/entered/", views.decide, name="decide"),
    path("c/<slug:coop>/decide/entry/", views.entry, name="entry"),
    path("c/<slug:coop>/decide/<uuid:authority>/", views.authority, name="authority"),
    path("c/<slug:coop>/decide/<uuid:authority>/confirmation/", views.confirmation, name="confirmation"),
    path("c/<slug:coop>/decide/<uuid:authority>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("c/<slug:coop>/decide/<uuid:authority>/doing/", doing_views.doing, name="doing"),
]
