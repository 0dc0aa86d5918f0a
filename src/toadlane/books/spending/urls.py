"""Addresses of payments to others."""

from __future__ import annotations

from django.urls import path

from toadlane.books.spending import views

HERE = "c/<slug:coop>/money/spending/"
patterns = [
    path(HERE, views.spendings, name="spending"),
    path(f"{HERE}new/", views.begin, name="spending-new"),
    path(f"{HERE}alone/", views.alone, name="spending-alone"),
    path(f"{HERE}<uuid:authority>/", views.spending, name="spending-one"),
    path(f"{HERE}payments/<uuid:spending>/reversal/", views.reversal, name="spending-reversal"),
]
