"""Every address: each room brings its own, written out in full."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

from toadlane.site import health, icon
from toadlane.site.rooms import ROOMS

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("favicon.ico", icon.favicon, name="favicon"),
    *[
        path("", include(f"toadlane.{room}.urls"))
        for room in ROOMS
        if find_spec(f"toadlane.{room}.urls") is not None
    ],
]

handler400 = "toadlane.site.faults.malformed"
handler403 = "toadlane.site.faults.missing"
handler404 = "toadlane.site.faults.missing"
handler500 = "toadlane.site.faults.failed"
