"""Addresses of opening balances."""

from __future__ import annotations

from django.urls import path

from toadlane.books.opening import views

HERE = "c/<slug:coop>/money/opening/"
patterns = [
    path(HERE, views.opening, name="opening"),
    path(f"{HERE}people/<slug:person>/", views.person, name="opening-person"),
    path(f"{HERE}common/", views.common, name="opening-common"),
    path(f"{HERE}settling/", views.settling, name="opening-settling"),
    path(f"{HERE}discard/", views.discard, name="opening-discard"),
    path(f"{HERE}posting/", views.posting, name="opening-posting"),
    path(f"{HERE}reversal/", views.reversal, name="opening-reversal"),
    path(f"{HERE}table/<slug:form>/", views.table, name="opening-table"),
]
