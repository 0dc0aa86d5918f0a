"""Bo has been a candidate since the summer; Ada keeps the books, Dee is a second member."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.toadlane.candidacy.words import HARBOUR
from tests.toadlane.conftest import join
from toadlane.amending.excepting import record_exception
from toadlane.amending.models import RuleException
from toadlane.candidacy import verbs
from toadlane.candidacy.models import Admission, Application
from toadlane.candidacy.steps import step
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.work.models import TimeEntry

DAY = dt.date(2025, 3, 10)
ALL = "Article 5 — What all of us decide"
HOUR = 3600
ENOUGH = 520 * HOUR
IDA = "ida@elsewhere.example"
FEBRUARY = dt.date(2025, 2, 1)

Decide = Callable[..., Authority]
Admit = Callable[..., Admission]


@pytest.fixture
def governed(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    adopt_charter(coop=harbour, source=HARBOUR, by=ada, at=noon, key="charter")
    return harbour


@pytest.fixture
def dee(governed: Coop) -> Participant:
    """A second member, who keeps no books."""
    return join(governed, "dee", "member", dt.date(2024, 1, 1))


@pytest.fixture
def ready(governed: Coop, bo: Participant) -> Participant:
    """Bo, with every hour the charter asks."""
    work(bo, ENOUGH)
    return bo


@pytest.fixture
def decide(ada: Participant, dee: Participant, noon: Moment) -> Decide:
    """The members decide on somebody's next step from a day on; Ada enters it, Dee confirms."""

    def deciding(who: Participant, day: dt.date = DAY, **other: object) -> Authority:
        said: dict[str, object] = {
            "matter": "admit-member",
            "subject": who.key,
            "article": ALL,
            "decided_on": noon.day,
            "text": "We admit them.",
            "by": ada,
            "at": noon,
            "key": f"enter {who.key} {day}",
            **other,
        }
        said.setdefault("fingerprint", step(who, day).fingerprint if "fingerprint" not in other else "")
        entered = enter_authority(**said)  # type: ignore[arg-type]  # a story names what it changes
        confirm_authority(authority=entered, by=dee, at=noon, key=f"confirm {entered.pk}")
        return Authority.objects.get(pk=entered.pk)

    return deciding


@pytest.fixture
def admit(ada: Participant, noon: Moment) -> Admit:
    def admitting(who: Participant, authority: Authority, **other: object) -> Admission:
        said: dict[str, object] = {
            "participant": who,
            "to": "member",
            "from_day": DAY,
            "authority": authority,
            "by": ada,
            "at": noon,
            "key": f"admit {who.key}",
        }
        return verbs.go_on(**{**said, **other})  # type: ignore[arg-type]  # a story names what it changes

    return admitting


@pytest.fixture
def let_off(governed: Coop, ada: Participant, dee: Participant, noon: Moment) -> RuleException:
    """The members agreed on an exception to Article 3, for March."""
    entered = enter_authority(
        matter="rule-exception",
        subject="3",
        article=ALL,
        decided_on=noon.day,
        text="Hours may be fewer.",
        by=ada,
        at=noon,
        key="exception",
    )
    confirm_authority(authority=entered, by=dee, at=noon, key="exception confirmed")
    return record_exception(
        coop=governed,
        number=3,
        says="Fewer hours are enough.",
        because="We were closed for two months.",
        from_day=dt.date(2025, 3, 1),
        until=dt.date(2025, 4, 1),
        authority=Authority.objects.get(pk=entered.pk),
        by=ada,
        at=noon,
        key="exception recorded",
    )


@pytest.fixture
def open_page(governed: Coop, ada: Participant, noon: Moment) -> Coop:
    """Strangers can apply."""
    verbs.state_page(coop=governed, is_open=True, says="We mend websites.", by=ada, at=noon, key="page")
    return governed


@pytest.fixture
def applied(open_page: Coop, noon: Moment) -> Application:
    """Ida has applied and confirmed her address."""
    return apply(open_page, noon)


@pytest.fixture
def browser(ada: Participant, signed_in: Callable[[Participant], Client]) -> Client:
    """Ada's."""
    return signed_in(ada)


def apply(coop: Coop, at: Moment, name: str = "Ida Example", email: str = IDA) -> Application:
    verbs.apply(coop=coop, name=name, email=email, words="I mend things.", at=at, key=f"apply {email}")
    asked = Application.objects.select_related("coop").get(coop=coop, email=email)
    return verbs.confirm_address(application=asked, at=at, key=f"confirm {email}")


def work(who: Participant, seconds: int, day: dt.date = FEBRUARY, kind: str = "client-work") -> None:
    """Hours as they stand in the book, in days of eight hours at most."""
    whole, rest = divmod(seconds, 8 * HOUR)
    lots = [8 * HOUR] * whole + ([rest] if rest else [])
    days = [day - dt.timedelta(days=nth) for nth in range(len(lots))]
    TimeEntry.objects.bulk_create(
        TimeEntry(
            coop=who.coop,
            participant=who,
            work=kind,
            day=on,
            seconds=lot,
            fingerprint=f"{who.key} {kind} {on}".encode(),
        )
        for on, lot in zip(days, lots, strict=True)
    )
