"""Where a co-op begins."""

from __future__ import annotations

from django.urls import path

from toadlane.founding import views

app_name = "founding"
urlpatterns = [
    path("start/", views.start, name="start"),
]
