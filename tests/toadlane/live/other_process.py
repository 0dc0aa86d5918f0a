"""Another process of the application, on the same database: it answers what it is told of by lines."""

from __future__ import annotations

import json
import sys

import django


def main() -> None:
    """Each line holds a session, an address, what is sent (nothing: it is asked for), and a tag."""
    django.setup()
    from django.conf import settings
    from django.test import Client

    from tests.toadlane.conftest import NOON
    from toadlane.coops import clock
    from toadlane.coops.moment import Moment

    settings.ALLOWED_HOSTS = ["testserver"]
    clock.now = lambda coop: Moment.of(NOON, coop=coop)
    for line in sys.stdin:
        session, address, said, tag = json.loads(line)
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = session
        answer = browser.post(address, said) if said else browser.get(address, HTTP_IF_NONE_MATCH=tag)
        print(json.dumps([answer.status_code, answer.content.decode()]), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
