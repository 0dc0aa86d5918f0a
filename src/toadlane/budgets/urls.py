"""Addresses of budget rounds."""

from __future__ import annotations

from django.urls import path

from toadlane.budgets import bringing_views, views, voting_views

app_name = "budgets"
ROOM = "c/<slug:coop>/budgets/"
ONE = f"{ROOM}<uuid:budget_round>/"
PROJECT = f"{ONE}projects/<int:project>/"
urlpatterns = [
    path(ROOM, views.rounds, name="rounds"),
    path(f"{ROOM}new/", views.opening, name="opening"),
    path(ONE, views.one_round, name="round"),
    path(f"{ONE}projects/", views.putting, name="putting"),
    path(f"{ONE}projects/file/", bringing_views.bringing, name="bringing"),
    path(f"{ONE}projects/file/<uuid:file>/withdrawal/", bringing_views.taking_back, name="taking-back"),
    path(PROJECT, views.project, name="project"),
    path(f"{PROJECT}withdrawal/", views.withdrawal, name="withdrawal"),
    path(f"{ONE}end/", views.calling_off, name="end"),
    path(f"{ONE}vote/", voting_views.voting, name="vote"),
    path(f"{ONE}number/", voting_views.number, name="number"),
    path(f"{ONE}lot/", voting_views.lot, name="lot"),
    path(f"{ONE}count/", voting_views.count, name="count"),
    path(f"{ONE}ballots/", voting_views.ballots, name="ballots"),
    path(f"{ONE}count.pb", voting_views.pb, name="pb"),
    path(f"{ONE}count.json", voting_views.data, name="json"),
]
