"""The first person comes in over TLS: `walk.py ADDRESS CERTIFICATE`, with the first link on standard input."""

import http.cookiejar
import re
import ssl
import sys
import urllib.parse
import urllib.request

PASSWORD = "nine patient herons stand"
address, certificate = sys.argv[1:]
jar = http.cookiejar.CookieJar()
trusting = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=certificate))
browser = urllib.request.build_opener(trusting, urllib.request.HTTPCookieProcessor(jar))


def page(path, **typed):
    """Open a page, or send its form, as a browser does; its address and its text."""
    whole = urllib.parse.urljoin(address, path)
    body = urllib.parse.urlencode(typed).encode() if typed else None
    asked = urllib.request.Request(whole, body, {"Referer": whole, "Origin": address} if typed else {})
    with browser.open(asked) as answer:
        return answer.geturl(), answer.read().decode(), answer.headers


def expect(what, held):
    print(f"  {'ok  ' if held else 'FAIL'}  {what}", flush=True)
    if not held:
        sys.exit(1)


def token(text):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]


where, text, headers = page("/account/login/")
expect("the sign-in page is served over TLS", "Sign in" in text and where.startswith("https://"))
expect("browsers are told to insist on TLS", "max-age=" in headers.get("Strict-Transport-Security", ""))
expect("cookies travel over TLS alone", jar and all(cookie.secure for cookie in jar))
expect("the server does not tell what it is", headers.get("Server") in {None, "nginx"})
plain = urllib.request.build_opener(trusting, urllib.request.HTTPCookieProcessor(jar))
with plain.open(address.replace("https://", "http://") + "/account/login/") as answer:
    expect("whoever types http:// is led to https://", answer.geturl() == f"{address}/account/login/")
with browser.open(f"{address}/healthz") as answer:
    expect("/healthz says ok", answer.read() == b"ok\n")

link = re.search(r"https://\S+/account/password/new/\S+", sys.stdin.read())
if link:
    expect("the first link leads here", link[0].startswith(f"{address}/"))
    where, text, _ = page(link[0])
    where, text, _ = page(where, csrfmiddlewaretoken=token(text), password1=PASSWORD, password2=PASSWORD)
    expect("the first person chooses a password", "Your new password is kept" in text)
_, text, _ = page("/account/login/")
_, text, _ = page(
    "/account/login/", csrfmiddlewaretoken=token(text), login="ada@coop.example", password=PASSWORD
)
expect("they sign in", "Sign out" in text)
_, text, _ = page("/start/")
expect("they can make their co-op", "Make a co-op" in text and "<form" in text)
_, text, _ = page("/house/mail/")
expect("they can set up mail", "Mail server" in text)
expect("style sheets come, named by their content", re.search(r"/static/ui/base\.[0-9a-f]{12}\.css", text))
