"""Where copies are seen to, where members take everything away, and where people see to their own."""

from __future__ import annotations

from django.urls import path

from toadlane.keeping import views
from toadlane.keeping.leaving import views as leaving
from toadlane.keeping.own import coop_views
from toadlane.keeping.own import views as own

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
    path("me/data/", own.own, name="own"),
    path("me/data/erasure/", own.erasure, name="own-erasure"),
    path("me/data/erased/", own.erased, name="erased"),
    path("me/data/<uuid:file>/file/", own.file, name="own-file"),
    path("me/data/<uuid:file>/removal/", own.removal, name="own-removal"),
    path("c/<slug:coop>/people/corrections/mine/", coop_views.mine, name="mine"),
    path("c/<slug:coop>/people/corrections/all/", coop_views.corrections, name="corrections"),
    path("c/<slug:coop>/people/corrections/<uuid:correction>/", coop_views.correction, name="correction"),
    path("c/<slug:coop>/people/erasure/mine/", coop_views.my_erasure, name="my-erasure"),
    path("c/<slug:coop>/people/<slug:person>/erasure/", coop_views.erasure_of, name="erasure-of"),
]
