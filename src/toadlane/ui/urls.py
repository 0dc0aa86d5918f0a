"""The design system's own pages."""

from __future__ import annotations

from django.urls import path

from toadlane.ui import views

app_name = "ui"
urlpatterns = [
    path("ui/", views.style, name="style"),
    path("comfort/", views.comfort, name="comfort"),
]
