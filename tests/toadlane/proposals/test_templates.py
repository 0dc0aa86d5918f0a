"""Templates: picked when a matter is raised, written by members, undone and archived."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from bylaws.kernel.faults import Fault, NotThere
from tests.toadlane.proposals.conftest import House
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.proposals import template_reads, verbs
from toadlane.proposals.models import ProposalDraft, ProposalTemplate, TemplateText
from toadlane.proposals.shipped import SHIPPED
from toadlane.proposals.verbs import templating
from toadlane.proposals.verbs.templating import Written

Enter = Callable[[Participant | Person], Client]
ROOM = "/c/harbour/decide/"
API = "/api/v1/coops/harbour/proposal-templates"
VAN = Written(name="The van", matter="spend", title="Mend the van for {amount}", text="What broke, {coop}?")


@pytest.fixture(autouse=True)
def _now(clock: Callable[[Moment], None]) -> None:
    """Noon."""


@pytest.fixture
def van(house: House, noon: Moment) -> ProposalTemplate:
    return verbs.keep_template(written=VAN, by=house.ada, at=noon, key="van")


def said(template: ProposalTemplate) -> list[str]:
    return list(TemplateText.objects.filter(template=template).order_by("nth").values_list("text", flat=True))


def test_a_template_is_picked_filled_in_and_kept_as_a_draft(
    house: House, van: ProposalTemplate, signed_in: Enter
) -> None:
    ada = signed_in(house.ada)
    offered = ada.get(f"{ROOM}raise/?matter=spend&amount=800.00").content.decode()
    begun = ada.get(f"{ROOM}raise/?matter=spend&amount=800.00&template={van.pk}").content.decode()
    admit = ada.get(f"{ROOM}raise/?template=admit&about=bo").content.decode()
    other = ada.get(f"{ROOM}raise/?matter=policy").content.decode()

    assert ("The van" in offered, "Spend money" in offered, "The van" in other) == (True, True, False)
    assert 'value="Mend the van for 800.00 USD"' in begun
    assert "What broke, Harbour Web Cooperative?" in begun
    assert 'value="Admit Bo as a member"' in admit
    assert not ProposalDraft.objects.exists()


def test_what_comes_along_reads_in_each_language_and_no_text_is_too_long() -> None:
    names = {}
    for language in ("en", "es", "fr"):
        with translation.override(language):
            names[language] = [one.name for one in template_reads.shipped()]
            for one in template_reads.shipped():
                known = dict.fromkeys(("amount", "name", "coop", "day"), "X")
                filled = template_reads.without_braces(one.title + one.text, known)
                assert "{" not in filled
    assert len(SHIPPED) == 5
    assert not set(names["en"]) & (set(names["es"]) | set(names["fr"]))


def test_what_was_changed_can_be_undone_and_done_again(
    house: House, van: ProposalTemplate, noon: Moment
) -> None:
    anew = Written(name="The van", matter="spend", text="Who drove?")
    again = [
        verbs.keep_template(written=anew, by=house.dee, at=noon, key="anew", template=van.pk, edition=1)
        for _ in "twice"
    ]
    with pytest.raises(Fault) as late:
        verbs.keep_template(written=VAN, by=house.ada, at=noon, key="late", template=van.pk, edition=1)
    verbs.undo_template(template=van.pk, edition=2, by=house.ada, at=noon, key="undo")
    verbs.undo_template(template=van.pk, edition=3, by=house.ada, at=noon, key="redo")
    with pytest.raises(Fault) as stale:
        verbs.undo_template(template=van.pk, edition=3, by=house.ada, at=noon, key="stale")

    assert again[0] == again[1]
    assert (late.value.code, stale.value.code) == ("proposals.template-moved",) * 2
    assert said(van) == [VAN.text, "Who drove?", VAN.text, "Who drove?"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (Written(name=" ", text="x"), "proposals.template-words"),
        (Written(name="a\nb", text="x"), "proposals.template-words"),
        (Written(name="a", text=""), "proposals.template-words"),
        (Written(name="a" * 81, text="x"), "proposals.long"),
        (Written(name="a", text="x" * 10_001), "proposals.long"),
    ],
)
def test_a_template_needs_a_name_and_a_text(house: House, noon: Moment, written: Written, code: str) -> None:
    with pytest.raises(Fault) as fault:
        verbs.keep_template(written=written, by=house.ada, at=noon, key="k")

    assert (fault.value.code, ProposalTemplate.objects.count()) == (code, 0)


def test_others_write_none_and_there_is_an_end_to_them(
    house: House, van: ProposalTemplate, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templating, "MOST", 1)
    with pytest.raises(NotThere):
        verbs.keep_template(written=VAN, by=house.bo, at=noon, key="bo")
    with pytest.raises(NotThere):
        verbs.archive_template(template=van.pk, archived=True, by=house.bo, at=noon)
    with pytest.raises(Fault) as full:
        verbs.keep_template(written=VAN, by=house.ada, at=noon, key="two")
    with pytest.raises(Fault) as first:
        verbs.undo_template(template=van.pk, edition=1, by=house.ada, at=noon, key="first")

    assert (full.value.code, first.value.code) == ("proposals.too-many-templates", "proposals.template-first")


def test_the_pages_write_undo_and_archive(house: House, van: ProposalTemplate, signed_in: Enter) -> None:
    ada, bo = signed_in(house.ada), signed_in(house.bo)
    one = f"{ROOM}templates/{van.pk}/"
    hostile = {"name": "<b>Ours</b>", "text": "{coop.slug} {{7*7}}", "key": "new"}

    made = ada.post(f"{ROOM}templates/new/?shipped=spend", hostile, follow=True).content.decode()
    wrote = ada.post(one, {"name": "The van", "text": "Other", "edition": 1, "key": "w"})
    refused = ada.post(one, {"name": "", "text": "kept", "edition": 2, "key": "x"})
    undone = ada.post(f"{one}undoing/", {"edition": 2, "key": "u"})
    archived = ada.post(f"{one}archiving/", {"archived": "yes", "key": "a"})
    unpicked = ada.get(f"{ROOM}raise/?matter=spend&template={van.pk}").content.decode()
    shown = ada.get(f"{ROOM}templates/").content.decode()

    assert "&lt;b&gt;Ours&lt;/b&gt;" in made
    assert "{coop.slug} {{7*7}}" in made
    assert (wrote.status_code, refused.status_code, undone.status_code, archived.status_code) == (
        302,
        422,
        302,
        302,
    )
    assert "kept</textarea>" in refused.content.decode()
    assert "What broke" not in unpicked
    assert "In the archive" in shown
    assert [bo.get(f"{ROOM}templates/").status_code, bo.get(one).status_code] == [404, 404]
    assert bo.post(one, {"name": "a", "text": "b", "edition": 1, "key": "bo"}).status_code == 404


def test_the_api_does_the_same(house: House, signed_in: Enter) -> None:
    ada, bo = signed_in(house.ada), signed_in(house.bo)

    def send(path: str, body: dict[str, Any], method: str = "post") -> Any:
        return getattr(ada, method)(f"{API}{path}", body, content_type="application/json")

    made = send("", {"name": "Van", "matter": "spend", "text": "What?", "key": "n"}).json()
    wrote = send(f"/{made['id']}", {"name": "Van", "text": "Who?", "edition": 1, "key": "w"}, "put").json()
    undone = send(f"/{made['id']}/undoing", {"edition": 2, "key": "u"}).json()
    archived = send(f"/{made['id']}/archiving", {"archived": True}).json()
    listed = ada.get(API).json()

    assert (wrote["text"], wrote["edition"], undone["text"], archived["archived"]) == (
        "Who?",
        2,
        "What?",
        True,
    )
    assert [one["key"] for one in listed] == [made["key"], *SHIPPED]
    assert (bo.get(API).status_code, ada.get(f"{API}/{house.coop.pk}").status_code) == (404, 404)
