"""Drafting an amendment: whatever is typed is kept, two at one article lose nothing, and faults are told."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Fault, InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.amending.conftest import Begin, article, articles, codes, digest, fresh, write
from tests.toadlane.conftest import join
from toadlane.amending import verbs
from toadlane.amending.composing import composed
from toadlane.amending.models import AmendmentDraft, ArticleEdit, DraftedArticle
from toadlane.coops.models import Coop, Participant, Visibility
from toadlane.coops.moment import Moment
from toadlane.record.models import Entry


def test_a_draft_begins_from_an_article_as_it_stands_and_holds_from_next_year(
    begin: Begin, noon: Moment
) -> None:
    begun = begin()

    held = article(begun)
    assert held.source.startswith("## Article 9 — Surplus\n\nA quarter stays in common")
    assert (held.source, held.does, begun.from_day) == (held.begun_from, "replaces", dt.date(2026, 1, 1))
    assert Entry.objects.get(kind="amendment.begun.v1").subject == "2026-surplus"


def test_the_same_click_begins_one_draft(begin: Begin) -> None:
    assert begin() == begin()
    assert DraftedArticle.objects.count() == 1


def test_what_no_year_is_settled_by_can_change_next_month(begin: Begin) -> None:
    assert begin("wages", 7).from_day == dt.date(2025, 4, 1)


@pytest.mark.parametrize("name", ["", "Surplus", "x" * 61, "charter/9", "a b"])
def test_what_cannot_be_a_name_is_refused(begin: Begin, name: str) -> None:
    with pytest.raises(InputFault) as fault:
        begin(name, key="k")

    assert (fault.value.code, AmendmentDraft.objects.count()) == ("amendment.name", 0)


def test_two_drafts_do_not_share_a_name(begin: Begin) -> None:
    begin()

    with pytest.raises(RecordMoved) as fault:
        begin(key="another click")

    assert fault.value.code == "amending.name-taken"


def test_a_sound_draft_has_nothing_found(draft: AmendmentDraft, noon: Moment) -> None:
    assert codes(draft, noon) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("## Article 9 — Surplus\n\n```toml rule\nkind = \n```\n", "charter.toml"),
        ('## Article 9 — Surplus\n\n```toml rule\nkind = "surplus"', "charter.fence-open"),
        ("no heading at all", "drafting.one-article"),
        ("", "drafting.one-article"),
        ("## Article 9 — Surplus\n\nA.\n\n## Article 10 — More\n\nB.", "drafting.one-article"),
        ("## Article 9 — Surplus\n\nHours\u202e sruoH", "pasted.direction"),
    ],
)
def test_a_mistake_is_told_and_loses_nothing(
    draft: AmendmentDraft, ada: Participant, noon: Moment, text: str, code: str
) -> None:
    write(draft, 9, lambda _: text, ada, noon)

    assert (article(draft).source, codes(draft, noon)[0]) == (text, code)


def test_a_fault_is_told_by_the_line_of_its_article(
    draft: AmendmentDraft, ada: Participant, noon: Moment
) -> None:
    write(draft, 9, lambda text: text.replace('by = "hours"', 'by = "hourz"'), ada, noon)

    text = article(draft).source.split("\n")
    found = composed_findings(draft, noon)
    assert [(fault.code, fault.where) for fault in found] == [
        ("rule.value", f"article-9:{text.index('by = ' + chr(34) + 'hourz' + chr(34)) + 1}")
    ]


def test_two_people_at_two_articles_both_stand(
    draft: AmendmentDraft, ada: Participant, dee: Participant, noon: Moment
) -> None:
    verbs.put_article(draft=draft, number=7, does="replaces", by=dee, at=noon)
    seven, nine = article(draft, 7), article(draft, 9)

    for who, held in ((dee, seven), (ada, nine)):
        text = held.source + f"\n{who.name} was here.\n"
        verbs.write_article(article=held, source=text, edition=held.edition, by=who, at=noon)

    assert [one.source[-14:] for one in articles(draft)] == ["Dee was here.\n", "Ada was here.\n"]


def test_of_two_at_one_article_the_second_is_told_and_nothing_is_lost(
    draft: AmendmentDraft, ada: Participant, dee: Participant, noon: Moment
) -> None:
    opened = article(draft)
    verbs.write_article(article=opened, source="Ada's", edition=opened.edition, by=ada, at=noon)

    with pytest.raises(verbs.EditedMeanwhile) as fault:
        verbs.write_article(article=opened, source="Dee's", edition=opened.edition, by=dee, at=noon)
    verbs.set_aside(article=opened, source="Dee's", by=dee, at=noon)
    verbs.set_aside(article=opened, source="Dee's", by=dee, at=noon)

    assert (fault.value.theirs.source, fault.value.mine) == ("Ada's", "Dee's")
    aside = ArticleEdit.objects.filter(is_aside=True).values_list("source", "edited_by")
    assert (article(draft).source, list(aside)) == ("Ada's", [("Dee's", "dee")])


def test_the_same_text_sent_twice_is_one_edit(draft: AmendmentDraft, ada: Participant, noon: Moment) -> None:
    opened = article(draft)
    for _ in range(2):
        verbs.write_article(article=opened, source="once", edition=opened.edition, by=ada, at=noon)

    assert article(draft).edition == opened.edition + 1


def test_what_somebody_types_in_one_go_is_one_edit_and_the_first_text_stays(
    draft: AmendmentDraft, ada: Participant, noon: Moment
) -> None:
    for text in ("a", "ab", "abc"):
        write(draft, 9, lambda _, text=text: text, ada, noon)  # type: ignore[misc]  # a text of its own each

    kept = ArticleEdit.objects.order_by("pk").values_list("source", flat=True)
    assert (len(kept), kept[0], kept[1]) == (2, article(draft).begun_from, "abc")


def test_an_article_taken_off_comes_back_as_it_was_left(
    draft: AmendmentDraft, ada: Participant, noon: Moment
) -> None:
    written = article(draft).source

    verbs.switch_article(article=article(draft), is_off=True, by=ada, at=noon)
    assert codes(draft, noon) == ["amending.empty"]
    verbs.put_article(draft=draft, number=9, does="replaces", by=ada, at=noon)

    assert (article(draft).source, codes(draft, noon)) == (written, [])


def test_articles_are_added_and_repealed(draft: AmendmentDraft, ada: Participant, noon: Moment) -> None:
    verbs.put_article(draft=draft, number=13, does="adds", title="Tea", by=ada, at=noon)
    verbs.put_article(draft=draft, number=1, does="repeals", by=ada, at=noon)

    assert article(draft, 13).source == "## Article 13 — Tea\n\n"
    assert [(one.number, one.does) for one in articles(draft)] == [
        (1, "repeals"),
        (9, "replaces"),
        (13, "adds"),
    ]


@pytest.mark.parametrize(
    ("put", "code"),
    [
        ((8, "replaces"), "amending.no-article"),
        ((8, "repeals"), "amending.no-article"),
        ((7, "adds"), "amending.stands"),
        ((0, "repeals"), "amending.article"),
        ((100_000, "adds"), "amending.article"),
        ((7, "burns"), "amending.article"),
    ],
)
def test_what_does_not_fit_the_charter_is_refused(
    draft: AmendmentDraft, ada: Participant, noon: Moment, put: tuple[int, str], code: str
) -> None:
    with pytest.raises(InputFault) as fault:
        verbs.put_article(draft=draft, number=put[0], does=put[1], by=ada, at=noon)

    assert (fault.value.code, len(articles(draft))) == (code, 1)


@pytest.mark.parametrize(("source", "code"), [("x" * 200_001, "amending.long"), ("\x00", "charter.not-text")])
def test_what_is_no_text_for_an_article_is_not_kept(
    draft: AmendmentDraft, ada: Participant, noon: Moment, source: str, code: str
) -> None:
    with pytest.raises(InputFault) as fault:
        write(draft, 9, lambda _: source, ada, noon)

    assert fault.value.code == code


def test_a_draft_is_withdrawn_and_taken_up_again(
    draft: AmendmentDraft, ada: Participant, noon: Moment
) -> None:
    verbs.withdraw_draft(draft=draft, by=ada, at=noon)
    verbs.withdraw_draft(draft=draft, by=ada, at=noon)
    with pytest.raises(RecordMoved) as fault:
        write(draft, 9, lambda text: text + "!", ada, noon)
    verbs.restore_draft(draft=draft, by=ada, at=noon)
    write(draft, 9, lambda text: text + "!", ada, noon)

    kinds = Entry.objects.filter(subject=draft.name).order_by("pk").values_list("kind", flat=True)
    assert fault.value.code == "amending.withdrawn"
    assert list(kinds) == ["amendment.begun.v1", "amendment.withdrawn.v1", "amendment.restored.v1"]


def test_drafting_is_for_those_who_may_propose(begin: Begin, bo: Participant) -> None:
    with pytest.raises(Refused) as fault:
        begin(by=bo)

    assert (fault.value.code, fault.value.article) == (
        "amending.not-proposer",
        "Article 3 — Becoming a member",
    )


def test_whoever_may_not_see_the_charter_has_no_drafts_of_it(
    begin: Begin, governed: Coop, bo: Participant
) -> None:
    Visibility.objects.filter(coop=governed, information_class="charter").update(audience="members")

    with pytest.raises(NotThere):
        begin(by=bo)


def test_nobody_drafts_for_another_coop(begin: Begin) -> None:
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")

    with pytest.raises(NotThere):
        begin(by=join(other, "eve", "member", dt.date(2024, 1, 1)))


def test_within_a_running_year_a_settled_rule_is_refused_with_the_cure(
    draft: AmendmentDraft, ada: Participant, noon: Moment
) -> None:
    state(draft, dt.date(2025, 6, 1), ada, noon)

    [fault] = composed_findings(draft, noon)
    assert (fault.code, "next fiscal year, on 2026-01-01" in fault.next_step) == ("amendment.settled", True)


def test_the_past_cannot_be_amended(begin: Begin, ada: Participant, noon: Moment) -> None:
    begun = begin("wages", 7)
    state(begun, dt.date(2025, 3, 2), ada, noon)

    assert codes(begun, noon) == ["amending.past"]


def test_what_is_decided_on_changes_with_every_word_and_with_the_day(
    draft: AmendmentDraft, ada: Participant, noon: Moment
) -> None:
    digests = [digest(draft, noon)]
    write(draft, 9, lambda text: text.replace("Half", "Half,"), ada, noon)
    digests.append(digest(draft, noon))
    state(draft, dt.date(2027, 1, 1), ada, noon)
    digests.append(digest(draft, noon))

    assert len(set(digests)) == 3


def test_reasons_longer_than_a_page_are_refused(
    draft: AmendmentDraft, ada: Participant, noon: Moment
) -> None:
    with pytest.raises(InputFault) as fault:
        state(draft, draft.from_day, ada, noon, why="x" * 5001)

    assert fault.value.code == "amending.why-long"


def state(
    draft: AmendmentDraft, from_day: dt.date, by: Participant, at: Moment, why: str = ""
) -> AmendmentDraft:
    return verbs.state_facts(draft=draft, from_day=from_day, why=why, supersedes=[], by=by, at=at)


def composed_findings(draft: AmendmentDraft, at: Moment) -> list[Fault]:
    return [one.fault for one in composed(fresh(draft), articles(draft), on=at.day).findings]
