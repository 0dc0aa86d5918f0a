"""Projects out of a file: looked at first, put in together or not at all, taken back together."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bylaws.decisions.budgets.pb import write_pb
from bylaws.decisions.budgets.sharing import Project, sharing
from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money
from tests.toadlane.books.test_paying_at_once import told
from tests.toadlane.budgets.conftest import begin, later
from tests.toadlane.budgets.test_pages import HOSTILE, ROOM, People, SignedIn, go_to
from tests.toadlane.crowds import all_at_once
from tests.toadlane.decisions.conftest import joins
from toadlane.budgets import verbs
from toadlane.budgets.bringing import BYTES, lines_of, look
from toadlane.budgets.models import BudgetRound, ProjectFile
from toadlane.budgets.standing import standing_of
from toadlane.budgets.verbs.asking import MOST, Said
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members.register import persons
from toadlane.record.models import Entry
from toadlane.record.reads import content
from toadlane.sheets.writing import write

pytestmark = pytest.mark.django_db
LINES = "title;cost;description;owner\nBooks;600;Forty of them;\nTools;500.50;;eli\nA mural;1,000.00;;Fay\n"
PB = write_pb(
    sharing(
        200_000,
        [Project("books", 60_000, "Books; forty"), Project("tools", 50_050)],
        [{"books": 1}, {"tools": 1}],
        currency="USD",
    )
)
BOOKS, TOOLS = (
    Said(title, "", Money(minor, "USD"), "dee") for title, minor in (("B", 60_000), ("T", 50_000))
)


def there(row: BudgetRound) -> list[tuple[int, str, str, str, str]]:
    """What is asked for: number, title, cost, who looks after it, who put it in."""
    return [
        (one.nth, one.text.title, one.cost.decimal(), one.text.owner.key, one.row.by.key)
        for one in standing_of(row).there
    ]


@pytest.fixture
def row_and_dee(opened: BudgetRound, people: People, signed_in: SignedIn) -> tuple[BudgetRound, Client]:
    """A round, and Dee before her browser."""
    return opened, signed_in(people["dee"])


def numbers_or_titles(kind: str) -> Any:
    """What the one entry of a kind says of projects."""
    said = content(Entry.objects.get(kind=kind))
    return said["what"]["projects"] if said else None


def bring(row: BudgetRound, by: Participant, at: Moment, *said: Said, key: str = "bring") -> ProjectFile:
    return verbs.bring(
        budget_round=row, file_name="spring.csv", projects=said or (BOOKS, TOOLS), by=by, at=at, key=key
    )


def test_lines_are_looked_at_put_right_and_put_in_together(
    opened: BudgetRound, people: People, signed_in: SignedIn
) -> None:
    dee, page = signed_in(people["dee"]), f"{ROOM}{opened.pk}/"
    room = f"{page}projects/file/"
    assert f'href="{room}"' in dee.get(page).content.decode()
    wrong = LINES.replace("500.50", "49.99").replace("Fay", "Nobody") + "Lamps;1.200;;\n;60;;\nYard;;;\n"

    looked = dee.post(room, {"lines": wrong, "bring": "yes", "key": "a"})

    said = looked.content.decode()
    assert (looked.status_code, there(opened)) == (422, [])
    told_of = ("50.00 USD at least", "“Nobody” does not take part", "has more decimals", "a name of one line")
    assert [one in said for one in (*told_of, "It does not say what it costs.")] == [True] * 5
    assert "5 lines need another look." in said
    assert "Put 3 projects in" in dee.post(room, {"lines": LINES, "key": "a"}).content.decode()
    assert there(opened) == []
    done = [dee.post(room, {"lines": LINES, "bring": "yes", "key": "a"}) for _twice in range(2)]
    assert [one["Location"] for one in done] == [page] * 2
    assert there(opened) == [
        (1, "Books", "600.00", "dee", "dee"),
        (2, "Tools", "500.50", "eli", "dee"),
        (3, "A mural", "1000.00", "fay", "dee"),
    ]
    brought = numbers_or_titles("round.projects-brought.v1")
    assert [one["title"] for one in brought] == ["Books", "Tools", "A mural"]
    assert standing_of(opened).of(1).text.description == "Forty of them"  # type: ignore[union-attr]  # it is there


@pytest.mark.parametrize("name", ["spring.pb", "spring.txt"])
def test_of_a_pb_file_the_projects_are_taken_and_no_ballot(
    opened: BudgetRound, people: People, signed_in: SignedIn, name: str
) -> None:
    dee, room = signed_in(people["dee"]), f"{ROOM}{opened.pk}/projects/file/"
    file = SimpleUploadedFile(name, PB.encode())

    looked = dee.post(room, {"file": file, "bring": "yes", "key": "a"})

    said = looked.content.decode()
    assert (looked.status_code, there(opened)) == (200, [])
    assert ("its ballots (2) are not" in said, "Put 2 projects in" in said, "Books; forty" in said) == (
        True,
    ) * 3
    lines = looked.context["form"]["lines"].value()
    assert dee.post(room, {"lines": lines, "name": name, "bring": "yes", "key": "a"}).status_code == 302
    assert [one[1:3] for one in there(opened)] == [("Books; forty", "600.00"), ("tools", "500.50")]
    assert ProjectFile.objects.get().name == name
    assert standing_of(opened).papers == {}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_is_read_in_either_form(
    opened: BudgetRound, people: People, signed_in: SignedIn, form: str
) -> None:
    rows = [("Lessons", Money(90_000, "USD"), "Twice\na week", ""), (HOSTILE, Money(5_000, "USD"), "", "ivy")]
    made = write(form, "ideas", ("What is it?", "Cost", "What for", "Looked after by"), rows)
    dee, room = signed_in(people["dee"]), f"{ROOM}{opened.pk}/projects/file/"

    looked = dee.post(room, {"file": SimpleUploadedFile(made.name, made.data), "key": "a"})
    shown = looked.content.decode()
    done = dee.post(room, {"lines": looked.context["form"]["lines"].value(), "bring": "yes", "key": "a"})

    seen = HOSTILE.replace("\u202e", "")
    assert (looked.status_code, done.status_code, "<script>alert" in shown) == (200, 302, False)
    assert [one[1:4] for one in there(opened)] == [("Lessons", "900.00", "dee"), (seen, "50.00", "ivy")]


FAULTS = [
    ("nothing", "a.csv", b"", "sheet.empty"),
    ("headings alone", "a.csv", b"title;cost\n", "rounds.no-lines"),
    ("no costs", "a.csv", b"title;price\nBooks;60\n", "sheet.header"),
    ("two columns of costs", "a.csv", b"title;cost;amount\nBooks;60;70\n", "sheet.column-twice"),
    ("an old workbook", "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "sheet.locked-or-old"),
    ("a PDF", "a.pdf", b"%PDF-1.7", "sheet.not-a-table"),
    ("a NUL", "a.csv", b"title;cost\nBo\0oks;60\n", "sheet.encoding"),
    ("too large", "a.csv", b"x" * (BYTES + 1), "rounds.file"),
    ("too many", "a.csv", b"title;cost\n" + b"Books;60\n" * (MOST + 1), "rounds.full"),
    ("a formula", "a.csv", b"title;cost\nBooks;=1+1\n", "cell.formula"),
    ("no part", "a.pb", b"title;cost\nBooks;60\n", "pb.parts"),
    ("a project twice", "a.pb", b"PROJECTS\nproject_id;cost\n1;60\n1;70\n", "pb.project"),
    ("a cost of nothing", "a.pb", b"PROJECTS\nproject_id;cost\n1;0\n", "pb.amount"),
    ("other money", "a.pb", PB.replace("USD", "EUR").encode(), "rounds.other-currency"),
    ("smaller than a cent", "a.pb", b"PROJECTS\nproject_id;cost\n1;60.005\n", "rounds.decimals"),
    (
        "another encoding",
        "a.pb",
        "PROJECTS\nproject_id;cost;name\n1;60;José\n".encode("latin-1"),
        "pb.encoding",
    ),
]


@pytest.mark.parametrize(("name", "raw", "code"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS])
def test_a_file_that_is_wrong_is_refused_and_says_why(
    row_and_dee: tuple[BudgetRound, Client], noon: Moment, name: str, raw: bytes, code: str
) -> None:
    row, dee = row_and_dee
    sent = {"file": SimpleUploadedFile(name, raw or b" "), "key": "a"}

    with pytest.raises(Fault) as fault:
        look(lines_of(name, raw, "USD")[0], standing_of(row), persons(row.coop), "dee", noon)
    answer = dee.post(f"{ROOM}{row.pk}/projects/file/", sent)

    status = 409 if code == "rounds.full" else 422
    assert (fault.value.code, answer.status_code, there(row)) == (code, status, [])


def test_a_pb_without_ballots_or_money_of_its_own_is_enough(opened: BudgetRound) -> None:
    lines, notes = lines_of("a.pb", b"PROJECTS\nproject_id;cost;name\n1;60;Books\n2;70.5;\n", "USD")

    assert (lines.splitlines()[1:], notes) == (["Books\t60.00", "2\t70.50"], ())


@pytest.mark.parametrize(
    ("currency", "cost", "read"),
    [("USD", "60.500", "60.50"), ("JPY", "6000.00", "6000"), ("KWD", "6.5", "6.500"), ("JPY", "60.5", None)],
)
def test_a_cost_is_taken_where_it_can_be_paid(currency: str, cost: str, read: str | None) -> None:
    raw = f"\ufeffProjects;;\r\nproject_id;cost\r\n1;{cost}\r\n".encode()
    if read is None:
        assert refused(lambda: lines_of("a.csv", raw, currency)) == "rounds.decimals"
    else:
        assert lines_of("a.csv", raw, currency)[0].splitlines()[1:] == [f"1\t{read}"]


def test_they_are_taken_back_together_but_for_what_was_written_anew_since(
    opened: BudgetRound, people: People, noon: Moment, signed_in: SignedIn
) -> None:
    file = bring(opened, people["dee"], noon)
    bring(opened, people["eli"], noon, TOOLS, key="others")
    verbs.rewrite(
        budget_round=opened, project=2, title="More tools", cost="60", by=people["dee"], at=noon, key="r"
    )
    dee, page = signed_in(people["dee"]), f"{ROOM}{opened.pk}/"
    assert "Take back 1 project out of spring.csv" in dee.get(page).content.decode()

    back = [
        dee.post(f"{page}projects/file/{file.pk}/withdrawal/", {"key": "back"}).status_code
        for _twice in range(2)
    ]

    assert (back, [one[1] for one in there(opened)]) == ([302, 302], ["More tools", "T"])
    assert "Take them back" not in dee.get(page).content.decode()
    assert numbers_or_titles("round.projects-taken-back.v1") == [1]


def refused(act: Any) -> str:
    with pytest.raises(Fault) as fault:
        act()
    return str(fault.value.code)


def test_who_may_not_when_it_may_not_be_and_what_may_not_stand(
    opened: BudgetRound, people: People, noon: Moment, harbour: Coop
) -> None:
    late, dee = later(noon, 8), people["dee"]
    gone = joins(harbour, "zoe", "former", noon.day)
    file = bring(opened, dee, noon, BOOKS)
    back = partial(verbs.take_back, budget_round=opened, file=file)
    found = [
        refused(partial(bring, opened, gone, noon, key="1")),
        refused(partial(bring, opened, dee, noon, BOOKS, Said("a\nb", "", BOOKS.cost, "dee"), key="2")),
        refused(partial(bring, opened, dee, noon, BOOKS, Said("C", "", Money(1, "USD"), "dee"), key="3")),
        refused(partial(bring, opened, dee, noon, BOOKS, Said("C", "", BOOKS.cost, "zoe"), key="4")),
        refused(partial(bring, opened, dee, noon, *[BOOKS] * MOST, key="5")),
        refused(partial(bring, opened, dee, noon, TOOLS, key="bring")),
        refused(
            partial(verbs.bring, budget_round=opened, file_name="", projects=[], by=dee, at=noon, key="6")
        ),
        refused(partial(back, by=people["eli"], at=noon, key="7")),
        refused(partial(bring, opened, dee, late, key="8")),
        refused(partial(back, by=dee, at=late, key="9")),
    ]

    assert found == [
        "not-there",
        "rounds.title",
        "rounds.cost",
        "rounds.owner",
        "rounds.full",
        "key.other-content",
        "rounds.no-lines",
        "rounds.not-your-file",
        "rounds.gathered",
        "rounds.gathered",
    ]
    assert [one[1] for one in there(opened)] == ["B"]


def test_nobody_else_finds_the_page_or_the_file(
    row_and_dee: tuple[BudgetRound, Client],
    client: Client,
    noon: Moment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened, dee = row_and_dee
    file = bring(opened, Participant.objects.get(coop=opened.coop, key="dee"), noon)
    page, outside = f"{ROOM}{opened.pk}/projects/file/", client

    assert [one.status_code for one in (outside.get(page), outside.post(page, {"key": "a"}))] == [404, 404]
    assert outside.post(f"{page}{file.pk}/withdrawal/", {"key": "a"}).status_code == 404
    assert dee.post(f"{page}{opened.pk}/withdrawal/", {"key": "a"}).status_code == 404
    go_to(monkeypatch, later(noon, 8))
    assert dee.get(page).status_code == 302
    late = dee.post(page, {"lines": LINES, "bring": "yes", "key": "late"})
    assert (late.status_code, "no longer put in" in late.content.decode()) == (409, True)


def test_the_api_brings_a_file_names_the_place_of_a_fault_and_takes_it_back(
    opened: BudgetRound, people: People, signed_in: SignedIn
) -> None:
    dee, room = signed_in(people["dee"]), f"/api/v1/coops/harbour/budgets/{opened.pk}/files"

    def send(path: str, **said: Any) -> Any:
        return dee.post(f"{room}{path}", said, content_type="application/json")

    wrong = send("", content=LINES.replace("500.50", "0.50"), key="a")
    made = send("", name="spring.pb", content=PB, key="b")

    assert (wrong.status_code, wrong.json()["code"], wrong.json()["where"]) == (422, "rounds.cost", "A3")
    shown = made.json()["projects"]
    assert (made.status_code, [one["title"] for one in shown]) == (201, ["Books; forty", "tools"])
    (file,) = {one["file"] for one in shown}
    gone = send(f"/{file}/withdrawal", key="c")
    assert [one["withdrawn"] for one in gone.json()["projects"]] == [True, True]
    assert send(f"/{opened.pk}/withdrawal", key="d").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_files_brought_in_at_once_have_numbers_of_their_own(people: People, noon: Moment) -> None:
    row = begin(people, noon)
    acts = [told(partial(bring, row, people[key], noon, key=key)) for key in ("ada", "dee", "eli")]
    acts.append(told(partial(bring, row, people["ada"], noon, key="ada")))

    assert all_at_once(acts) == ["done"] * 4
    assert [one[0] for one in there(row)] == [1, 2, 3, 4, 5, 6]


def test_looking_at_fifty_lines_takes_as_many_questions_as_at_one(
    opened: BudgetRound, people: People, signed_in: SignedIn
) -> None:
    dee, asked = signed_in(people["dee"]), []
    room = f"{ROOM}{opened.pk}/projects/file/"
    dee.get(room)
    for many in (1, 50):
        lines = "title;cost;owner\n" + "".join(f"Idea {n};60;{[*people][n % 7]}\n" for n in range(many))
        with CaptureQueriesContext(connection) as seen:
            assert dee.post(room, {"lines": lines, "key": "a"}).status_code == 200
        asked.append(len(seen))

    assert asked[0] == asked[1]
