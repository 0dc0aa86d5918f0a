"""What Lantern decides: one proposal that Ada is writing, one that is open, and one that was adopted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toadlane.coops.models import Participant
    from toadlane.coops.moment import Moment
    from toadlane.proposals.models import Proposal, ProposalDraft


def proposed() -> dict[str, str]:
    """Their keys."""
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop, Participant
    from toadlane.coops.moment import Moment
    from toadlane.proposals import verbs
    from toadlane.proposals.models import Elector

    coop = Coop.objects.get(slug="lantern")
    ada = Participant.objects.select_related("coop").get(coop=coop, key="ada")
    today = now(coop)
    before = Moment.of(today.instant - dt.timedelta(days=60), coop=coop)
    over = verbs.raise_proposal(
        draft=written(ada, before, "Buy a second kettle").pk, by=ada, at=before, key="second kettle"
    )
    for one in Elector.objects.filter(attempt__proposal=over, part="decides").select_related(
        "participant__coop"
    ):
        who = one.participant
        verbs.take_position(
            proposal=over, stance="agree", by=who, at=before, key=f"{who.key} over", because="Tea."
        )
    verbs.bring_up_to(proposal=over, at=today)
    say_what_came_of_it(over, ada, today)
    asked = verbs.raise_proposal(
        draft=written(ada, today, "Mend the lamp").pk, by=ada, at=today, key="mend the lamp"
    )
    verbs.take_position(
        proposal=asked,
        stance="reservation",
        by=ada,
        at=today,
        key="ada asked",
        because="Only if it lasts.",
        review_on=today.day + dt.timedelta(days=90),
    )
    draft = written(ada, today, "Move to the harbour", came_of=("thread", of_a_talk(ada)))
    write_together(ada, draft, today)
    file = attach_a_plan(ada, str(asked.pk), today)
    told = {"proposal": str(asked.pk), "proposal over": str(over.pk), "proposal draft": str(draft.pk)}
    told["proposal pulled back"] = str(pulled_back(ada, before, today).pk)
    told |= {
        "attached file": file,
        "suggestion": suggested(ada, asked, today),
        "proposal template": a_template(ada, today),
    }
    return {**told, **polled(ada, before, today)}


def say_what_came_of_it(over: Proposal, by: Participant, at: Moment) -> None:
    """Who looks after it, and who buys it by when."""
    from toadlane.proposals import verbs

    text, later = "The kettle stands by the window.", dt.timedelta(days=90)
    verbs.state_outcome(
        proposal=over, text=text, owner="bo", review_on=at.day + later, by=by, at=at, key="stated"
    )
    soon = at.day + dt.timedelta(days=5)
    verbs.add_action(proposal=over, text="Buy it", who="bo", due_on=soon, by=by, at=at, key="buy")


def pulled_back(by: Participant, before: Moment, at: Moment) -> Proposal:
    """Raised, and pulled back to be worked on."""
    from toadlane.proposals import verbs

    draft = written(by, before, "Paint the door", came_of=("comment", of_a_talk(by)))
    raised = verbs.raise_proposal(draft=draft.pk, by=by, at=at, key="paint the door")
    verbs.pull_back(proposal=raised, because="Which colour?", by=by, at=at, key="which colour")
    return raised


def suggested(by: Participant, asked: Proposal, at: Moment) -> str:
    """Bo would have it otherwise."""
    from toadlane.coops.models import Participant
    from toadlane.proposals import verbs

    bo = Participant.objects.select_related("coop").get(coop=by.coop, key="bo")
    text = "Mend the lamp, as we talked about on Monday, before the winter."
    row = verbs.suggest(
        proposal=asked, title="Mend the lamp", text=text, because="It is dark.", by=bo, at=at, key="winter"
    )
    return str(row.pk)


def write_together(ada: Participant, draft: ProposalDraft, at: Moment) -> None:
    """Bo writes a draft along and has changed it; Dee was asked."""
    from toadlane.coops.models import Participant
    from toadlane.proposals import verbs
    from toadlane.proposals.said import Asked

    bo = Participant.objects.select_related("coop").get(coop=ada.coop, key="bo")
    for key in ("bo", "dee"):
        verbs.invite_writer(draft=draft.pk, person_key=key, by=ada, at=at, key=f"write {key}")
    verbs.answer_invitation(draft=draft.pk, agrees=True, by=bo, at=at)
    asked = Asked(matter="premises", title=draft.title, text="To the harbour, as we talked about on Tuesday.")
    verbs.keep_draft(asked=asked, by=bo, at=at, key="bo writes", draft=draft.pk)


def a_template(by: Participant, at: Moment) -> str:
    """What a proposal about the house begins with, changed once."""
    from toadlane.proposals import verbs
    from toadlane.proposals.verbs.templating import Written

    said = Written(name="The house", matter="premises", title="Mend …", text="What is broken:")
    kept = verbs.keep_template(written=said, by=by, at=at, key="template")
    again = Written(name="The house", matter="premises", title="Mend …", text="What is broken, since when:")
    verbs.keep_template(written=again, by=by, at=at, key="template again", template=kept.pk)
    return str(kept.pk)


def attach_a_plan(by: Participant, proposal: str, at: Moment) -> str:
    """A plan that hangs on a proposal, and one on what was said of it."""
    import io

    from toadlane.files.bringing import Sent
    from toadlane.talk import verbs
    from toadlane.talk.subjects import subject_in

    subject = subject_in(by.coop, "proposal", proposal, at)
    assert subject is not None
    plan, offer = Sent("The lamp, drawn.md", io.BytesIO(b"# A lamp")), Sent("Offer.txt", io.BytesIO(b"20"))
    (kept,) = verbs.attach(subject=subject, sent=[plan], by=by, at=at, key="plan")
    verbs.say_with(subject=subject, text="An offer came.", sent=[offer], by=by, at=at, key="offer")
    return str(kept.pk)


def of_a_talk(by: Participant) -> str:
    """The comment that began the talk about a change of the charter."""
    from toadlane.talk.models import Comment

    return str(Comment.objects.get(coop=by.coop, kind="amendment", sort="concern").pk)


def written(by: Participant, at: Moment, title: str, came_of: tuple[str, str] = ("", "")) -> ProposalDraft:
    """A draft about the house they work in."""
    from toadlane.proposals import verbs
    from toadlane.proposals.said import Asked

    kind, of = came_of
    text = f"{title}, as we talked about on Monday."
    asked = Asked(matter="premises", title=title, text=text, origin_kind=kind, origin_key=of)
    return verbs.keep_draft(asked=asked, by=by, at=at, key=title)


def polled(ada: Participant, before: Moment, today: Moment) -> dict[str, str]:
    """A poll for a time that is open, one with points that was answered, and two secret ones."""
    from toadlane.proposals import verbs
    from toadlane.proposals.models import Elector
    from toadlane.proposals.said import Asked

    def asked(
        at: Moment, poll: str, title: str, options: tuple[tuple[str, str], ...], *, secret: bool = False
    ) -> Proposal:
        asks = Asked(
            matter="poll",
            poll=poll,
            title=title,
            text="Say what you would like.",
            options=options,
            poll_secret=secret,
        )
        draft = verbs.keep_draft(asked=asks, by=ada, at=at, key=f"draft {title}")
        return verbs.raise_proposal(draft=draft.pk, by=ada, at=at, key=f"raise {title}")

    day = today.day + dt.timedelta(days=20)
    times = ((f"{day} 18:00", "After work."), (f"{day} 08:30 Europe/Madrid", ""))
    time = asked(today, "times", "When do we meet in spring?", times)
    first = (("Roof", "It leaks over the press."), ("Door", ""), ("A bigger oven", "For two loaves at once."))
    over = asked(before, "dots", "What do we mend first?", first)
    verbs.take_position(
        proposal=over, stance="agree", ballot=[(1, 6), (3, 4)], by=ada, at=before, key="ada mends"
    )
    verbs.bring_up_to(proposal=over, at=today)
    names = (("The kettle", ""), ("The lamp", "As it was."))
    secret = asked(before, "choice", "What do we call the room?", names, secret=True)
    electors = Elector.objects.filter(attempt__proposal=secret, part="decides")
    for n, one in enumerate(electors.select_related("participant__coop")):
        ballot, who = [(1 + n % 2, 1)], one.participant
        verbs.cast_vote(
            proposal=secret, stance="agree", ballot=ballot, by=who, at=before, key=f"{who.key} votes"
        )
    verbs.bring_up_to(proposal=secret, at=today)
    going = asked(today, "choice", "What do we call the yard?", names, secret=True)
    told = {"poll": time, "poll over": over, "secret poll": going, "secret over": secret}
    return {name: str(row.pk) for name, row in told.items()}
