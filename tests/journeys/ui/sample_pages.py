"""Sample pages of a street, a room and a fault, for the browser; made-up people, figures that add up."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from bylaws.kernel.faults import CharterSilent
from toadlane.site.urls import urlpatterns as of_the_house
from toadlane.ui import rooms, samples

NINE = ("today", "decide", "meet", "work", "clients", "money", "people", "charter", "record")


@dataclass(frozen=True)
class Harbour:
    """A co-op with an accent of its own."""

    slug: str = "harbour"
    name: str = "Harbour Web Cooperative"
    currency: str = "USD"
    accent: str = "harbour"


def sign_in(name: str, role: str) -> dict[str, str]:
    """Somebody of a demo co-op."""
    first = name.split(maxsplit=1)[0].lower()
    return {"name": name, "role": role, "email": f"{first}@harbour.example", "password": "a quiet lane"}


DEMO = [
    {
        "name": "Harbour Web Cooperative",
        "summary": "Web development, on the Palante model.",
        "sign_ins": [sign_in("Ada Lane", "Member and bookkeeper"), sign_in("Bo Harbour", "Member")],
    },
    {
        "name": "Orchard Press",
        "summary": "Design and print.",
        "sign_ins": [sign_in("Chi Orchard", "Candidate")],
    },
]


def front(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/front.html", {"demo_coops": DEMO})


def room(request: HttpRequest, slug: str, key: str = "money") -> HttpResponse:
    messages.success(request, "The hours of 2025 were imported.")
    shown = samples.everything(request) | {"coop": Harbour(slug), "room": key}
    return render(request, "journeys/room.html", shown)


def fault(request: HttpRequest) -> HttpResponse:
    silent = CharterSilent(
        "The charter of Harbour Web has no rule for a loss in 2023.",
        code="surplus.no-losses",
        article="Article 9 — Surplus",
        next_step="Propose an amendment to Article 9 that says who bears a loss.",
    )
    return render(request, "ui/fault.html", {"fault": silent, "back": "/front/"}, status=409)


def reasons(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "journeys/why.html", {"coop": Harbour(slug), "why": samples.WHY})


hall = [path("c/<slug:slug>/why/", reasons, name="why")] + [
    path(f"c/<slug:slug>/{key}/", room, {"key": key}, name=key) for key in NINE
]
urlpatterns = [
    path("front/", front),
    path("fault/", fault),
    path("", include((hall, "sample"))),
    *of_the_house,
]


def furnish() -> dict[str, rooms.Room]:
    """All nine rooms, open."""
    return {key: rooms.Room(key, key.title(), f"sample:{key}", key) for key in NINE}
