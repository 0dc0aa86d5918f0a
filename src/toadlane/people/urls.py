"""Sign-in and what belongs to it; the names are the ones allauth looks for."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("account/", include("allauth.account.urls"))]
