"""Whoever holds a role decides alone what the charter entrusts it with; a circle what is in its mandate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.charter import texts
from tests.toadlane.decisions.conftest import joins
from tests.toadlane.proposals.conftest import MEMBERS_MAY, RULES, VOTES
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import READY, Authority
from toadlane.proposals import verbs
from toadlane.proposals.models import Elector
from toadlane.proposals.said import Asked

SINCE = dt.date(2024, 1, 1)
HELD = """
## Article 30 — Machines

```toml rule
kind = "role"
name = "keeper"
does = ["keep the machines running"]
open_to = ["member"]
filled = "volunteer"
may_decide = ["infrastructure", "dismiss"]
```
```toml rule
kind = "body"
name = "loom"
form = "circle"
open_to = ["member"]
filled = "open"
mandate = ["premises"]
decides_by = "vote"
```
"""
SAID = {"matter": "infrastructure", "title": "Two more disks", "text": "We buy two disks."}


@pytest.fixture
def keeper(harbour: Coop, ada: Participant, noon: Moment) -> Participant:
    """Dee keeps the machines and sits in the loom; Fay does neither."""
    source = texts.HARBOUR.replace("\n## Article 6", f"{RULES}{HELD}\n## Article 6", 1)
    source = source.replace(VOTES, MEMBERS_MAY)
    charter.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")
    dee, _fay = joins(harbour, "dee", "member", SINCE), joins(harbour, "fay", "member", SINCE)
    for role in ("keeper", "loom"):
        RolePeriod.objects.create(coop=harbour, participant=dee, role=role, valid_from=SINCE)
    return dee


def test_it_is_decided_on_its_page_and_over_the_api_by_whoever_holds_the_role_alone(
    keeper: Participant, ada: Participant, noon: Moment, signed_in: Callable[[Participant], Client]
) -> None:
    hers, his = signed_in(keeper), signed_in(ada)
    page, api = "/c/harbour/decide/by-role/", "/api/v1/coops/harbour/proposals/by-role"

    linked = [page in one.get("/c/harbour/decide/").content.decode() for one in (hers, his)]
    form = {**SAID, "key": "page"}
    sent = [hers.post(page, form)["Location"] for _click in range(2)]
    told = hers.post(api, {**SAID, "title": "A third", "key": "api"}, content_type="application/json")
    refused = his.post(api, {**SAID, "key": "his"}, content_type="application/json")

    assert (linked, "<textarea" in his.get(page).content.decode()) == ([True, False], False)
    first = Authority.objects.get(subject="Two more disks")
    assert (first.article, first.alone, first.entered_by) == ("Article 30 — Machines", True, keeper)
    assert [str(first.pk) in one for one in sent] == [True, True]
    assert (told.status_code, told.json()["article"]) == (201, "Article 30 — Machines")
    assert (refused.status_code, refused.json()["code"]) == (409, "proposals.not-entrusted")
    assert Authority.objects.filter(READY).count() == 2


def test_what_the_role_is_not_entrusted_with_and_what_does_something_by_itself_is_refused(
    keeper: Participant, noon: Moment
) -> None:
    def code(**other: str) -> str:
        with pytest.raises(Fault) as met:
            verbs.decide_by_role(**{**SAID, **other}, by=keeper, at=noon, key=f"{[*other]}")
        return met.value.code

    [period] = RolePeriod.objects.filter(participant=keeper, role="keeper")
    told = [code(matter="policy"), code(matter="dismiss"), code(title=" "), code(text="x" * 10_001)]
    over = {"valid_from": SINCE, "valid_until": noon.day, "replaces": period}
    RolePeriod.objects.create(coop=keeper.coop, participant=keeper, role="keeper", **over)

    assert told == ["proposals.not-entrusted"] * 2 + ["proposals.incomplete"] * 2
    assert code(title="Later") == "proposals.not-entrusted"


def test_a_matter_in_the_mandate_of_a_circle_is_put_to_those_who_sit_in_it(
    keeper: Participant, ada: Participant, noon: Moment
) -> None:
    asked = Asked(matter="premises", title="Join the ring", text="We join.")
    draft = verbs.keep_draft(asked=asked, by=ada, at=noon, key="draft")
    verbs.raise_proposal(draft=draft.pk, by=ada, at=noon, key="raise")

    deciding = Elector.objects.filter(part="decides").values_list("participant__key", flat=True)
    assert list(deciding) == ["dee"]
