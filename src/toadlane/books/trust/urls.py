"""Addresses of trust runs."""

from __future__ import annotations

from django.urls import path

from toadlane.books.trust import views

HERE = "c/<slug:coop>/money/years/<int:year>/trust/"
patterns = [
    path(HERE, views.runs, name="trust"),
    path(f"{HERE}<uuid:run>/", views.run, name="trust-run"),
    path(f"{HERE}<uuid:run>/removal/", views.removal, name="trust-removal"),
]
