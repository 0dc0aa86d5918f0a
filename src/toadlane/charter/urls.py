"""Addresses of the charter."""

from __future__ import annotations

from django.urls import path

from toadlane.charter import (
    asking_views,
    choosing_views,
    findings_views,
    founding_views,
    printing_views,
    views,
)

app_name = "charter"
urlpatterns = [
    path("c/<slug:coop>/charter/", views.charter, name="charter"),
    path("c/<slug:coop>/charter/ask/", asking_views.ask, name="ask"),
    path("c/<slug:coop>/charter/worth-a-look/", findings_views.findings, name="findings"),
    path("c/<slug:coop>/charter/matters/<slug:matter>/", asking_views.matter, name="matter"),
    path("c/<slug:coop>/charter/article/<int:number>/", views.article, name="article"),
    path("c/<slug:coop>/charter/article/<int:number>/history/", views.history, name="history"),
    path("c/<slug:coop>/charter/adoption/", founding_views.adoption, name="adoption"),
    path("c/<slug:coop>/charter/adoption/choosing/", choosing_views.choose, name="choosing"),
    path("c/<slug:coop>/charter/adoption/comparing/", choosing_views.compare, name="comparing"),
    path("c/<slug:coop>/charter/adoption/models/<slug:model>/", founding_views.model, name="model"),
    path("c/<slug:coop>/charter/adoption/text/", founding_views.draft, name="draft"),
    path("c/<slug:coop>/charter/adoption/text/articles/", choosing_views.take, name="taking"),
    path("c/<slug:coop>/charter/adoption/founding/", founding_views.founding, name="founding"),
    path("c/<slug:coop>/charter/print/", printing_views.choice, name="print"),
    path("c/<slug:coop>/charter/print/bylaws.<slug:form>", printing_views.printed, name="printed"),
    path("c/<slug:coop>/charter/text.md", views.text_in_force, name="text"),
    path("c/<slug:coop>/charter/adopted/<slug:name>.md", views.adopted_text, name="adopted"),
]
