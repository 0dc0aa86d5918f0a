"""Addresses of the money room."""

from __future__ import annotations

from django.urls import path

from toadlane.books import account_views, document_views, payment_urls, proof_views, views
from toadlane.books.opening import urls as opening_urls
from toadlane.books.spending import urls as spending_urls
from toadlane.books.trust import urls as trust_urls

app_name = "books"
urlpatterns = [
    path("c/<slug:coop>/money/", views.money, name="money"),
    path("c/<slug:coop>/money/journal/", account_views.journal, name="journal"),
    path("c/<slug:coop>/money/buy-ins/", views.buy_in, name="buy-in"),
    path("c/<slug:coop>/money/accounts/", account_views.accounts, name="accounts"),
    path("c/<slug:coop>/money/accounts/<slug:person>/", account_views.account, name="account"),
    path("c/<slug:coop>/money/years/<int:year>/", views.year, name="year"),
    path("c/<slug:coop>/money/years/<int:year>/figures/", views.figures, name="figures"),
    path("c/<slug:coop>/money/years/<int:year>/preview/", views.preview, name="preview"),
    path("c/<slug:coop>/money/years/<int:year>/closure/", views.closure, name="closure"),
    path("c/<slug:coop>/money/years/<int:year>/correction/", views.correction, name="correction"),
    path("c/<slug:coop>/money/years/<int:year>/why/<slug:person>/", views.why, name="why"),
    path("c/<slug:coop>/money/years/<int:year>/proof/", proof_views.proof, name="proof"),
    path("c/<slug:coop>/money/years/<int:year>/proof.zip", proof_views.pack, name="proof-pack"),
    path(
        "c/<slug:coop>/money/years/<int:year>/notices/<slug:person>.pdf",
        document_views.notice,
        name="notice",
    ),
    path("c/<slug:coop>/money/years/<int:year>/export/<slug:form>/", document_views.export, name="export"),
    *payment_urls.patterns,
    *opening_urls.patterns,
    *trust_urls.patterns,
    *spending_urls.patterns,
]
