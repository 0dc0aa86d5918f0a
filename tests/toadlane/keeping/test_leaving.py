"""A co-op takes everything with it, readable without us, and finds it equal where it arrives."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from bylaws.kernel.faults import InputFault, NotThere, RecordBroken, Refused
from tests.brought_up import copied_to
from tests.toadlane.books.conftest import key, usd
from tests.toadlane.broom import sweep
from tests.toadlane.keeping.conftest import Command
from toadlane.books.journal import balances
from toadlane.books.verbs import receive_buy_in
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.jobs.models import Progress
from toadlane.keeping import exporting, importing, tenants
from toadlane.people.models import Person
from toadlane.site.demo import electing
from toadlane.site.demo.load import load
from toadlane.site.demo.plan import COOPS

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(days=1)


def part(file: Path, name: str) -> str:
    with zipfile.ZipFile(file) as there:
        return there.read(name).decode()


def test_every_coop_of_the_demo_arrives_equal(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(electing, "RANKED_SO_FAR", {})  # while ballots lie in a secret box nothing travels
    load(COOPS, say=lambda _name: None)
    left = {plan.slug: exporting.export(plan.slug, tmp_path, at=AT) for plan in COOPS}
    sums = {coop.slug: balances(coop) for coop in Coop.objects.all()}
    sweep(connection)

    for made in left.values():
        importing.bring_in(made.file)

    came = {plan.slug: exporting.export(plan.slug, tmp_path, at=LATER) for plan in COOPS}
    assert {slug: made.digest for slug, made in came.items()} == {
        slug: made.digest for slug, made in left.items()
    }
    assert {coop.slug: balances(coop) for coop in Coop.objects.all()} == sums
    assert min(left[plan.slug].rows for plan in COOPS if plan.years) > 1000


def test_two_exports_of_one_state_differ_in_their_header_alone(kept: Coop, tmp_path: Path) -> None:
    files = [exporting.export("harbour", tmp_path, at=at).file for at in (AT, LATER)]

    one, other = ({name: part(file, name) for name in names(file)} for file in files)
    assert [name for name in one if one[name] != other[name]] == [exporting.HEADER]


def names(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as there:
        return there.namelist()


def test_no_row_that_names_a_coop_is_left_out(kept: Coop, tmp_path: Path) -> None:
    file = exporting.export("harbour", tmp_path, at=AT).file

    named = [
        model._meta.label
        for model in apps.get_models()
        if any(field.column == "coop_id" for field in model._meta.concrete_fields)
    ]
    assert sorted(named) == sorted(
        name.removeprefix("rows/").removesuffix(".jsonl") for name in names(file) if name.startswith("rows/")
    )


def test_readme_explains_every_file_and_every_column(kept: Coop, tmp_path: Path) -> None:
    readme = part(exporting.export("harbour", tmp_path, at=AT).file, "README.md")

    for model in tenants.tenants():
        start = readme.index(f"### `rows/{model._meta.label}.jsonl`: ")
        section = readme[start : readme.index("\n#", start + 1)]
        columns = [field.name for field in model._meta.concrete_fields if field.name != "coop"]
        assert [name for name in columns if f"\n- `{name}`: " not in section] == []


def test_what_a_person_wrote_can_be_read_line_by_line(
    kept: Coop, ada: Participant, noon: Moment, tmp_path: Path
) -> None:
    receive_buy_in(participant=ada, amount=usd("12.50"), on=noon.day, by=ada, at=noon, key=key())

    file = exporting.export("harbour", tmp_path, at=AT).file

    postings = [json.loads(line) for line in part(file, "rows/books.Posting.jsonl").splitlines()]
    people = [json.loads(line) for line in part(file, "people.jsonl").splitlines()]
    participants = [json.loads(line) for line in part(file, "rows/coops.Participant.jsonl").splitlines()]
    assert sorted(posting["minor"] for posting in postings) == [-1250, 1250]
    assert [(one["email"], one["name"]) for one in people] == [
        ("ada@harbour.example", "Ada"),
        ("bo@harbour.example", "Bo"),
    ]
    assert {one["key"]: one["person"] for one in participants} == {
        "ada": "ada@harbour.example",
        "bo": "bo@harbour.example",
    }
    assert "password" not in "".join(part(file, name) for name in names(file) if name != "README.md")


def test_uploaded_files_travel_with_their_names(kept: Coop, house: Path, tmp_path: Path) -> None:
    own = house / "files" / "minutes" / str(kept.pk)
    own.mkdir()
    (own / "spring.txt").write_text("The van.\n")
    made = exporting.export("harbour", tmp_path, at=AT)
    sweep(connection)
    (own / "spring.txt").unlink()
    own.rmdir()

    importing.bring_in(made.file)

    assert part(made.file, "files/minutes/spring.txt") == "The van.\n"
    assert (own / "spring.txt").read_text() == "The van.\n"
    assert exporting.export("harbour", tmp_path, at=LATER).digest == made.digest


def test_file_that_lies_there_already_stays_and_another_of_its_name_is_refused(
    kept: Coop, house: Path, tmp_path: Path
) -> None:
    own = house / "files" / "minutes" / str(kept.pk)
    own.mkdir()
    (own / "spring.txt").write_text("The van.\n")
    made = exporting.export("harbour", tmp_path, at=AT)
    sweep(connection)
    (own / "spring.txt").write_text("The bicycle.\n")

    with pytest.raises(InputFault, match=r"files/minutes/spring.txt” do not fit together"):
        importing.bring_in(made.file)

    assert [(file.name, file.read_text()) for file in own.iterdir()] == [("spring.txt", "The bicycle.\n")]
    (own / "spring.txt").write_text("The van.\n")
    assert importing.bring_in(made.file).digest == made.digest


def test_who_arrives_chooses_a_new_password_and_who_is_there_keeps_theirs(kept: Coop, tmp_path: Path) -> None:
    made = exporting.export("harbour", tmp_path, at=AT)
    sweep(connection)
    Person.objects.welcome(
        email="bo@harbour.example", name="Bo of before", password="five words and more", proven=True
    )

    importing.bring_in(made.file)

    ada, bo = (Person.objects.get(email=f"{key}@harbour.example") for key in ("ada", "bo"))
    assert (ada.has_usable_password(), bo.name, bo.check_password("five words and more")) == (
        False,
        "Bo of before",
        True,
    )
    assert [who.person for who in Participant.objects.order_by("key")] == [ada, bo]


def test_coop_that_is_here_does_not_come_in_again(kept: Coop, tmp_path: Path) -> None:
    made = exporting.export("harbour", tmp_path, at=AT)

    with pytest.raises(Refused, match="“harbour” lives here already"):
        importing.bring_in(made.file)


def test_coop_that_is_not_here_is_not_exported(kept: Coop, tmp_path: Path) -> None:
    with pytest.raises(NotThere, match="No co-op here is called “haven”"):
        exporting.export("haven", tmp_path, at=AT)

    assert list(tmp_path.glob("*.zip")) == []


def test_nothing_is_exported_half_way_through_a_job(kept: Coop, tmp_path: Path) -> None:
    Progress.objects.create(coop=kept, title="Bring in hours.csv")

    with pytest.raises(Refused, match=r"“Bring in hours.csv” is under way"):
        exporting.export("harbour", tmp_path, at=AT)


def test_export_of_one_coop_holds_nothing_of_another(kept: Coop, tmp_path: Path) -> None:
    Coop.objects.create(slug="haven", name="Haven", currency="EUR", time_zone="UTC")

    made = exporting.export("haven", tmp_path, at=AT)

    assert made.rows == 0
    said = "".join(part(made.file, name) for name in names(made.file))
    assert [word for word in ("Harbour", str(kept.pk), "ada@") if word in said] == []


def test_commands_carry_a_coop_from_one_installation_to_another(
    kept: Coop, house: Path, tmp_path: Path, command: Command
) -> None:
    out = io.StringIO()
    call_command("export", "harbour", stdout=out)
    file, said = out.getvalue().splitlines()
    other = tmp_path / "other"
    copied_to(other)

    told, again = (command("import", file, data=other) for _ in range(2))

    assert (Path(file).parent, said.split()[1]) == (house / "exports", "rows,")
    assert told.stdout.splitlines()[1] == "An export made here is equal to the one that came."
    assert (told.returncode, again.returncode) == (0, 3)
    with pytest.raises(CommandError, match="is not there"):
        call_command("export", "harbour", to=tmp_path / "nowhere")


def test_field_that_nobody_taught_to_be_exported_stops_the_export(
    kept: Coop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taught: Any = tuple(kind for kind in tenants.KINDS if kind[0].__name__ != "BinaryField")
    monkeypatch.setattr(tenants, "KINDS", taught)

    with pytest.raises(RecordBroken, match=r"Nobody said how “\w+” of \w+\.\w+ is exported"):
        exporting.export("harbour", tmp_path, at=AT)

    assert list(tmp_path.glob("*.zip")) == []
