"""Addresses of payments."""

from __future__ import annotations

from django.urls import path

from toadlane.books import export_views, payment_views, payout_views, tax_views

patterns = [
    path("c/<slug:coop>/money/owed/", payment_views.owed_page, name="owed"),
    path("c/<slug:coop>/money/payments/", payment_views.payments, name="payments"),
    path("c/<slug:coop>/money/payments/new/", payment_views.pay, name="pay"),
    path("c/<slug:coop>/money/payments/several/", payment_views.several, name="several"),
    path("c/<slug:coop>/money/payments/<uuid:run>/", payment_views.run, name="run"),
    path("c/<slug:coop>/money/payments/<uuid:payment>/reversal/", payment_views.reversal, name="reversal"),
    path("c/<slug:coop>/money/years/<int:year>/release/<slug:due_on>/", payout_views.release, name="release"),
    path("c/<slug:coop>/money/redemption/", payout_views.redemption, name="redemption"),
    path("c/<slug:coop>/money/accounts/<slug:person>/leaving/", payout_views.leaving, name="leaving"),
    path(
        "c/<slug:coop>/money/payouts/<uuid:payout>/reversal/",
        payout_views.payout_reversal,
        name="payout-reversal",
    ),
    path("c/<slug:coop>/money/consents/", tax_views.consents, name="consents"),
    path("c/<slug:coop>/money/consents/<uuid:consent>/end/", tax_views.consent_end, name="consent-end"),
    path("c/<slug:coop>/money/calendar/<int:year>/", tax_views.calendar, name="calendar"),
    path("c/<slug:coop>/money/calendar/<int:year>.csv", tax_views.calendar_csv, name="calendar-csv"),
    path("c/<slug:coop>/money/chart/", export_views.names, name="names"),
    path("c/<slug:coop>/money/exports/", export_views.batches, name="batches"),
    path("c/<slug:coop>/money/exports/<uuid:batch>/", export_views.batch_file, name="batch-file"),
]
