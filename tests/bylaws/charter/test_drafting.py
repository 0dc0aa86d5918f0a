"""A draft of an amendment: put together from its articles, and judged beside the charter."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import Charter, read_charter
from bylaws.charter.drafting import (
    Judged,
    Piece,
    Says,
    article_text,
    front_text,
    judge,
    with_amendment,
    write_amendment,
)
from bylaws.charter.text import read_text
from tests.bylaws.charter.texts import SURPLUS, amendment, article, front, whole

NEXT_YEAR = Says(from_day=dt.date(2026, 1, 1))
TODAY = dt.date(2025, 5, 1)
TEA = "## Article 20 — Tea\n\nTea is free.\n"


@pytest.fixture
def charter() -> Charter:
    return read_charter(whole())


def judged(charter: Charter, *pieces: Piece, says: Says = NEXT_YEAR) -> Judged:
    return judge(charter, "draft", pieces, says, adopted=TODAY)


def places(found: Judged) -> list[tuple[str, str | None]]:
    return [(one.fault.code, one.fault.where) for one in found.findings]


def test_a_draft_is_written_as_one_text_by_number() -> None:
    pieces = [Piece(20, "adds", TEA), Piece(3, "repeals"), Piece(0, "replaces", 'name = "H"\n')]

    written = write_amendment(pieces, Says(from_day=dt.date(2026, 1, 1), supersedes=['a "b"'], order=2))

    assert written.source == (
        '---\nfrom = 2026-01-01\nreplaces = ["front"]\nadds = [20]\nrepeals = [3]\n'
        'supersedes = ["a \\"b\\""]\norder = 2\n\n[front]\nname = "H"\n---\n\n' + TEA
    )
    lines = written.source.split("\n")
    assert [(piece.called, lines[start]) for piece, start in written.starts] == [
        ("front", 'name = "H"'),
        ("article-20", "## Article 20 — Tea"),
    ]


def test_adopted_it_says_when_and_by_what() -> None:
    written = write_amendment([Piece(20, "adds", TEA)], NEXT_YEAR, adopted=TODAY, by="members")

    assert written.source.startswith('---\nadopted = 2025-05-01\nfrom = 2026-01-01\nby = "members"\n')


def test_an_article_begins_as_it_was_adopted_to_the_letter() -> None:
    first = (
        '## Article 1 — One\n\nBefore.\n\n```toml rule\nkind = "tax" # why\nmode = "none"\n```\n\nAfter.\n'
    )
    charter = read_charter(front() + first + "\n## Article 2 — Two\n\nWords.\n")
    one, two = charter.on(TODAY).standing

    assert (article_text(charter, one), article_text(charter, two)) == (
        first,
        "## Article 2 — Two\n\nWords.\n",
    )


def test_an_amended_article_begins_as_its_amendment_has_it() -> None:
    base = front() + "## Article 1 — One\n\nOld.\n"
    new = amendment("## Article 1 — One\n\nNew.\n", replaces="[1]")
    charter = read_charter(base, {"new": new})

    [one] = charter.on(dt.date(2027, 1, 1)).standing

    assert article_text(charter, one) == "## Article 1 — One\n\nNew.\n"


def test_the_front_begins_as_it_stands(charter: Charter) -> None:
    text = front_text(charter.base_front)

    assert judged(charter, Piece(0, "replaces", text)).findings == ()
    assert read_text(f"---\n{text}---\n", where="x", faults=[]).front["currency"] == "USD"


def test_a_sound_draft_is_adoptable(charter: Charter) -> None:
    found = judged(charter, Piece(20, "adds", TEA))

    assert (found.adoptable, found.findings) == (True, ())
    assert found.amended is not None
    assert [one.article.number for one in found.amended.on(NEXT_YEAR.from_day).standing][-1] == 20


def test_a_draft_that_cannot_be_run_is_read_and_not_adoptable(charter: Charter) -> None:
    found = judged(charter, Piece(20, "adds", article(20, "More", SURPLUS)))

    assert (found.amended is not None, found.adoptable) == (True, False)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("words first", ("drafting.one-article", "article-20:1")),
        ("", ("drafting.one-article", "article-20:1")),
        (TEA + "\n## Article 21 — Milk\n", ("drafting.one-article", "article-20:5")),
        (TEA + "\n```toml rule\nkind = \n```\n", ("charter.toml", "article-20:6")),
        (TEA + '\n```toml rule\nkind = "tea"\n```\n', ("rule.kind", "article-20:5")),
        ("## Tea\n", ("charter.heading", "article-20:1")),
    ],
)
def test_what_cannot_be_read_is_told_by_its_own_line(
    charter: Charter, text: str, place: tuple[str, str]
) -> None:
    found = judged(charter, Piece(20, "adds", text))

    assert (found.amended, places(found)) == (None, [place])


def test_a_front_that_does_not_fit_is_told_by_its_own_line(charter: Charter) -> None:
    text = front_text(charter.base_front).replace('"USD"', '"dollars"')

    [(code, where)] = places(judged(charter, Piece(0, "replaces", text)))

    line = text.split("\n").index('currency = "dollars"') + 1
    assert (code, where) == ("money.unknown-currency", f"front:{line}")


def test_what_does_not_fit_the_charter_names_the_draft(charter: Charter) -> None:
    assert places(judged(charter, Piece(1, "repeals"), Piece(9999, "repeals"))) == [
        ("amendment.number", "draft:1")
    ]


def test_what_it_breaks_elsewhere_is_told_where_it_stands(charter: Charter) -> None:
    found = judged(charter, Piece(11, "repeals"))

    assert [(code, (where or "").partition(":")[0]) for code, where in places(found)] == [
        ("tax.silent", "charter.md")
    ]


def test_what_was_odd_before_is_not_held_against_the_draft() -> None:
    odd = read_charter(whole().replace('languages = ["en"]', 'languages = ["en", "tlh"]'))

    found = judged(odd, Piece(20, "adds", TEA))

    assert (found.findings, found.before > 0) == ((), True)


def test_faults_of_other_amendments_stay_theirs(charter: Charter) -> None:
    beside, faults = with_amendment(charter, "one", amendment(TEA, adds="[20]"))
    assert (beside is not None, faults) == (True, [])
    assert beside is not None

    none, unread = with_amendment(beside, "two", "nothing")
    again, twice = with_amendment(beside, "two", amendment(TEA, adds="[20]"))

    assert (none, [fault.code for fault in unread]) == (None, ["charter.no-front-matter"])
    assert again is not None
    assert {fault.code for fault in twice} == {"amendment.same-day", "amendment.number"}
