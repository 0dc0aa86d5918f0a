"""Where whoever runs this installation sees to its copies."""

from __future__ import annotations

from django.urls import path

from toadlane.keeping import views

app_name = "keeping"
urlpatterns = [
    path("house/backups/", views.keeping, name="keeping"),
    path("house/backups/backup/", views.backup, name="backup"),
    path("house/backups/drill/", views.drill, name="drill"),
]
