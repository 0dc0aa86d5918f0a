"""Sets the stage: migrates a fresh data folder and lets the demo's own verbs furnish it.

Run as `python -m tests.journeys.stage`, with TOADLANE_DATA naming the folder. Prints, as JSON, what a
browser cannot guess: keys of single rows, and of links that come by e-mail.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from typing import TYPE_CHECKING

import django

from tests.journeys.coming_back import coming_back
from tests.journeys.electing import elections, furnish_elections
from tests.journeys.house import furnish_the_house
from tests.journeys.joining import furnish_asking, furnish_joining, joined
from tests.journeys.leaving import departing
from tests.journeys.meeting import met
from tests.journeys.minuted import minuted
from tests.journeys.noticed import noticed
from tests.journeys.past import furnish_pasts
from tests.journeys.people import CAREFUL, FORGETFUL, JOURNEYS, NEW_YEAR, NEWCOMER, email
from tests.journeys.private import private
from tests.journeys.proposing import proposed
from tests.journeys.raised_again import raised_again
from tests.journeys.replaying import replayed
from tests.journeys.sharing import furnish_sharing, sharing
from tests.journeys.spending import spent
from tests.journeys.spoken_for import spoken_for
from tests.journeys.taken import taken_away
from tests.journeys.trusting import trusted
from tests.journeys.working import furnish_month
from toadlane.site.demo.plan import FERRY, LAMPLIGHT, LANTERN, PASSWORD, SPARROW

if TYPE_CHECKING:
    from toadlane.books.models import ConsentGiven, ExportBatch, Payout
    from toadlane.coops.models import Participant

GAVE_NOTICE = dt.date(2025, 5, 1)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "toadlane.site.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    furnish()
    json.dump(told(), sys.stdout)


def furnish() -> None:
    """Lantern, with three closed years and one to close; a co-op for each journey; one without a charter."""
    from django.contrib.auth.hashers import make_password

    from toadlane.people.models import Person
    from toadlane.site.demo.load import live_through, load

    load((LANTERN, SPARROW, LAMPLIGHT, FERRY), say=lambda _name: None)
    password = make_password(PASSWORD)
    for plan in JOURNEYS:
        live_through(plan, password)
    Person.objects.welcome(email=NEWCOMER, name="Gus Newcomer", password=PASSWORD)
    Person.objects.welcome(email=CAREFUL, name="Sol Careful", password=PASSWORD, proven=True)
    Person.objects.welcome(email=FORGETFUL, name="Hal Forgetful", password=PASSWORD)
    furnish_bare()
    furnish_gathering()
    furnish_amendment()
    furnish_joining()
    furnish_asking()
    furnish_month()
    furnish_pasts()
    furnish_elections()
    furnish_sharing()
    furnish_the_house()


def furnish_bare() -> None:
    """A co-op in which nothing has happened yet, but that somebody is invited."""
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
    from toadlane.members.entering import NewPerson
    from toadlane.members.verbs import bring_in
    from toadlane.people.models import Person

    coop = Coop.objects.create(slug="bare", name="Bare Boards Cooperative", currency="USD", time_zone="UTC")
    person = Person.objects.welcome(email=email("bare", "ada"), name="Ada Example", password=PASSWORD)
    ada = Participant.objects.create(coop=coop, key="ada", name="Ada Example", person=person)
    StagePeriod.objects.create(coop=coop, participant=ada, stage="member", valid_from=NEW_YEAR)
    RolePeriod.objects.create(coop=coop, participant=ada, role="bookkeeper", valid_from=NEW_YEAR)
    ida = NewPerson("Ida Example", email("bare", "ida"))
    bring_in(coop=coop, people=[ida], send=False, by=ada, at=now(coop), key="ida")


def furnish_gathering() -> None:
    """Files that wait for their titles: one that fits, one that does not."""
    import io

    from toadlane.coops.clock import now
    from toadlane.coops.models import Participant
    from toadlane.files.bringing import Sent
    from toadlane.meetings.verbs import gather

    ada = Participant.objects.select_related("coop").get(coop__slug="bare", key="ada")
    sent = [
        Sent("2025-11-04 minutes.md", io.BytesIO(b"# Minutes\n\nThe kettle leaks.")),
        Sent("2025-12-02 minutes.txt", io.BytesIO(b"The kettle is new.")),
        Sent("page.html", io.BytesIO(b"<p>")),
    ]
    gather(coop=ada.coop, sent=sent, by=ada, at=now(ada.coop), key="papers")


def furnish_amendment() -> None:
    """A change of Lantern's surplus article that is being written, with a mistake in it."""
    from toadlane.amending.verbs import begin_draft, write_article
    from toadlane.coops.clock import now
    from toadlane.coops.models import Participant

    ada = Participant.objects.select_related("coop").get(coop__slug="lantern", key="ada")
    at = now(ada.coop)
    draft = begin_draft(coop=ada.coop, name="more-in-common", number=9, by=ada, at=at, key="more")
    article = draft.articles.select_related("coop", "draft__coop").get(number=9)
    source = article.source.replace('"hours"', '"hourz"', 1).replace(". ", ".\u00a0", 1)
    write_article(article=article, source=source, edition=article.edition, by=ada, at=at)
    furnish_talk()


def furnish_talk() -> None:
    """A concern about it with an answer, a small group, and a round that is on."""
    from toadlane.amending.talking import find
    from toadlane.coops.clock import now
    from toadlane.coops.models import Participant
    from toadlane.talk import verbs

    people = {one.key: one for one in Participant.objects.select_related("coop").filter(coop__slug="lantern")}
    ada, bo = people["ada"], people["bo"]
    at = now(ada.coop)
    subject = find(ada.coop, "more-in-common", at)
    assert subject is not None
    said = verbs.say(subject=subject, text="Half is too much.", sort="concern", by=ada, at=at, key="said")
    verbs.say(subject=subject, text="Why?", by=bo, at=at, key="why", answers=said)
    verbs.begin_group(subject=subject, name="The share", people=["ada", "bo"], by=ada, at=at, key="group")
    verbs.begin_round(subject=subject, asks="What would you give up for it?", by=ada, at=at, key="round")


def told() -> dict[str, str]:
    """Keys of rows of Lantern, and the secret parts of two links that came by e-mail."""
    from toadlane.books.models import Payment
    from toadlane.coops.models import RolePeriod, StagePeriod
    from toadlane.decisions.models import Authority
    from toadlane.meetings.models import Document, Gathering
    from toadlane.members.links import token_of
    from toadlane.members.models import Invitation
    from toadlane.record.models import Entry
    from toadlane.talk.models import Comment, SmallGroup
    from toadlane.work.models import HoursImport, TimeEntry

    decisions = Authority.objects.filter(coop__slug="lantern")
    hours = TimeEntry.objects.filter(coop__slug="lantern", participant__key="ada").order_by("day", "pk")
    paid = Payment.objects.filter(coop__slug="lantern").order_by("pk")[0]
    consent = consent_of(paid.participant)
    batch = exported_from(paid.participant)
    payout = paid_out(paid.participant)
    minutes = Document.objects.get(coop__slug="lantern", kind="minutes")
    return {
        "run": str(paid.run),
        "payment": str(paid.pk),
        "payout": str(payout.pk),
        "consent": str(consent.pk),
        "batch": str(batch.pk),
        "waiting": str(decisions.get(confirmation__isnull=True, proposal=None).pk),
        "used": str(decisions.filter(use__isnull=False).order_by("pk")[0].pk),
        "entry": str(Entry.objects.filter(coop__slug="lantern").order_by("pk")[0].pk),
        "comment": str(Comment.objects.filter(coop__slug="lantern", sort="concern").get().pk),
        "small group": str(SmallGroup.objects.filter(coop__slug="lantern").get().pk),
        "import": str(HoursImport.objects.filter(coop__slug="lantern").order_by("-pk")[0].pk),
        "hour": str(hours.filter(day__year=2025)[0].pk),
        "sealed hour": str(hours.filter(day__year=2024)[0].pk),
        "stage": str(StagePeriod.objects.get(coop__slug="bare").pk),
        "role": str(RolePeriod.objects.get(coop__slug="bare").pk),
        "gathering": str(Gathering.objects.get(coop__slug="bare").pk),
        "document": str(minutes.thread),
        "version": str(minutes.pk),
        "invitation": token_of(Invitation.objects.get(coop__slug="bare")),
        **elections(),
        **sharing(),
        **mailed(),
        **trusted(),
        **joined(),
        **taken_away(),
        **replayed(),
        **departing(),
        **noticed(),
        **private(),
        **(asked := proposed()),
        **met(asked["proposal"]),
        **spent(),
        **spoken_for(),
        **raised_again(),
        **minuted(),
        **coming_back(),
        **signed(),
    }


def signed() -> dict[str, str]:
    """What the record of Lantern signed, and an entry that stands in it."""
    from toadlane.record.models import Checkpoint, Sequenced

    return {
        "signed": str(Checkpoint.objects.filter(coop__slug="lantern").order_by("size")[0].size),
        "signed entry": str(Sequenced.objects.get(coop__slug="lantern", place=0).entry_id),
    }


def consent_of(participant: Participant) -> ConsentGiven:
    """Somebody's consent to written notices, recorded by the bookkeeper."""
    from toadlane.books.verbs import record_consent
    from toadlane.coops import clock
    from toadlane.coops.models import Participant

    ada = Participant.objects.get(coop=participant.coop, key="ada")
    now = clock.now(participant.coop)
    return record_consent(
        participant=participant, how="written", given_on=NEW_YEAR, by=ada, at=now, key="consent"
    )


def paid_out(participant: Participant) -> Payout:
    """What Eli, who left, held is owed in money, as the members decided."""
    from toadlane.books import payouts, verbs
    from toadlane.coops import clock
    from toadlane.coops.models import Participant
    from toadlane.decisions.verbs import confirm_authority, enter_authority

    now = clock.now(participant.coop)
    ada, bo, eli = (Participant.objects.get(coop=participant.coop, key=key) for key in ("ada", "bo", "eli"))
    found = payouts.departure(eli, notice_on=GAVE_NOTICE, at=now)
    authority = enter_authority(
        matter=verbs.PAY_OUT,
        subject=eli.key,
        article=found.article,
        decided_on=now.day,
        text="As it was shown to us.",
        by=ada,
        at=now,
        key="leaving",
        fingerprint=found.fingerprint,
    )
    confirm_authority(authority=authority, by=bo, at=now, key="leaving-confirmed")
    return verbs.pay_out_leaver(
        participant=eli, notice_on=GAVE_NOTICE, authority=authority, by=ada, at=now, key="paid-out"
    )


def exported_from(participant: Participant) -> ExportBatch:
    """The co-op's entries, given out as a table."""
    from toadlane.books.verbs import export_entries
    from toadlane.coops import clock
    from toadlane.coops.models import Participant

    ada = Participant.objects.get(coop=participant.coop, key="ada")
    now = clock.now(participant.coop)
    return export_entries(coop=participant.coop, form="csv", by=ada, at=now, key="export")


def mailed() -> dict[str, str]:
    """What stands in the links for choosing a new password and for confirming an address."""
    from allauth.account.forms import default_token_generator
    from allauth.account.models import EmailAddress, EmailConfirmationHMAC
    from allauth.account.utils import user_pk_to_url_str

    from toadlane.people.models import Person

    hal, gus = Person.objects.get(email=FORGETFUL), Person.objects.get(email=NEWCOMER)
    new = EmailAddress.objects.create(user=gus, email=f"new-{NEWCOMER}")
    return {
        "address": EmailConfirmationHMAC(new).key,
        "uid": user_pk_to_url_str(hal),
        "token": default_token_generator.make_token(hal),
    }


if __name__ == "__main__":
    main()
