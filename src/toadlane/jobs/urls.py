"""Addresses of the jobs."""

from __future__ import annotations

from django.urls import path

from toadlane.jobs import views

app_name = "jobs"
urlpatterns = [
    path("c/<slug:coop>/jobs/", views.jobs, name="jobs"),
    path("house/jobs/", views.heart_page, name="heart"),
    path("health/jobs/", views.health, name="health"),
]
