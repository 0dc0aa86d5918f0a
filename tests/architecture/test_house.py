"""The rules of the house, held over every committed file."""

from __future__ import annotations

import pytest

from tests.architecture import forms as kept_forms
from tests.architecture import habits, markup, plurals, purity, schemas, translation, wording
from tests.architecture.tree import HOUSE, Page, pages, python

TESTS_MAY_BE_LEFT_OUT_IN = {"tests/conftest.py"}
THE_COMMAND = ("src/bylaws/app/", "src/bylaws/__main__.py")
FOR_THOSE_WHO_BUILD = {"src/toadlane/ui/templates/ui/style.html", "src/toadlane/ui/samples.py"}

FOR_MAILBOXES = {
    *(f"src/toadlane/notices/templates/notices/{letter}.html" for letter in ("alarm", "letter")),
    "src/toadlane/minutes/templates/minutes/letter.html",
}
"""A letter brings its own style: nobody's mail program fetches ours."""


def rules() -> list[Page]:
    return [page for page in python("src/bylaws/") if not page.path.startswith(THE_COMMAND)]


def test_the_rules_answer_from_their_arguments_alone() -> None:
    assert [fault for page in rules() for fault in purity.impure(page)] == []


def test_every_file_and_function_fits_in_one_reading() -> None:
    assert [fault for page in pages() for fault in habits.too_long(page)] == []


def test_every_fault_is_caught_by_its_name() -> None:
    assert [
        fault for page in python("src/", "tests/", "bench/") for fault in habits.caught_blindly(page)
    ] == []


def test_nothing_is_left_for_later() -> None:
    assert [fault for page in python("src/") for fault in habits.unfinished(page)] == []


def test_every_public_name_of_the_rules_is_explained() -> None:
    assert [fault for page in python("src/bylaws/") for fault in habits.undocumented(page)] == []


def test_no_test_is_left_out() -> None:
    written = [page for page in python("tests/") if page.path not in TESTS_MAY_BE_LEFT_OUT_IN]

    assert [fault for page in written for fault in habits.left_out(page)] == []


def test_every_test_can_fail() -> None:
    assert [fault for page in python("tests/") for fault in habits.cannot_fail(page)] == []


def test_no_file_names_a_registry_a_machine_or_unfinished_work() -> None:
    assert [fault for page in pages() for fault in wording.amiss(page)] == []


def test_every_string_a_person_reads_can_be_translated() -> None:
    read = [page for page in pages() if page.path.startswith("src/") and page.path not in FOR_THOSE_WHO_BUILD]
    templates = [page for page in read if page.suffix == ".html"]
    forms = [page for page in read if page.suffix == ".py" and "/migrations/" not in page.path]

    assert [fault for page in templates for fault in translation.bare_in_template(page)] == []
    assert [fault for page in forms for fault in translation.bare_in_form(page)] == []


def test_what_is_counted_has_a_form_for_one() -> None:
    read = [page for page in pages() if page.path.startswith("src/")]
    found = [fault for page in read if page.suffix == ".html" for fault in plurals.in_template(page)]
    found += [fault for page in read if page.suffix == ".py" for fault in plurals.in_python(page)]

    assert found == []


def test_no_fault_of_a_verb_loses_what_was_typed_into_its_form() -> None:
    views = [page for page in python("src/toadlane/") if page.path.endswith("views.py")]

    assert [fault for page in views for fault in kept_forms.outside_acting(page)] == []


def test_no_two_shapes_of_the_api_go_by_one_name() -> None:
    assert schemas.namesakes(python("src/toadlane/")) == []
    assert schemas.choices_as_types(python("src/toadlane/")) == []


def test_no_page_carries_a_script_or_a_style_inside() -> None:
    templates = [
        page
        for page in pages()
        if page.suffix in {".html", ".svg"}
        and page.path.startswith("src/")
        and page.path not in FOR_MAILBOXES
    ]

    assert [fault for page in templates for fault in markup.inline(page)] == []


def test_no_link_leads_nowhere_because_its_address_was_named_in_another_block() -> None:
    templates = [page for page in pages() if page.suffix == ".html" and page.path.startswith("src/")]

    assert [fault for page in templates for fault in markup.lost(page)] == []


@pytest.mark.parametrize("name", ["run.lock", "dev.lock"])
def test_every_package_in_a_lock_is_pinned_by_hash(name: str) -> None:
    text = (HOUSE / "requirements" / name).read_text()

    packages = [block for block in text.replace("\\\n", "").splitlines() if block]

    assert packages != []
    assert [block for block in packages if "==" not in block or "--hash=sha256:" not in block] == []


def test_the_two_locks_agree() -> None:
    run, dev = ((HOUSE / "requirements" / name).read_text() for name in ("run.lock", "dev.lock"))
    pins = [line for line in run.splitlines() if "==" in line]

    assert [pin for pin in pins if pin not in dev.splitlines()] == []
