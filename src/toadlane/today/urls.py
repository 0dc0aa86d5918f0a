"""Addresses of the hall and of the street's first page."""

from __future__ import annotations

from django.urls import path

from toadlane.today import views

app_name = "today"
urlpatterns = [
    path("", views.front, name="front"),
    path("c/<slug:coop>/", views.today, name="today"),
]
