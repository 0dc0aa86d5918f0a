"""Verifying a proof pack at the command line, as an accountant does, on a machine with nothing else on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bylaws.app.main import LANGUAGES
from bylaws.surplus.proof import archive, pack
from bylaws.surplus.proof.archive import packed, unpacked
from tests.bylaws.app.desk import Answer, Desk, refused
from tests.bylaws.app.documented import HOUSE
from tests.bylaws.surplus.proof.packs import (
    changed,
    entry_of,
    harbour,
    harbour_pack,
    kept,
    listed,
    proof_of,
    texts_of,
)

Files = dict[str, bytes]


def ask(desk: Desk, files: Files, *words: str) -> Answer:
    """Lay a pack on the desk and ask what it is worth."""
    path = desk.folder / "pack.zip"
    path.write_bytes(packed(files))
    return desk.ask("verify-close", path, *words)


def marks(answer: Answer) -> str:
    return "".join(line[0] for line in answer.out.splitlines() if line.startswith(("✓", "✗", "·")))


def amiss(answer: Answer) -> list[str]:
    """What does not agree, and what differs below it."""
    lines = answer.out.splitlines()
    return [line for line in lines if line.startswith(("✗", "    -"))]


def test_a_pack_as_it_was_made_agrees_in_everything(lantern: Desk) -> None:
    answer = ask(lantern, harbour_pack())

    assert (answer.code, marks(answer)) == (0, "✓✓✓✓✓✓")
    assert answer.out.startswith(
        "Proof pack of Harbour Web Cooperative: the close of 2025\n\n✓ All 6 files are there"
    )
    assert "the result is the same byte for byte: 3 steps, 2 people, every reason.\n" in answer.out
    assert answer.out.endswith("\nEverything in the pack agrees.\n")


def test_a_folder_it_was_unpacked_to_is_as_good_with_what_a_desktop_leaves_there(lantern: Desk) -> None:
    folder = lantern.folder / "unpacked"
    for name, content in harbour_pack().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / ".DS_Store").write_bytes(b"\x00")

    assert lantern.ask("verify-close", folder) == ask(lantern, harbour_pack())


def test_the_answer_as_json_holds_each_check_with_code_values_and_sentence(lantern: Desk) -> None:
    answer = ask(lantern, harbour_pack(), "--json")

    found = answer.json
    assert (answer.code, found["agrees"], found["year"], found["faults"]) == (0, True, 2025, [])
    assert [check["reason"]["code"] for check in found["checks"]] == [
        "proof.files",
        "proof.entry",
        "proof.texts",
        "proof.facts",
        "proof.result",
        "proof.figures",
    ]
    assert found["checks"][0]["says"] == [
        "✓ All 6 files are there, each with the SHA-256 that the manifest lists."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_answers_in_every_language(lantern: Desk, language: str) -> None:
    assert marks(ask(lantern, harbour_pack(), "--language", language)) == "✓✓✓✓✓✓"


@pytest.mark.parametrize("name", sorted(set(harbour_pack()) - {pack.MANIFEST}))
def test_a_byte_changed_in_any_file_is_said_to_be_changed(lantern: Desk, name: str) -> None:
    content = harbour_pack()[name]
    answer = ask(lantern, {**harbour_pack(), name: content[:-1] + b" "}, "--json")

    says = f"“{name}” has changed since the pack was made: its SHA-256 is not that of the manifest."
    assert refused(answer) == (70, "proof.changed", says)


@pytest.mark.parametrize("name", sorted(harbour_pack()))
def test_a_file_taken_out_is_missed(lantern: Desk, name: str) -> None:
    left = {place: content for place, content in harbour_pack().items() if place != name}

    assert refused(ask(lantern, left, "--json")) == (
        4,
        "proof.missing",
        f"“{name}” is missing from the pack.",
    )


def test_a_file_put_in_is_pointed_out(lantern: Desk) -> None:
    answer = ask(lantern, {**harbour_pack(), "charter/amendments/2026-more.md": b"+++\n+++\n"}, "--json")

    assert refused(answer)[:2] == (70, "proof.unlisted")


@pytest.mark.parametrize(
    "name", ["charter/amendments/charter.md", "charter/more.md", "charter/amendments/a.txt", "advice.csv"]
)
def test_a_listed_file_that_no_check_speaks_of_is_not_called_good(lantern: Desk, name: str) -> None:
    """Else a text of another wording could lie under a name that stands for the charter, and agree."""
    forged = listed({**harbour_pack(), name: harbour_pack()[pack.CHARTER]})

    says = f"“{name}” is no file that a pack has, so nothing speaks for what is in it."
    assert refused(ask(lantern, forged, "--json")) == (70, "proof.foreign", says)


def test_a_manifest_that_lists_a_file_twice_is_refused(lantern: Desk) -> None:
    manifest = json.loads(harbour_pack()[pack.MANIFEST])
    manifest["files"].insert(0, {**manifest["files"][0], "sha256": "0" * 64})
    forged = {**harbour_pack(), pack.MANIFEST: json.dumps(manifest).encode()}

    says = f"The manifest lists “{manifest['files'][0]['name']}” twice."
    assert refused(ask(lantern, forged, "--json")) == (70, "proof.listed-twice", says)


def test_a_listed_amendment_that_is_not_there_is_missed(lantern: Desk) -> None:
    files = listed({**harbour_pack(), "extra.txt": b"x"})
    del files["extra.txt"]

    assert refused(ask(lantern, files, "--json"))[:2] == (4, "proof.missing")


def test_a_pack_of_another_format_names_both(lantern: Desk) -> None:
    manifest = harbour_pack()[pack.MANIFEST].replace(b"proof/1", b"proof/2")

    says = "The pack is of the format “toad-lane-proof/2”; this program reads “toad-lane-proof/1”."
    answer = ask(lantern, {**harbour_pack(), pack.MANIFEST: manifest}, "--json")
    assert refused(answer) == (2, "proof.format", says)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        (pack.MANIFEST, b"{}", (2, "proof.shape")),
        (pack.MANIFEST, b"[" * 100_000, (2, "proof.shape")),
        (pack.MANIFEST, b'{"format": "toad-lane-proof/1", "files": "none"}', (2, "proof.shape")),
        (pack.FACTS, b'{"format": "toad-lane-year/1", "surplus": 1.5}', (2, "proof.shape")),
        (pack.CHARTER, b"\xff", (2, "proof.not-text")),
        (pack.CHARTER, b"No rules.", (2, "charter.no-front-matter")),
        (pack.NAMES, b'{"names": {"ada": 1}}', (2, "proof.shape")),
    ],
)
def test_a_file_of_another_shape_is_refused(
    lantern: Desk, name: str, content: bytes, code: tuple[int, str]
) -> None:
    files = {**harbour_pack(), name: content}
    answer = ask(lantern, files if name == pack.MANIFEST else listed(files), "--json")

    assert refused(answer)[:2] == code


def test_a_folder_without_a_charter_but_with_amendments_is_refused(lantern: Desk) -> None:
    assert refused(ask(lantern, {"charter/amendments/a.md": b""}, "--json"))[1] == "proof.missing"


def first_person(result: Any) -> Any:
    return result["people"][0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda r: first_person(r).update(cash="90.01"),
            "ada, in money: the pack says 90.01 USD; reckoned again it is 112.50 USD.",
        ),
        (
            lambda r: first_person(r)["shares"][0].update(notice="999.99"),
            "ada, step 3, in notices: the pack says 999.99 USD; reckoned again it is 50.00 USD.",
        ),
        (
            lambda r: r["steps"][1].update(amount="1.00"),
            "Step 2: the pack says 1.00 USD; reckoned again it is 250.00 USD.",
        ),
        (
            lambda r: r["entry"][0].update(amount="0.01"),
            "Account collective of the entry: the pack says 0.01 USD; reckoned again it is -250.00 USD.",
        ),
        (lambda r: r["people"].pop(), "bo is missing from the result in the pack."),
        (
            lambda r: r["people"].append({"person": "eve"}),
            "eve stands in the result in the pack; reckoned again, nobody of that key takes part.",
        ),
        (
            lambda r: r["people"].append(dict(r["people"][0])),
            "At people the pack says 3; reckoned again it is 2.",
        ),
        (
            lambda r: first_person(r)["shares"][0]["basis"][0].update(weight="1"),
            "At people, ada, shares, 3, basis, 1, weight the pack says 1; reckoned again it is 1080000.",
        ),
        (lambda r: r.pop("notes"), "At notes the pack says —; reckoned again it is []."),
        (
            lambda r: r.update(year="x" * 200),
            f"At year the pack says {'x' * 79}…; reckoned again it is 2025.",
        ),
    ],
)
def test_a_result_that_was_changed_is_told_by_person_step_and_both_figures(
    lantern: Desk, change: Any, says: str
) -> None:
    answer = ask(lantern, changed(harbour_pack(), pack.RESULT, change))

    upset, first, *_ = amiss(answer)
    assert answer.code == 70
    assert upset.startswith("✗ Reckoned again from the texts and the facts, the result is another.")
    assert first == f"    - {says}"


@pytest.mark.parametrize(
    ("result", "says"),
    [
        (b"\xff", "The result in the pack cannot be read: "),
        (b"[]", "At result.json the pack says []; reckoned again it is {"),
        (b" ", "The result in the pack cannot be read: "),
    ],
)
def test_a_result_that_is_no_result_is_told_so(lantern: Desk, result: bytes, says: str) -> None:
    answer = ask(lantern, listed({**harbour_pack(), pack.RESULT: result}))

    assert amiss(answer)[1].startswith(f"    - {says}")


def test_a_result_spelled_another_way_is_not_the_same_byte_for_byte(lantern: Desk) -> None:
    spelled = json.dumps(json.loads(harbour_pack()[pack.RESULT])).encode()
    answer = ask(lantern, listed({**harbour_pack(), pack.RESULT: spelled}))

    assert amiss(answer)[1:] == ["    - The values are the same, written another way."]


def test_names_come_with_the_pack_when_they_are_in_it_and_change_no_figure(lantern: Desk) -> None:
    files = harbour_pack_named()

    answer = ask(lantern, changed(files, pack.RESULT, lambda r: first_person(r).update(cash="1.00")))

    assert files[pack.RESULT] == harbour_pack()[pack.RESULT]
    assert amiss(answer)[1].startswith("    - Ada Wick, in money: the pack says 1.00 USD;")


def harbour_pack_named() -> Files:
    return pack.proof_pack(proof_of(*harbour(), names={"ada": "Ada Wick", "bo": "Bo Lamp"}))


def test_facts_changed_together_with_the_result_are_not_those_of_the_record(lantern: Desk) -> None:
    text, facts = harbour()
    plain = {**kept(facts), "surplus": 999_99}
    entry = entry_of(kept(facts), texts_of(text))

    answer = ask(lantern, pack.proof_pack(proof_of(text, facts, facts=plain, entry=entry)))

    assert (answer.code, marks(answer)) == (70, "✓✓✓✗✓✓")
    assert amiss(answer)[0].startswith(
        "✗ The facts, under these texts, are not those the record's entry names"
    )


def test_facts_under_the_charter_of_another_co_op_are_found_out(lantern: Desk) -> None:
    other = lantern.charter.read_bytes()

    answer = ask(lantern, listed({**harbour_pack(), pack.CHARTER: other}))

    assert answer.code == 70
    assert marks(answer)[:4] == "✓✓✗✗"


def test_a_close_that_cannot_be_reckoned_under_its_texts_says_why(lantern: Desk) -> None:
    silent = harbour_pack()[pack.CHARTER].replace(b'kind = "tax"', b'kind = "principles"')
    text = silent[: silent.index(b"## Article 11")]

    answer = ask(lantern, listed({**harbour_pack(), pack.CHARTER: text}))

    assert marks(answer) == "✓✓✗✗✗"
    assert amiss(answer)[-1].startswith(
        "✗ The close cannot be reckoned again: The charter has no rule of the kind “tax”"
    )


def test_hours_of_another_year_than_the_facts_are_told_not_thrown(lantern: Desk) -> None:
    def a_year_later(facts: Any) -> None:
        facts["people"][1][2][1][2] = "2025-12-01"
        facts.update(year=2026, closed_on="2027-03-16")

    answer = ask(lantern, changed(harbour_pack(), pack.FACTS, a_year_later))

    assert amiss(answer)[-1] == (
        "✗ The close cannot be reckoned again: The facts of the pack cannot be reckoned with: KeyError 'bo'."
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda f: f["cells"][0].__setitem__(0, "eve"),
            "hours of “eve” are of a stage that person was not in",
        ),
        (
            lambda f: f["cells"][0].__setitem__(2, "boss"),
            "hours of “ada” are of a stage that person was not in",
        ),
        (lambda f: f["people"].append(f["people"][0]), "a person stands in them twice"),
        (lambda f: f["standing"][0].__setitem__(0, "eve"), "“eve” has an account and is nobody"),
    ],
)
def test_facts_that_speak_of_people_who_are_not_there_are_refused(
    lantern: Desk, change: Any, says: str
) -> None:
    answer = ask(lantern, changed(harbour_pack(), pack.FACTS, change), "--json")

    assert refused(answer) == (70, "proof.facts", f"The facts of the pack do not hold together: {says}.")


def test_a_manifest_that_names_another_year_and_a_table_of_other_figures_are_found_out(lantern: Desk) -> None:
    manifest = json.loads(harbour_pack()[pack.MANIFEST])
    other = {**harbour_pack(), pack.MANIFEST: json.dumps({**manifest, "year": 2024}).encode()}
    table = listed({**harbour_pack(), pack.FIGURES: b"person,share\nada,1.00\n"})

    assert marks(ask(lantern, other)) == "✓✓✓✓✓✓✗"
    assert marks(ask(lantern, table)) == "✓✓✓✓✓✗"


def test_a_pack_that_is_not_there_or_too_large_is_told_so(
    lantern: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = lantern.ask("verify-close", lantern.folder / "none.zip", "--json")
    unreadable = lantern.ask("verify-close", "a\0b", "--json")
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    crowded = lantern.ask("verify-close", lantern.folder, "--json")

    assert [refused(one)[:2] for one in (absent, unreadable)] == [(4, "file.absent"), (4, "file.absent")]
    assert refused(crowded)[1] == "proof.missing" or refused(crowded)[:2] == (2, "proof.too-large")


def test_keys_that_a_spreadsheet_would_run_are_marked_as_text() -> None:
    text, facts = harbour()
    plain = json.loads(json.dumps(kept(facts)).replace('"bo"', '"=bo"'))

    files = pack.proof_pack(proof_of(text, facts, facts=plain))

    assert [line.split(b",")[0] for line in files[pack.FIGURES].splitlines()] == [b"person", b"'=bo", b"ada"]


def test_a_second_checkout_with_the_library_alone_verifies_the_pack(tmp_path: Path) -> None:
    """Another folder, another process, and neither the application nor its framework within reach."""
    shutil.copytree(HOUSE / "src" / "bylaws", tmp_path / "src" / "bylaws")
    for name in ("django", "toadlane", "ninja"):
        (tmp_path / "src" / f"{name}.py").write_text("raise ImportError('not on this machine')\n", "utf-8")
    (tmp_path / "pack.zip").write_bytes(packed(harbour_pack()))

    ended = subprocess.run(
        [sys.executable, "-m", "bylaws", "verify-close", "pack.zip"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith("Everything in the pack agrees.\n")


def test_what_is_unpacked_by_hand_is_a_charter_that_the_other_commands_read(lantern: Desk) -> None:
    for name, content in unpacked(packed(harbour_pack())).items():
        (lantern.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (lantern.folder / name).write_bytes(content)

    assert lantern.ask("check", lantern.folder / "charter" / "charter.md").code == 0
