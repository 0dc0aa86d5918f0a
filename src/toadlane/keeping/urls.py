"""Where whoever runs this installation sees to its copies."""

from __future__ import annotations

from django.urls import path

from toadlane.keeping import views

app_name = "keeping"
urlpatterns = [
    path("keeping/", views.keeping, name="keeping"),
    path("keeping/backups/", views.backup, name="backup"),
    path("keeping/drills/", views.drill, name="drill"),
]
