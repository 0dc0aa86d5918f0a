"""The pages of raising a matter: what it is about, its draft, and asking the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from bylaws.decisions.proposal import POLL
from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import ANSWERED, KeyedForm
from toadlane.coops.models import Participant
from toadlane.decisions import matters
from toadlane.members.register import persons
from toadlane.notices.telling import here_on
from toadlane.proposals import agreements, origins, template_reads, verbs, ways, words
from toadlane.proposals.again import seconding
from toadlane.proposals.author_views import writing
from toadlane.proposals.authors import written_by
from toadlane.proposals.deeds import doing_of
from toadlane.proposals.forms import AskForm, Choices, DraftForm, WayForm, as_typed
from toadlane.proposals.life import GONE, amount_of
from toadlane.proposals.models import DECISIONS, ProposalDraft
from toadlane.proposals.polling import KINDS, chooses, decides
from toadlane.proposals.sameness import alike
from toadlane.proposals.talks import seen
from toadlane.ui.faults import Told, told
from toadlane.ui.reasons import told as told_why

BOTH = ("GET", "HEAD", "POST")
GIVEN = (
    "poll",
    "matter",
    "amount",
    "acts",
    "subject",
    "fingerprint",
    "about",
    "title",
    "ends",
    "origin_kind",
    "origin_key",
)


@dataclass(frozen=True)
class Looked:
    """The way of a matter as it would go today, or what stands in it."""

    way: ways.Way | None = None
    fault: Told | None = None

    @property
    def chooses(self) -> bool:
        """Whether it is decided by choosing among options."""
        return self.way is not None and chooses(self.way.found.value.legs[0].says)


@require_http_methods(BOTH)
@for_participants
def begin(request: HttpRequest, place: Place) -> HttpResponse:
    """Choose what it is about and see what the charter says, then write; `?acts=` says what needs it."""
    refuse_strangers(place)
    asked = {name: request.GET.get(name, "") for name in GIVEN}
    origin = origins.asked(place.sight, asked["origin_kind"], asked["origin_key"], place.moment)
    given = template_reads.begun(place, request.GET.get("template", ""), asked)
    given = origins.named_after(origin, given)
    if given["acts"] and not given["matter"]:
        known = {one.key: one.decided_as or one.key for one in matters.known()}
        given["matter"] = known.get(given["acts"], "")
    offered = matters_offered(place, given["matter"])
    poll, matter, amount = (request.POST.get(name, given[name]) for name in ("poll", "matter", "amount"))
    poll = poll if poll in KINDS else ""
    given |= {"poll": poll, "matter": POLL if poll else given["matter"]}
    choosing = WayForm(given if given["matter"] and not poll else None, offered=offered, auto_id="way_%s")
    looked = look(place, matter, amount, poll=ProposalDraft(poll=poll)) if matter or poll else Looked()
    form = DraftForm(
        request.POST or None,
        **choices(place, given["ends"]),
        poll=poll,
        options=looked.chooses,
        initial={name: said for name, said in given.items() if said},
    )
    if form.is_valid():
        with form.acting():
            kept = verbs.keep_draft(
                asked=form.asked(), by=place.member, at=place.moment, key=form.cleaned_data["key"]
            )
            return redirect("proposals:draft", place.coop.slug, kept.pk)
    shown = {
        "choosing": choosing,
        "form": form,
        "looked": looked,
        "matter": words.kind_of(poll, matter) if matter or poll else "",
        "poll": poll,
        "asking": AskForm({"poll": poll} if poll else None, auto_id="ask_%s"),
        "does": matters.matter(given["acts"]).title(given["subject"]) if given["acts"] else "",
        "templates": template_reads.for_matter(place, matter) if matter else [],
        **origin_of(place, origin),
        "picked": request.GET.get("template", "")[:40],
        "may_raise": ways.may_raise_here(place),
    }
    return render(request, "proposals/begin.html", shown, status=form.status)


@require_http_methods(BOTH)
@for_participants
def draft(request: HttpRequest, place: Place, draft: UUID) -> HttpResponse:
    """One's own draft: written further, and what happens when it is raised."""
    held = own(place, draft)
    form = form_of(place, held, look_at(place, held), request.POST or None)
    if form.is_valid():
        with form.acting():
            said = form.cleaned_data
            verbs.keep_draft(
                asked=form.asked(),
                by=place.member,
                at=place.moment,
                key=said["key"],
                draft=held.pk,
                edition=said["edition"],
            )
            messages.success(request, gettext("Kept. Nobody else sees it until you raise it."))
            return redirect("proposals:draft", place.coop.slug, held.pk)
    return page_of(request, place, own(place, draft), form)


@require_POST
@for_participants
def raising(request: HttpRequest, place: Place, draft: UUID) -> HttpResponse:
    """Ask the others."""
    form = KeyedForm(request.POST, auto_id=False)
    if form.is_valid():
        with form.acting():
            raised = verbs.raise_proposal(
                draft=draft, by=place.member, at=place.moment, key=form.cleaned_data["key"]
            )
            messages.success(request, gettext("Raised. Whoever decides is told."))
            return redirect("proposals:proposal", place.coop.slug, raised.pk)
    return page_of(request, place, own(place, draft), None, sent=form)


@require_POST
@for_participants
def dropping(request: HttpRequest, place: Place, draft: UUID) -> HttpResponse:
    """Let a draft go."""
    form = KeyedForm(request.POST, auto_id=False)
    if form.is_valid():
        with form.acting():
            verbs.drop_draft(draft=draft, by=place.member, at=place.moment, key=form.cleaned_data["key"])
            messages.success(request, gettext("The draft is gone."))
            return redirect("proposals:decide", place.coop.slug)
    return page_of(request, place, own(place, draft), None, sent=form)


def page_of(
    request: HttpRequest,
    place: Place,
    held: ProposalDraft,
    form: DraftForm | None,
    *,
    sent: KeyedForm | None = None,
) -> HttpResponse:
    """The page of one draft."""
    looked = look_at(place, held)
    shown = {
        "draft": held,
        "form": form or form_of(place, held, looked),
        "looked": looked,
        "matter": words.about(held),
        "does": matters.matter(held.acts).title(held.subject) if held.acts else "",
        "amount": amount_of(held),
        "click": KeyedForm(auto_id=False),
        "doing": doing_of(held, place),
        **origin_of(place, origins.of(place, held)),
        **again_of(place, held),
        **writing(place, held, form),
        "sent": sent,
    }
    refused = sent or form
    return render(request, "proposals/draft.html", shown, status=refused.status if refused else 200)


def form_of(place: Place, held: ProposalDraft, looked: Looked, data: Any = None) -> DraftForm:
    """A draft to be written further."""
    amount = amount_of(held)
    return DraftForm(
        data,
        **choices(place, held.ends_id),
        poll=held.poll,
        options=looked.chooses,
        initial=as_typed(held, amount.decimal() if amount else ""),
    )


def look_at(place: Place, held: ProposalDraft) -> Looked:
    """The way of a draft, as it would go today."""
    amount = amount_of(held)
    return look(place, held.matter, amount.decimal() if amount else "", poll=held)


def origin_of(place: Place, origin: origins.Origin | None) -> dict[str, Any]:
    """What a page says of what it came of, where whoever looks may see that."""
    if origin is None:
        return {}
    place.shows(origin.information_class)
    return {
        "origin": origin,
        "origin_kind": origins.label_of(origin.kind),
        "is_narrower": origins.is_narrower(place.sight, origin),
    }


def again_of(place: Place, held: ProposalDraft) -> dict[str, Any]:
    """What its page says where it failed before and others have to second it."""
    lacks = seconding(held, place.moment)
    if lacks is None:
        return {"alike": alike(held, place.moment) if place.sight.may_see_class(DECISIONS) else []}
    return {
        "again": lacks,
        "lacks_seconders": not lacks.may,
        "again_told": told_why(lacks.found.reason, place.coop.currency),
        "sees_before": seen(place).filter(pk=lacks.before.proposal).exists(),
    }


def own(place: Place, key: UUID) -> ProposalDraft:
    """A draft for whoever writes it or was asked to; everybody else finds nothing there."""
    found = written_by(place.member, invited=True).select_related("author").filter(pk=key).first()
    if found is None:
        raise absent()
    found.coop = place.coop
    place.gives(found)
    return found


def look(place: Place, matter: str, amount: str, *, poll: ProposalDraft) -> Looked:
    """The way a matter goes today, or a poll; a fault is told in its place."""
    try:
        asks = decides(poll)
        if asks is not None:
            return Looked(ways.way_of_poll(place.coop, asks, by=place.member, at=place.moment))
        money = Money.parse(amount, place.coop.currency) if amount else None
        return Looked(ways.way_of(place.coop, matter, money, by=place.member, at=place.moment))
    except ANSWERED as fault:
        return Looked(fault=told(fault))


def refuse_strangers(place: Place) -> None:
    """Raising is for whoever takes part; those who have left find nothing here."""
    person = persons(place.coop).get(place.member.key)
    stage = person.stage_on(place.moment.day) if person else None
    if stage in GONE:
        raise absent()


def matters_offered(place: Place, chosen: str) -> Choices:
    """Each matter with its word; one that was asked for is among them."""
    try:
        text = charter_of(place.coop).on_or_first(place.moment.day)
    except Fault:
        return []
    names = ways.offered(text)
    found = [(name, words.matter(name)) for name in names]
    return [("", "–"), *found, *([(chosen, words.matter(chosen))] if chosen and chosen not in names else [])]


def choices(place: Place, ends: object = "") -> dict[str, Choices]:
    """What can be chosen in a draft; `ends` is the key of the agreement that is chosen already."""
    return {"people": people_of(place), "agreed": agreements.to_choose(place, str(ends or ""))}


def people_of(place: Place) -> Choices:
    """Everybody who takes part, by name."""
    here: list[Participant] = list(here_on(place.coop, place.moment.day).order_by("name", "key"))
    return [(one.key, one.name) for one in here]
