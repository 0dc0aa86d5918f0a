"""Where whoever runs this installation sees to its copies, and where members take everything away."""

from __future__ import annotations

from django.urls import path

from toadlane.keeping import views
from toadlane.keeping.leaving import views as leaving

app_name = "keeping"
urlpatterns = [
    path("house/backups/", views.keeping, name="keeping"),
    path("house/backups/backup/", views.backup, name="backup"),
    path("house/backups/drill/", views.drill, name="drill"),
    path("c/<slug:coop>/record/everything/", leaving.everything, name="everything"),
    path("c/<slug:coop>/record/everything/<uuid:taking>/file/", leaving.file, name="everything-file"),
    path("c/<slug:coop>/record/everything/<uuid:taking>/anew/", leaving.anew, name="everything-anew"),
    path(
        "c/<slug:coop>/record/everything/<uuid:taking>/removal/", leaving.removal, name="everything-removal"
    ),
]
