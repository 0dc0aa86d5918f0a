"""From nothing to a charter: a model with a co-op's own answers, or a text of its own; read, then adopted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bylaws.kernel.faults import Fault, InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.charter import texts
from tests.toadlane.conftest import join
from toadlane.charter import founding_text, shelf
from toadlane.charter.models import CharterDraft, CharterText
from toadlane.charter.reads import charter_of
from toadlane.charter.verbs import TextRefused
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record.models import Entry

ROOM = "/c/harbour/charter/adoption/"
API = "/api/v1/coops/harbour/charter"
ODD = texts.HARBOUR.replace("client-work", "clients-work", 1).replace("Client work", "Everything")
Keep = Callable[[str], CharterDraft]


@pytest.fixture
def keep(harbour: Coop, ada: Participant, noon: Moment) -> Keep:
    def keeping(source: str) -> CharterDraft:
        return founding_text.keep_draft(coop=harbour, source=source, model="", by=ada, at=noon)

    return keeping


def adopt(draft: CharterDraft, by: Participant, at: Moment, key: str = "adopt") -> CharterText:
    return founding_text.adopt_draft(coop=draft.coop, digest=draft.digest, by=by, at=at, key=key)


def test_a_draft_becomes_the_charter_to_the_letter_and_is_gone(
    keep: Keep, harbour: Coop, ada: Participant, noon: Moment
) -> None:
    draft = keep(texts.HARBOUR)
    adopted = adopt(draft, ada, noon)

    assert (adopted.source, adopted.entered_by) == (texts.HARBOUR, "ada")
    assert Entry.objects.get(kind="charter.adopted.v1").actor == "ada"
    assert not CharterDraft.objects.exists()


def test_the_same_click_twice_adopts_once(keep: Keep, harbour: Coop, ada: Participant, noon: Moment) -> None:
    draft = keep(texts.HARBOUR)
    digest = draft.digest

    first, second = (
        founding_text.adopt_draft(coop=harbour, digest=digest, by=ada, at=noon, key="adopt") for _ in range(2)
    )

    assert first == second
    assert Entry.objects.filter(kind="charter.adopted.v1").count() == 1


def test_a_draft_is_one_however_often_it_is_kept(keep: Keep) -> None:
    keep("not yet anything")
    keep("a little more\r\nof it")

    assert CharterDraft.objects.get().source == "a little more\nof it"


def test_what_was_changed_since_it_was_read_is_not_adopted(
    keep: Keep, ada: Participant, noon: Moment
) -> None:
    read = keep(texts.HARBOUR)
    keep(texts.HARBOUR + "\nand more\n")

    with pytest.raises(RecordMoved) as fault:
        adopt(read, ada, noon)

    assert (fault.value.code, CharterText.objects.count()) == ("charter.draft-changed", 0)


def test_without_a_draft_there_is_nothing_to_adopt(harbour: Coop, ada: Participant, noon: Moment) -> None:
    with pytest.raises(InputFault) as fault:
        founding_text.adopt_draft(coop=harbour, digest="0" * 64, by=ada, at=noon, key="adopt")

    assert fault.value.code == "charter.no-draft"


def test_a_text_with_faults_stays_a_draft(keep: Keep, ada: Participant, noon: Moment) -> None:
    draft = keep(texts.HARBOUR.replace('kind = "tax"', 'kind = "taxi"'))

    with pytest.raises(TextRefused):
        adopt(draft, ada, noon)

    assert CharterDraft.objects.exists()


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("x" * (founding_text.LONGEST + 1), "charter.long"),
        ("\x00", "charter.not-text"),
        ("\ud800", "charter.not-text"),
    ],
)
def test_what_is_no_text_is_not_kept(keep: Keep, source: str, code: str) -> None:
    with pytest.raises(InputFault) as fault:
        keep(source)

    assert (fault.value.code, CharterDraft.objects.count()) == (code, 0)


def test_after_adoption_there_are_amendments_alone(
    charter: CharterText, keep: Keep, harbour: Coop, ada: Participant, noon: Moment
) -> None:
    with pytest.raises(RecordMoved):
        keep("another")
    with pytest.raises(RecordMoved) as fault:
        founding_text.adopt_draft(coop=harbour, digest="0" * 64, by=ada, at=noon, key="other")

    assert fault.value.code == "charter.adopted-already"


def test_only_founder_and_bookkeeper_adopt(
    keep: Keep, bo: Participant, noon: Moment, harbour: Coop, ada: Participant
) -> None:
    draft = keep(texts.HARBOUR)
    elsewhere = Coop.objects.create(slug="elsewhere", name="E", currency="USD", time_zone="UTC")
    zed = join(elsewhere, "zed", "member", dt.date(2024, 1, 1))

    with pytest.raises(Refused) as fault:
        adopt(draft, bo, noon)
    with pytest.raises(NotThere):
        adopt(draft, zed, noon)

    assert fault.value.code == "charter.not-founder"


def test_the_shelf_holds_every_model_with_words_and_blanks_and_the_starter_first() -> None:
    models = shelf.models()

    keys = sorted(folder.name for folder in shelf.SHELF.iterdir() if folder.name != shelf.STARTER)
    assert [model.key for model in models] == [shelf.STARTER, *keys]
    assert [model.key for model in models if model.starter] == [shelf.STARTER]
    assert [model.key for model in models if not (model.words and model.blanks.blanks and model.about)] == []
    with pytest.raises(NotThere):
        shelf.model("../palante")


@pytest.mark.parametrize("model", shelf.models(), ids=lambda model: model.key)
def test_every_model_can_be_adopted_with_its_usual_answers(
    model: shelf.Model, keep: Keep, harbour: Coop, ada: Participant, noon: Moment
) -> None:
    source = founding_text.from_model(
        model,
        answers=model.blanks.usual(),
        name="Harbour Web Cooperative",
        jurisdiction="US-MA",
        time_zone="America/New_York",
        adopted=noon.day,
        from_day=dt.date(2024, 1, 1),
    )

    adopted = adopt(keep(source), ada, noon)

    front = charter_of(harbour).base_front
    assert (front.name, front.modelled_on, adopted.takes_effect_on) == (
        "Harbour Web Cooperative",
        model.title,
        dt.date(2024, 1, 1),
    )


def typed(model: str = "palante", **more: str) -> dict[str, str]:
    said = {f"blank-{name}": usual for name, usual in shelf.model(model).blanks.usual().items()}
    own = {"name": "Harbour Web", "jurisdiction": "US-MA", "adopted": "2025-03-01", "from_day": "2024-01-01"}
    return {
        **said,
        **own,
        **{name.replace("_", "-", 1) if "blank" in name else name: v for name, v in more.items()},
    }


def test_by_the_pages_a_model_is_filled_read_and_adopted(browser: Client, harbour: Coop) -> None:
    chosen = browser.get(ROOM)
    blank = browser.get(f"{ROOM}models/palante/")
    filled = browser.post(
        f"{ROOM}models/palante/", {**typed(), "blank-buy-in": "1,500".replace(",", "") + ".00"}, follow=True
    )
    text = filled.context["draft"]
    adopted = browser.post(f"{ROOM}founding/", {"digest": text.digest, "key": "adopt"}, follow=True)

    assert (chosen.status_code, blank.status_code) == (200, 200)
    assert "$1,500" in text.source
    assert filled.context["judged"].adoptable
    assert adopted.redirect_chain == [("/c/harbour/charter/", 302)]
    assert charter_of(harbour).base_front.name == "Harbour Web"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"blank-buy-in": "3,000"}, "blank-buy-in"),
        ({"blank-buy-in": "0.00"}, "blank-buy-in"),
        ({"blank-cash": "5%"}, "blank-cash"),
        ({"blank-cash": "25"}, "blank-cash"),
        ({"blank-candidacy": "nine"}, "blank-candidacy"),
        ({"blank-fiscal-year": "13-01"}, "blank-fiscal-year"),
        ({"name": ""}, "name"),
        ({"jurisdiction": "Massachusetts"}, "jurisdiction"),
        ({"adopted": "soon"}, "adopted"),
    ],
)
def test_an_answer_that_cannot_be_is_told_beside_its_question(
    browser: Client, more: dict[str, str], field: str
) -> None:
    page = browser.post(f"{ROOM}models/palante/", {**typed(), **more})

    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert page.context["form"]["blank-parts"].value() == "24"


def test_a_model_in_another_currency_says_what_adopting_it_does(browser: Client, harbour: Coop) -> None:
    Coop.objects.filter(pk=harbour.pk).update(currency="EUR")

    shown = browser.get(f"{ROOM}models/palante/").content.decode()
    filled = browser.post(f"{ROOM}models/palante/", typed(), follow=True).content.decode()

    assert "This model reckons in USD, your co-op in EUR" in shown
    assert "It reckons in USD; the co-op was made with EUR" in filled


@pytest.mark.parametrize(("currency", "rate"), [("EUR", "25.00"), ("JPY", "25"), ("KWD", "25.00")])
def test_the_starter_charter_reckons_in_the_currency_of_whoever_takes_it(
    browser: Client, harbour: Coop, currency: str, rate: str
) -> None:
    Coop.objects.filter(pk=harbour.pk).update(currency=currency)

    page = browser.get(f"{ROOM}models/starter/")
    asked = {field.name: field.value() for field in page.context["form"]}
    filled = browser.post(f"{ROOM}models/starter/", {k: v for k, v in asked.items() if v}, follow=True)

    text = filled.context["draft"].source
    assert "your co-op in" not in page.content.decode()
    assert asked["blank-rate"] == rate
    assert (f'currency = "{currency}"' in text, f"25 {currency}" in text) == (True, True)
    assert filled.context["judged"].adoptable


def test_the_starter_charter_is_the_one_recommended(browser: Client) -> None:
    page = browser.get(ROOM).content.decode()
    models = browser.get(f"{API}/models").json()

    assert page.count("Recommended for a new co-op") == 1
    assert [model["key"] for model in models if model["recommended"]] == ["starter"]


def test_a_text_that_cannot_be_read_is_kept_and_told_by_line(browser: Client) -> None:
    wrong = texts.HARBOUR.replace('kind = "surplus"', 'kind = "surplus"\nkind = "twice"')

    page = browser.post(f"{ROOM}text/", {"source": wrong}, follow=True)

    told = page.content.decode()
    assert page.context["form"]["source"].value() == wrong
    assert "It cannot be adopted yet" in told
    assert "charter.md:" in told
    assert "Adopt this charter" not in told


def test_a_file_takes_the_place_of_the_text(browser: Client) -> None:
    file = SimpleUploadedFile("bylaws.md", b"\xef\xbb\xbf" + texts.HARBOUR.encode())

    page = browser.post(f"{ROOM}text/", {"source": "old", "file": file}, follow=True)

    assert page.context["draft"].source == texts.HARBOUR
    assert "Adopt this charter" in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"source": "  "}, "source"),
        ({"source": "x", "file": SimpleUploadedFile("a.md", "é".encode("latin-1"))}, "file"),
        ({"source": "x", "file": SimpleUploadedFile("a.md", b"x" * 2_000_001)}, "file"),
        ({"source": "x" * 1_000_001}, "source"),
    ],
)
def test_what_is_no_text_is_told_beside_its_field(browser: Client, sent: dict[str, Any], field: str) -> None:
    page = browser.post(f"{ROOM}text/", sent)

    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def test_a_text_that_is_only_odd_can_be_adopted_all_the_same(browser: Client) -> None:
    page = browser.post(f"{ROOM}text/", {"source": ODD}, follow=True)

    told = page.content.decode()
    assert ("Worth a look" in told, "Adopt this charter" in told) == (True, True)


def test_adopting_what_changed_meanwhile_is_refused_on_the_page(browser: Client, keep: Keep) -> None:
    keep(texts.HARBOUR)

    page = browser.post(f"{ROOM}founding/", {"digest": "0" * 64, "key": "adopt"})
    keyless = browser.post(f"{ROOM}founding/", {"digest": "0" * 64})

    assert (page.status_code, keyless.status_code) == (409, 422)
    assert "changed since you read it" in page.content.decode()
    assert "Read it once more" in page.content.decode()


def test_a_script_in_a_charter_is_only_text(browser: Client) -> None:
    source = texts.HARBOUR.replace("We build", "<script>alert(1)</script> We build")

    page = browser.post(f"{ROOM}text/", {"source": source}, follow=True)

    assert "<script>alert" not in page.content.decode()


def test_the_page_without_a_charter_leads_the_founder_on(
    browser: Client, harbour: Coop, signed_in: Any
) -> None:
    member = signed_in(join(harbour, "dee", "member", dt.date(2024, 1, 1)))

    assert ROOM in browser.get("/c/harbour/charter/").content.decode()
    assert ROOM not in member.get("/c/harbour/charter/").content.decode()
    assert member.get(ROOM).status_code == 409


def test_with_a_charter_the_pages_of_founding_are_closed(browser: Client, charter: CharterText) -> None:
    answers = [browser.get(f"{ROOM}{page}").status_code for page in ("", "models/palante/", "text/")]

    assert answers == [409, 409, 409]


def test_a_model_that_is_not_there_is_not_found(browser: Client, harbour: Coop) -> None:
    assert browser.get(f"{ROOM}models/nothing/").status_code == 404


def test_over_the_api_a_model_is_filled_checked_and_adopted(browser: Client, harbour: Coop) -> None:
    def post(where: str, body: dict[str, Any]) -> Any:
        return browser.post(f"{API}{where}", body, content_type="application/json")

    models = browser.get(f"{API}/models").json()
    answers = {
        "name": "Harbour Web",
        "adopted": "2025-03-01",
        "from_day": "2024-01-01",
        "answers": {"rate": "31.00"},
    }
    text = post("/models/palante/text", answers).json()["source"]
    found = post("/check", {"source": text.replace('kind = "tax"', 'kind = "taxi"')}).json()
    adopted = post("/adoption", {"source": text, "key": "k"})

    assert [model["key"] for model in models] == [model.key for model in shelf.models()]
    assert [(one["serious"], one["article"]) for one in found][:1] == [(True, "Article 11 — Taxes")]
    assert (adopted.status_code, adopted.json()["entered_by"]) == (201, "ada")
    assert (
        post("/models/palante/text", {**answers, "answers": {"sweets": "5"}}).json()["code"]
        == "blank.unknown"
    )


def test_over_the_api_others_adopt_nothing(harbour: Coop, bo: Participant, signed_in: Any) -> None:
    browser = signed_in(bo)
    body = {"source": texts.HARBOUR, "key": "k"}

    answers = [
        browser.post(f"{API}/adoption", body, content_type="application/json"),
        browser.get(f"{API}/models"),
        browser.post(f"{API}/models/palante/text", {}, content_type="application/json"),
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 422]
    assert isinstance(founding_text.no_draft(), Fault)
