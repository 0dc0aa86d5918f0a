"""Where onboarding is."""

from __future__ import annotations

from django.urls import path

from toadlane.onboarding import views

app_name = "onboarding"
urlpatterns = [
    path("c/<slug:coop>/onboarding/", views.onboarding, name="list"),
    path("c/<slug:coop>/onboarding/<slug:person>/", views.person, name="person"),
    path("c/<slug:coop>/onboarding/<slug:person>/<uuid:step>/", views.tick, name="tick"),
]
