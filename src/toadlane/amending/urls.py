"""Addresses of amendments that are drafted; all under the charter's."""

from __future__ import annotations

from django.urls import path

from toadlane.amending import article_views, exception_views, rule_views, views

app_name = "amending"
ROOM = "c/<slug:coop>/charter/amendments/"
ONE = f"{ROOM}<slug:name>/"
ARTICLE = f"{ONE}article/<int:number>/"

urlpatterns = [
    path(ROOM, views.drafts, name="drafts"),
    path("c/<slug:coop>/charter/new-amendment/", views.begin, name="begin"),
    path("c/<slug:coop>/charter/exceptions/", exception_views.exceptions, name="exceptions"),
    path("c/<slug:coop>/charter/new-exception/", exception_views.new_exception, name="new-exception"),
    path("c/<slug:coop>/charter/new-exception/asking/", exception_views.asking, name="exception-asking"),
    path("c/<slug:coop>/charter/exceptions/<uuid:exception>/end/", exception_views.end, name="end-exception"),
    path(ONE, views.draft, name="draft"),
    path(f"{ONE}difference/", views.difference, name="difference"),
    path(f"{ONE}text.md", views.text, name="text"),
    path(f"{ONE}day/", views.day, name="day"),
    path(f"{ONE}articles/", views.put, name="put"),
    path(f"{ONE}withdrawal/", views.withdrawal, name="withdrawal"),
    path(f"{ONE}restoration/", views.restoration, name="restoration"),
    path(f"{ONE}adoption/", views.adoption, name="adoption"),
    path(ARTICLE, article_views.article, name="article"),
    path(f"{ARTICLE}live/", article_views.live, name="live"),
    path(f"{ARTICLE}removal/", article_views.removal, name="removal"),
    path(f"{ARTICLE}return/", article_views.putting_back, name="putting-back"),
    path(f"{ARTICLE}anew/", article_views.anew, name="anew"),
    path(f"{ARTICLE}rule/", rule_views.new_rule, name="new-rule"),
    path(f"{ARTICLE}rule/<int:nth>/", rule_views.rule, name="rule"),
    path(f"{ARTICLE}edits/", article_views.edits, name="edits"),
]
