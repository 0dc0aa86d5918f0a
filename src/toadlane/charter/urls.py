"""Addresses of the charter."""

from __future__ import annotations

from django.urls import path

from toadlane.charter import views

app_name = "charter"
urlpatterns = [
    path("c/<slug:coop>/charter/", views.charter, name="charter"),
    path("c/<slug:coop>/charter/article/<int:number>/", views.article, name="article"),
    path("c/<slug:coop>/charter/text.md", views.text_in_force, name="text"),
    path("c/<slug:coop>/charter/adopted/<slug:name>.md", views.adopted_text, name="adopted"),
]
