"""Sol takes a passkey, recovery codes and an app, comes in by each, and signs a lost phone out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.journeys.acts import sign_in
from tests.journeys.looks import amiss, keep_all_four, width_on_a_narrow_screen
from tests.journeys.people import CAREFUL
from tests.journeys.served import House
from tests.journeys.visits import Visits
from toadlane.site.demo.plan import PASSWORD

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def at_a_name(browser: Browser, served: House) -> Iterator[Visits]:
    """Devices that come by a name: browsers keep passkeys for nothing else."""
    everyone = Visits(browser, served.url.replace("127.0.0.1", "localhost"))
    yield everyone
    everyone.leave()
    assert everyone.complaints == []


def test_sol_comes_in_by_passkey_by_app_and_by_recovery_code(at_a_name: Visits) -> None:
    desk = at_a_name.come()
    finger = keeps_passkeys(desk)
    sign_in(desk, "street", "sol")

    codes = add_a_passkey(desk)
    come_by_passkey(desk, finger)
    secret = use_an_app(desk)
    phone = come_by_app(at_a_name, secret)
    lost = come_by_recovery_code(at_a_name, codes[0])
    sign_out_all_but(desk)
    remove_the_passkey(desk)

    assert len(codes) == 10
    assert [signed_out(page) for page in (phone, lost, desk)] == [True, True, False]


def keeps_passkeys(page: Page) -> Callable[[bool], object]:
    """A device with a fingerprint reader, as far as the browser can tell; what comes back sets the finger."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    reader = wire.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]
    return lambda right: wire.send(
        "WebAuthn.setUserVerified", {"authenticatorId": reader, "isUserVerified": right}
    )


def add_a_passkey(page: Page) -> list[str]:
    """From the front page; the recovery codes that come with it."""
    page.goto("/me/")
    page.get_by_role("link", name="My sign-in").click()
    page.get_by_role("link", name="Add a passkey").click()
    look_at(page, "01-again")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Its name").fill("Sol’s laptop")
    look_at(page, "02-new-passkey")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    look_at(page, "03-recovery-codes")
    codes = page.get_by_role("main").locator("code").all_inner_texts()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take them away as a file").click()
    assert re.findall(r"\b\d{8}\b", taken.value.path().read_text()) == codes
    return codes


def come_by_passkey(page: Page, finger: Callable[[bool], object]) -> None:
    """With the wrong finger first: the page says so, and asks again."""
    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/account/login/?next=/me/sign-in/")
    look_at(page, "04-door")
    finger(False)  # noqa: FBT003 — a finger
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("Your browser gave no passkey.")).to_be_visible()
    finger(True)  # noqa: FBT003 — the right one
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="My sign-in", level=1)).to_be_visible()
    expect(page.get_by_role("row", name="Sol’s laptop")).to_be_visible()


def use_an_app(page: Page) -> str:
    """Shown to be still Sol by the passkey; the secret."""
    page.get_by_role("link", name="Use an app").click()
    page.get_by_role("link", name="With a passkey").click()
    look_at(page, "05-again-by-passkey")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("img", name="The code to be scanned by your app")).to_be_visible()
    look_at(page, "06-app")
    secret = page.get_by_role("main").locator("code").inner_text()
    page.get_by_label("Code from the app").fill(shown_by_app(page, secret))
    page.get_by_role("button", name="Use this app").click()
    expect(
        page.get_by_text("Your password asks for a code from your app as well, from now on.")
    ).to_be_visible()
    look_at(page, "07-my-sign-in")
    return secret


def come_by_app(visits: Visits, secret: str) -> Page:
    """On a phone without scripts and without the passkey."""
    phone = visits.come(width="phone", scripts=False)
    give_password(phone)
    phone.get_by_label("Code").fill(shown_by_app(phone, secret, steps=1))
    phone.get_by_role("button", name="Come in").click()
    expect(phone.get_by_role("button", name="Sign out").first).to_be_visible()
    return phone


def come_by_recovery_code(visits: Visits, code: str) -> Page:
    strange = visits.come()
    strange.goto("/account/code/")
    strange.get_by_label("Email").fill(CAREFUL)
    strange.get_by_role("button", name="Send me a code").click()
    look_at(strange, "12-code-sent")
    strange.get_by_role("button", name="Back to sign in").click()
    give_password(strange)
    look_at(strange, "08-one-more-step")
    strange.get_by_label("Code").fill(code)
    strange.get_by_role("button", name="Come in").click()
    expect(strange.get_by_role("button", name="Sign out").first).to_be_visible()
    return strange


def give_password(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(CAREFUL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="One more step", level=1)).to_be_visible()


def sign_out_all_but(page: Page) -> None:
    page.goto("/me/sign-in/")
    page.get_by_role("link", name="Look at them").click()
    expect(page.get_by_role("table", name="Browsers").get_by_role("row")).to_have_count(4)
    look_at(page, "09-browsers")
    page.get_by_role("button", name="Sign out everywhere but here").click()
    expect(page.get_by_text("You are signed out everywhere but here.")).to_be_visible()


def remove_the_passkey(page: Page) -> None:
    page.goto("/me/sign-in/")
    page.get_by_role("link", name="Rename Sol’s laptop").click()
    page.get_by_label("Its name").fill("Old laptop")
    look_at(page, "10-rename")
    page.get_by_role("button", name="Keep this name").click()
    page.get_by_role("link", name="Remove Old laptop").click()
    look_at(page, "11-removal")
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()


def shown_by_app(page: Page, secret: str, *, steps: int = 0) -> str:
    """What an app shows by the clock of the house."""
    now = page.evaluate("Math.floor(Date.now() / 30000)")
    return str(format_hotp_value(hotp_value(secret, now + steps)))


def signed_out(page: Page) -> bool:
    page.goto("/me/")
    return "/account/login/" in page.url


def look_at(page: Page, name: str) -> None:
    """Everybody can use it, on a narrow screen too."""
    keep_all_four(page, f"signing-in/{name}")
    before = page.viewport_size
    assert before is not None
    assert (amiss(page), width_on_a_narrow_screen(page)) == ([], 320)
    page.set_viewport_size(before)
