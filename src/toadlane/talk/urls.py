"""Addresses of talks."""

from __future__ import annotations

from django.urls import path

from toadlane.talk import file_views, listing_views, views

app_name = "talk"
urlpatterns = [
    path("c/<slug:coop>/talk/", listing_views.talks, name="list"),
    path("c/<slug:coop>/talk/reading/", listing_views.reading, name="reading"),
    path("c/<slug:coop>/talk/comments/<uuid:comment>/", views.comment, name="comment"),
    path("c/<slug:coop>/talk/comments/<uuid:comment>/place/", views.standing, name="place"),
    path("c/<slug:coop>/talk/comments/<uuid:comment>/edition/", views.edition, name="edition"),
    path("c/<slug:coop>/talk/comments/<uuid:comment>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("c/<slug:coop>/talk/comments/<uuid:comment>/met/", views.met, name="met"),
    path("c/<slug:coop>/talk/comments/<uuid:comment>/files/", file_views.comment_files, name="comment-files"),
    path("c/<slug:coop>/talk/files/<uuid:attachment>/", file_views.file, name="file"),
    path("c/<slug:coop>/talk/files/<uuid:attachment>/removal/", file_views.removal, name="file-removal"),
    path("c/<slug:coop>/talk/groups/<uuid:group>/", views.group, name="group"),
    path("c/<slug:coop>/talk/groups/<uuid:group>/end/", views.group_end, name="group-end"),
    path("c/<slug:coop>/talk/<slug:kind>/<slug:subject>/", views.talk, name="talk"),
    path("c/<slug:coop>/talk/<slug:kind>/<slug:subject>/files/", file_views.files, name="files"),
    path("c/<slug:coop>/talk/<slug:kind>/<slug:subject>/groups/", views.groups, name="groups"),
    path("c/<slug:coop>/talk/<slug:kind>/<slug:subject>/round/", views.round_begin, name="round"),
    path("c/<slug:coop>/talk/<slug:kind>/<slug:subject>/round/pass/", views.round_pass, name="pass"),
    path("c/<slug:coop>/talk/<slug:kind>/<slug:subject>/round/end/", views.round_end, name="round-end"),
    path("c/<slug:coop>/talk/<slug:kind>/<slug:subject>/following/", views.following, name="following"),
]
