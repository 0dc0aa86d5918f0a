"""Where people are, and where an invitation leads."""

from __future__ import annotations

from django.urls import path

from toadlane.members import change_views, invitation_views, views

app_name = "members"
CHANGES = "c/<slug:coop>/people/changes/"
urlpatterns = [
    path("c/<slug:coop>/people/", views.people, name="people"),
    path("c/<slug:coop>/people/bring/one/", views.one, name="one"),
    path("c/<slug:coop>/people/bring/many/", views.many, name="many"),
    path(f"{CHANGES}<uuid:change>/", change_views.change, name="change"),
    path(f"{CHANGES}<uuid:change>/confirmation/", change_views.confirmation, name="change-confirmation"),
    path(f"{CHANGES}<uuid:change>/denial/", change_views.denial, name="change-denial"),
    path("c/<slug:coop>/people/<slug:person>/", views.person, name="person"),
    path("c/<slug:coop>/people/<slug:person>/stages/", views.new_stage, name="new-stage"),
    path("c/<slug:coop>/people/<slug:person>/stages/<uuid:period>/", views.stage, name="stage"),
    path("c/<slug:coop>/people/<slug:person>/roles/", views.new_role, name="new-role"),
    path("c/<slug:coop>/people/<slug:person>/roles/<uuid:period>/", views.role, name="role"),
    path("c/<slug:coop>/people/<slug:person>/name/", views.name, name="name"),
    path("c/<slug:coop>/people/<slug:person>/invitations/", invitation_views.new, name="invite"),
    path(
        "c/<slug:coop>/people/<slug:person>/invitations/<uuid:invitation>/withdrawal/",
        invitation_views.withdrawal,
        name="withdrawal",
    ),
    path("invitation/<str:token>/", invitation_views.invitation, name="invitation"),
]
