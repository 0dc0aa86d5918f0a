"""The first person comes in over TLS: `walk.py ADDRESS CERTIFICATE`, the first link on standard input."""

from __future__ import annotations

import http.cookiejar
import re
import ssl
import sys
import urllib.parse
import urllib.request
from email.message import Message

PASSWORD = "nine patient herons stand"


class Browser:
    """Of sorts: keeps cookies, trusts one authority, sends forms."""

    def __init__(self, address: str, certificate: str) -> None:
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        trusting = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=certificate))
        self.opener = urllib.request.build_opener(trusting, urllib.request.HTTPCookieProcessor(self.jar))

    def page(self, path: str, **typed: str) -> tuple[str, str, Message]:
        """Open a page, or send its form; where that led, its text and its headers."""
        whole = urllib.parse.urljoin(self.address, path)
        body = urllib.parse.urlencode(typed).encode() if typed else None
        headers = {"Referer": whole, "Origin": self.address} if typed else {}
        with self.opener.open(urllib.request.Request(whole, body, headers)) as answer:
            return answer.geturl(), answer.read().decode(), answer.headers


def main(address: str, certificate: str) -> None:
    """Everything a first person sees."""
    browser = Browser(address, certificate)
    guarded(browser)
    link = re.search(r"https://\S+/account/password/new/\S+", sys.stdin.read())
    if link:
        choose_a_password(browser, link[0])
    come_in(browser)


def guarded(browser: Browser) -> None:
    """TLS, and nothing but TLS."""
    where, text, headers = browser.page("/account/login/")
    expect("the sign-in page is served over TLS", held="Sign in" in text and where.startswith("https://"))
    expect("browsers are told to insist on TLS", held="max-age=" in headers["Strict-Transport-Security"])
    expect("cookies travel over TLS alone", held=all(cookie.secure for cookie in browser.jar))
    expect("the server does not tell its version", held=headers["Server"] in {None, "nginx"})
    where, _, _ = browser.page(browser.address.replace("https://", "http://") + "/account/login/")
    expect("whoever types http:// is led to https://", held=where == f"{browser.address}/account/login/")
    _, text, _ = browser.page("/healthz")
    expect("/healthz says ok", held=text == "ok\n")


def choose_a_password(browser: Browser, link: str) -> None:
    """By the link that the command printed."""
    expect("the first link leads here", held=link.startswith(f"{browser.address}/"))
    where, text, _ = browser.page(link)
    typed = {"csrfmiddlewaretoken": token(text), "password1": PASSWORD, "password2": PASSWORD}
    _, text, _ = browser.page(where, **typed)
    expect("the first person chooses a password", held="Your new password is kept" in text)


def come_in(browser: Browser) -> None:
    """Sign in, and find what whoever runs the installation finds."""
    _, text, _ = browser.page("/account/login/")
    typed = {"csrfmiddlewaretoken": token(text), "login": "ada@coop.example", "password": PASSWORD}
    _, text, _ = browser.page("/account/login/", **typed)
    expect("they sign in", held="Sign out" in text)
    _, text, _ = browser.page("/start/")
    expect("they can make their co-op", held="Make a co-op" in text and "<form" in text)
    _, text, _ = browser.page("/house/mail/")
    expect("they can set up mail", held="Mail server" in text)
    named = re.search(r"/static/ui/base\.[0-9a-f]{12}\.css", text)
    expect("style sheets are named by their content", held=named is not None)


def token(text: str) -> str:
    """What proves that a form came from its page."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    return found[1] if found else ""


def expect(what: str, *, held: bool) -> None:
    """Say it, or stop."""
    print(f"  {'ok  ' if held else 'FAIL'}  {what}", flush=True)
    if not held:
        sys.exit(1)


main(*sys.argv[1:])
