"""What people do on the pages, named as they would say it; each leaves the page where it brought them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.people import email
from toadlane.site.demo.plan import PASSWORD


def sign_in(page: Page, coop: str, key: str) -> None:
    """By the form, from the front page."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("Email").fill(email(coop, key))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out").first).to_be_visible()
