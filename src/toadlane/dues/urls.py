"""Where dues and terms are."""

from __future__ import annotations

from django.urls import path

from toadlane.dues import views

app_name = "dues"
HERE = "c/<slug:coop>/dues/"
ONE = f"{HERE}<slug:person>/"
urlpatterns = [
    path(HERE, views.dues, name="dues"),
    path(ONE, views.terms, name="terms"),
    path(f"{ONE}organisation/", views.organisation, name="organisation"),
    path(f"{ONE}organisation/removal/", views.no_organisation, name="no-organisation"),
    path(f"{ONE}speaker/", views.speaker, name="speaker"),
    path(f"{ONE}over/", views.over, name="over"),
    path(f"{ONE}share/", views.share, name="share"),
    path(f"{ONE}band/", views.band, name="band"),
    path(f"{ONE}payment/", views.payment, name="payment"),
    path(f"{ONE}end/", views.end, name="end"),
]
