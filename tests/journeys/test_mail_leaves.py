"""Olive sets the mail server up, has a test come, and a forgotten password's link leads back in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.begun import OLIVE, Begun, begun
from tests.journeys.looks import amiss, keep_all_four, width_on_a_narrow_screen
from tests.journeys.served import free_port
from tests.journeys.test_j1_a_co_op_begins import PASSWORD, choose_a_password
from tests.journeys.visits import Visits
from tests.toadlane.mail.post_office import Office, post_office

PATIENCE_MS = 20_000


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Begun]:
    with begun(tmp_path / "harbour") as opened:
        yield opened


@pytest.fixture
def guests(browser: Browser, house: Begun) -> Iterator[Visits]:
    """Devices to come on; a complaint of a browser fails the test."""
    everyone = Visits(browser, house.url)
    yield everyone
    everyone.leave()
    assert everyone.complaints == []


EXPECTED = Counter(
    (OLIVE[1], subject)
    for subject in (
        "Choose a new password",
        "Toad Lane can write to you",
        "Your password was changed",  # by the link from the terminal, before there was a server
        "Your password was changed",
    )
)
"""Whoever runs a house may be told of its backups besides."""


def test_a_test_comes_and_a_forgotten_password_leads_back(guests: Visits, house: Begun) -> None:
    olive = guests.come()
    choose_a_password(olive, house)
    olive.goto("/me/")
    olive.get_by_role("main").get_by_role("link", name="E-mail", exact=True).click()
    look_at(olive, "01-not-set-up")
    set_up(olive, free_port())
    send_test(olive, "no mail server listens on this port")
    look_at(olive, "02-nobody-there")
    with post_office() as office:
        set_up(olive, office.port)
        send_test(olive, "Taken is not yet arrived")
        look_at(olive, "03-taken")
        olive.goto(link_in(olive, office, "/house/mail/"))
        expect(olive.get_by_role("heading", name="E-mail", level=1)).to_be_visible()
        forget_password(guests, office)

    assert told_by(office) >= EXPECTED


def set_up(page: Page, port: int) -> None:
    page.get_by_label("Mail server").fill("127.0.0.1")
    page.get_by_label("Security").select_option("none")
    page.get_by_label("Port").fill(str(port))
    page.get_by_label("From", exact=True).fill("Harbour Web <post@harbour.example>")
    page.get_by_role("button", name="Use this server").click()
    expect(page.get_by_text("Now send a test")).to_be_visible()


def send_test(page: Page, says: str) -> None:
    """The page asks again by itself until the queue has had the letter in hand."""
    page.get_by_role("button", name=f"Send a test to {OLIVE[1]}").click()
    expect(page.get_by_text(says)).to_be_visible(timeout=PATIENCE_MS)


def forget_password(guests: Visits, office: Office) -> None:
    """On another device, by the letter alone."""
    phone = guests.come(width="phone", scripts=False)
    phone.goto("/account/password/forgotten/")
    phone.get_by_label("Email").fill(OLIVE[1])
    phone.get_by_role("button", name="Send me a link").click()
    expect(phone.get_by_role("heading", name="Look into your e-mail")).to_be_visible()
    phone.goto(link_in(phone, office, r"/account/password/new/"))
    phone.get_by_label("New Password", exact=True).fill(PASSWORD + " indeed")
    phone.get_by_label("New Password (again)").fill(PASSWORD + " indeed")
    phone.get_by_role("button", name="Keep this password").click()
    expect(phone.get_by_role("heading", name="Your new password is kept")).to_be_visible()
    for _ in range(100):
        if told_by(office) >= EXPECTED:
            break
        phone.wait_for_timeout(200)


def told_by(office: Office) -> Counter[tuple[str, str]]:
    return Counter((letter["To"], letter["Subject"]) for letter in list(office.got))


def link_in(page: Page, office: Office, path: str) -> str:
    """The address in whichever letter holds it, as soon as that letter is there; others may come before."""
    for _ in range(100):
        said = "\n".join(
            str(body.get_content()) for letter in list(office.got) if (body := letter.get_body(("plain",)))
        )
        found = re.search(rf"https?://\S*{path}\S*", said)
        if found:
            return found[0]
        page.wait_for_timeout(200)
    raise AssertionError(f"No letter leads to {path}.")


def look_at(page: Page, name: str) -> None:
    """Nothing is amiss with the page, it fits a narrow screen, and it is kept to be looked at."""
    before = page.viewport_size
    assert before is not None
    assert amiss(page) == []
    assert width_on_a_narrow_screen(page) == 320
    page.set_viewport_size(before)
    keep_all_four(page, f"mail/{name}")
