"""A rule as a form: for every kind there is, it writes what was changed and leaves all else as it was."""

from __future__ import annotations

import html
import tomllib

import pytest
from django.test import Client
from django.utils import translation

from bylaws.charter import examples
from bylaws.charter.kinds import KINDS
from bylaws.kernel.faults import InputFault
from tests.toadlane.amending.conftest import article, write
from toadlane.amending.models import AmendmentDraft, ArticleEdit
from toadlane.amending.rewriting import rewritten
from toadlane.amending.slots import RuleForm, Said, Slot, form_of
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment

RULES = [(kind, toml) for kind in KINDS for toml in (examples.RULES[kind], *examples.MORE.get(kind, ()))]
SURPLUS = """\
# what we agreed in May
kind = "surplus" # the only one

[[steps]]
to   = "collective"  # stays
share = "25%"  # a quarter
of = "opening"

[[steps]]
to = "members"
share = "100%"
of = "left"
"""


def sent(form: RuleForm, **changes: list[str]) -> Said:
    """What a browser sends of a form, with changes: `steps_0_share`."""
    found: dict[str, list[str]] = {}

    def look(slots: tuple[Slot, ...]) -> None:
        for slot in slots:
            look(slot.slots)
            for row in slot.rows:
                look(row)
            if slot.form in {"lines", "several"}:
                found[slot.name] = ["\r\n".join(slot.values)] if slot.form == "lines" else ["", *slot.values]
            elif slot.form not in {"table", "rows", "as-written"}:
                found[slot.name] = [slot.value]

    look(form.slots)
    return {**found, **{name.replace("__", "."): values for name, values in changes.items()}}


@pytest.mark.parametrize(("kind", "toml"), RULES)
def test_every_kind_has_a_form_that_shows_all_of_it_and_changes_nothing_by_itself(
    kind: str, toml: str
) -> None:
    form = form_of(toml)

    assert (form.why_not, form.kind) == ("", kind)
    assert [slot.name for slot in form.slots if slot.form == "as-written"] == []
    assert rewritten(toml, sent(form)) == toml


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_says_what_it_is_and_what_its_absence_means(kind: str) -> None:
    unsaid = [slot.name for slot in form_of(f'kind = "{kind}"').slots if not slot.says]

    assert unsaid == []


def test_only_what_changed_changes_to_the_comment_and_the_space() -> None:
    form = form_of(SURPLUS)

    written = rewritten(SURPLUS, sent(form, steps__0__share=["35%"], steps__1__cash=["40%"]))

    assert written == SURPLUS.replace('"25%"', '"35%"') + 'cash = "40%"\n'


def test_a_new_key_stands_before_the_tables_and_an_emptied_one_is_gone() -> None:
    written = rewritten(SURPLUS, {"from_others_work": ["collective"], "steps.1.of": [""]})

    assert tomllib.loads(written) == {
        "kind": "surplus",
        "from_others_work": "collective",
        "steps": [
            {"to": "collective", "share": "25%", "of": "opening"},
            {"to": "members", "share": "100%"},
        ],
    }
    assert written.startswith("# what we agreed in May\n")


def test_a_table_comes_with_its_first_key_and_goes_with_its_last() -> None:
    instalments = {"steps.1.instalments.count": ["4"], "steps.1.instalments.first": ["P1M"]}

    written = rewritten(SURPLUS, instalments)
    assert written.endswith('of = "left"\ninstalments = {count = 4, first = "P1M"}\n')
    emptied = rewritten(written, {name: [""] for name in instalments})

    assert emptied == SURPLUS


@pytest.mark.parametrize(
    ("do", "order"),
    [
        ("up:steps.1", ["members", "collective"]),
        ("down:steps.0", ["members", "collective"]),
        ("up:steps.0", ["collective", "members"]),
        ("down:steps.1", ["collective", "members"]),
        ("remove:steps.0", ["members"]),
        ("add:steps", ["collective", "members", None]),
    ],
)
def test_rows_are_added_moved_and_removed(do: str, order: list[str | None]) -> None:
    steps = tomllib.loads(rewritten(SURPLUS, {}, do=do))["steps"]

    assert [step.get("to") for step in steps] == order


def test_the_first_row_can_be_added_and_the_last_removed() -> None:
    one = rewritten('kind = "surplus"\n', {}, do="add:steps")

    assert tomllib.loads(one) == {"kind": "surplus", "steps": [{}]}
    assert tomllib.loads(rewritten(one, {}, do="remove:steps.0")) == {"kind": "surplus"}


def test_rows_on_one_line_stay_there_and_nested_ones_can_be_added() -> None:
    subjects = 'kind = "subjects"\nspend = [{ up_to = "500.00", by = "individual" }, { by = "everyday" }]\n'

    assert rewritten(subjects, {"spend.0.up_to": ["600.00"]}) == subjects.replace("500", "600")
    assert tomllib.loads(rewritten(subjects, {}, do="add:spend"))["spend"][2] == {}


def test_a_matter_of_ones_own_is_added() -> None:
    subjects = 'kind = "subjects"\nhire = "people"\n'

    written = rewritten(subjects, {"other-key": ["tea"], "other-value": ["everyday"]})

    assert written == subjects + 'tea = "everyday"\n'


@pytest.mark.parametrize(
    ("said", "do"),
    [
        ({"other-key": ["hire"], "other-value": ["x"]}, ""),
        ({"other-key": ["a b"], "other-value": ["x"]}, ""),
        ({}, "remove:hire.0"),
        ({}, "add:hire"),
        ({}, "up:nowhere.1"),
        ({}, "burn:hire"),
        ({}, "add:" + "x.y" * 50),
    ],
)
def test_what_a_form_cannot_write_it_leaves_alone(said: Said, do: str) -> None:
    with pytest.raises(InputFault) as fault:
        rewritten('kind = "subjects"\nhire = "people"\n', said, do=do)

    assert fault.value.code == "form.cannot"


@pytest.mark.parametrize(("name", "value"), [("members_at_most", "many"), ("members_at_most", "9" * 19)])
def test_a_number_that_is_none_is_refused(name: str, value: str) -> None:
    with pytest.raises(InputFault) as fault:
        rewritten('kind = "membership"\n', {name: [value]})

    assert fault.value.code == "form.value"


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ("kind = ", "toml"),
        ('kind = "tea"', "kind"),
        ("a = 1", "kind"),
        ("[" * 2000, "toml"),
        (f'kind = "exit"\nx = {"[" * 420}{"]" * 420}', "toml"),
        (f'kind = "exit"\n{".".join("a" * 2000)} = 1', "toml"),
    ],
    ids=["half", "no kind of ours", "no kind", "open brackets", "lists in lists", "dots"],
)
def test_what_has_no_form_says_why(toml: str, why: str) -> None:
    assert form_of(toml).why_not == why
    with pytest.raises(InputFault):
        rewritten(toml, {})


def test_what_a_form_cannot_show_is_shown_as_it_is_written() -> None:
    form = form_of('kind = "exit"\nnotice = 3\npays = "all"\ninstalments = [1]\nunknown = { a = 1.5 }\n')

    odd = {slot.name: slot.value for slot in form.slots if slot.form == "as-written"}
    assert odd == {"notice": "3", "pays": '"all"', "instalments": "[1]", "unknown": "{a = 1.5}"}


NINE = "/c/harbour/charter/amendments/2026-surplus/article/9/"


def test_the_form_writes_the_fence_and_the_text_shows_it(draft: AmendmentDraft, browser: Client) -> None:
    before = article(draft)
    page = browser.get(f"{NINE}rule/1/")
    form = sent(page.context["form"], steps__0__share=["35%"])

    answer = browser.post(f"{NINE}rule/1/", {"key": "k", "edition": before.edition, **form})

    assert (answer.status_code, article(draft).source) == (302, before.source.replace("50%", "35%"))
    assert "35" in browser.get(NINE).content.decode()


def test_a_rule_is_added_and_filled_in(draft: AmendmentDraft, browser: Client) -> None:
    said = {"key": "k", "kind": "capital", "edition": article(draft).edition}

    made = browser.post(f"{NINE}rule/", said)

    assert made["Location"] == f"{NINE}rule/2/"
    assert article(draft).source.endswith('```toml rule\nkind = "capital"\n```\n')
    page = browser.get(made["Location"])
    browser.post(
        made["Location"],
        {"key": "k", "edition": article(draft).edition, **sent(page.context["form"], interest=["3%"])},
    )
    assert article(draft).source.endswith('kind = "capital"\ninterest = "3%"\n```\n')


def test_a_form_that_was_overtaken_shows_both_texts(
    draft: AmendmentDraft, browser: Client, dee: Participant, noon: Moment
) -> None:
    opened = article(draft).edition
    write(draft, 9, lambda text: text.replace("50%", "60%"), dee, noon)

    page = browser.post(f"{NINE}rule/1/", {"key": "k", "edition": opened, "steps.0.of": ["left"]})

    assert (page.status_code, "theirs" in page.context) == (409, True)
    assert ArticleEdit.objects.filter(is_aside=True).count() == 1


def test_a_value_that_does_not_do_is_told_on_the_form(draft: AmendmentDraft, browser: Client) -> None:
    said = {"key": "k", "edition": article(draft).edition, "steps.1.instalments.count": "four"}

    page = browser.post(f"{NINE}rule/1/", said)

    assert (page.status_code, "“four” cannot stand" in page.content.decode()) == (422, True)


def test_there_is_no_form_of_a_rule_that_is_not_there(draft: AmendmentDraft, browser: Client) -> None:
    assert [browser.get(f"{NINE}rule/{nth}/").status_code for nth in (0, 2)] == [404, 404]


IN_EACH_LANGUAGE = {
    "en": ("A year's surplus; the rule on", "what members' shares are measured by", "no yearly limit"),
    "es": ("El excedente de un año; vale", "por qué se mide la parte de cada socio", "sin límite anual"),
    "fr": ("L’excédent d’une année\u00a0; vaut", "selon quoi se mesure la part", "aucune limite par an"),
}


def test_what_a_key_says_is_told_in_the_readers_language(draft: AmendmentDraft, browser: Client) -> None:
    with translation.override("en"):  # afterwards the next test reads as before
        pages = {
            language: browser.get(f"{NINE}rule/1/", headers={"accept-language": language}).content.decode()
            for language in IN_EACH_LANGUAGE
        }

    missing = [
        (language, one)
        for language, said in IN_EACH_LANGUAGE.items()
        for one in said
        if one not in html.unescape(pages[language])
    ]
    assert missing == []
