"""A drill does with a backup, in earnest, what one would do in need."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from bylaws.kernel.faults import Fault, RecordBroken
from toadlane.coops.models import Coop
from toadlane.keeping import archive, drills, folders, proofs, sealed, verbs
from toadlane.keeping.models import Keeping

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)


def test_drill_restores_exports_and_finds_all_equal(kept: Coop, house: Path) -> None:
    made = verbs.back_up(to=None, at=AT)
    steps: list[tuple[int, int]] = []

    held = drills.drill(made.file, key=sealed.Key(), say=lambda done, of: steps.append((done, of)))

    assert (held.coops, steps) == (1, [(1, 2), (2, 2)])
    assert [place.name for place in house.glob(f"{folders.UNFINISHED}*")] == []


def test_drill_of_a_damaged_backup_fails_with_the_last_words_of_the_step(kept: Coop, house: Path) -> None:
    made = verbs.back_up(to=None, at=AT)
    content = bytearray(made.file.read_bytes())
    content[200] ^= 1
    made.file.write_bytes(bytes(content))

    with pytest.raises(RecordBroken, match=r"The drill failed: CommandError: .* is not as it was written"):
        drills.drill(made.file, key=sealed.Key())


def test_drill_that_finds_other_rows_fails(kept: Coop, house: Path, tmp_path: Path) -> None:
    made = verbs.back_up(to=None, at=AT)
    with archive.reading(made.file) as reader:
        reader.take_out(archive.DATABASE, tmp_path / "database")
    rows = {**made.manifest.rows, "coops_coop": 2}
    heads = {"harbour": proofs.Head(2, 2, "0" * 64)}

    for wrong in ({"rows": rows}, {"heads": heads}):
        said: dict[str, Any] = {
            name: getattr(made.manifest, name) for name in made.manifest.__slots__
        } | wrong
        with pytest.raises(Fault, match="The drill failed"):
            drills.prove(tmp_path / "database", archive.Manifest(**said))


def test_command_tries_out_the_latest_and_notes_the_day(
    kept: Coop, house: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match="no good backup to try out"):
        call_command("drill")
    call_command("backup", stdout=io.StringIO())
    monkeypatch.setattr(drills, "drill", lambda file, **_: drills.Drilled(file, 1, 3))
    out = io.StringIO()

    call_command("drill", stdout=out)

    assert out.getvalue().endswith(" holds. Rows restored: 3; co-ops that arrive equal: 1.\n")
    assert sorted(Keeping.objects.values_list("kind", "state")) == [("backup", "good"), ("drill", "good")]
