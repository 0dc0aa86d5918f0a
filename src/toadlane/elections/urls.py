"""Addresses of elections."""

from __future__ import annotations

from django.urls import path

from toadlane.elections import vacancy_views, views

app_name = "elections"
ROOM = "c/<slug:coop>/elections/"
ONE = f"{ROOM}<uuid:election>/"
urlpatterns = [
    path(ROOM, views.elections, name="elections"),
    path(f"{ROOM}terms/", views.terms, name="terms"),
    path(f"{ROOM}new/", views.calling, name="calling"),
    path(ONE, views.election, name="election"),
    path(f"{ONE}names/", views.naming, name="naming"),
    path(f"{ONE}reasons/", views.reasoning, name="reasons"),
    path(f"{ONE}proposal/", views.proposing, name="proposal"),
    path(f"{ONE}answer/", views.answering, name="answer"),
    path(f"{ONE}withdrawal/", views.withdrawal, name="withdrawal"),
    path(f"{ONE}statement/", views.statement, name="statement"),
    path(f"{ONE}number/", views.number, name="number"),
    path(f"{ONE}lot/", views.lot, name="lot"),
    path(f"{ONE}end/", views.calling_off, name="end"),
    path(f"{ONE}vacancies/", vacancy_views.taking_up, name="vacancies"),
    path(f"{ONE}vacancies/<uuid:vacancy>/", vacancy_views.vacancy, name="vacancy"),
    path(f"{ONE}vacancies/<uuid:vacancy>/answer/", vacancy_views.answering, name="vacancy-answer"),
    path(f"{ONE}count/", views.count, name="count"),
    path(f"{ONE}count.blt", views.blt, name="blt"),
    path(f"{ONE}count.json", views.data, name="json"),
]
