"""Each gate is shown something broken and has to say so; beside it, the same thing sound has to pass."""

from __future__ import annotations

import pytest

from tests.architecture import forms as kept_forms
from tests.architecture import habits, markup, plurals, purity, schemas, translation, wording
from tests.architecture.coverage_floors import Reached, below
from tests.architecture.tree import HOUSE, Page

# The rules are pure


@pytest.mark.parametrize(
    "line",
    [
        "import time",
        "import random",
        "from django.db import models",
        "from pathlib import Path",
        "import os.path",
        "from urllib.request import urlopen",
        "import toadlane.coops",
        "today = dt.date.today()",
        "at = dt.datetime.now()",
        "key = uuid.uuid4()",
        "half = 0.5",
        "half = float(text)",
        "def share(hours: float) -> int: return 1",
        "half = 1 / 2",
        "mean = sum(hours) / len(hours)",
        "root = math.sqrt(2)",
        "from math import sqrt",
        "text = open(name).read()",
        "print(total)",
        "order = hash(member)",
    ],
)
def test_a_rule_that_reaches_outside_its_arguments_is_named(line: str) -> None:
    assert len(purity.impure(Page("src/bylaws/kernel/money.py", line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "from fractions import Fraction",
        "import datetime as dt",
        "half = Fraction(1, 2)",
        "if isinstance(value, float): raise fault",
        "match value:\n    case float():\n        raise fault",
        "up = math.ceil(Fraction(7, 2))",
        "third = share / 3",
    ],
)
def test_an_exact_rule_passes(line: str) -> None:
    assert purity.impure(Page("src/bylaws/kernel/money.py", line)) == []


# Habits


def test_a_long_file_and_a_long_function_are_named() -> None:
    long_file = Page("src/bylaws/a.py", "x = 1\n" * 401)
    long_function = Page("src/bylaws/a.py", "def f():\n" + "    x = 1\n" * 60)
    long_template = Page("src/toadlane/ui/templates/a.html", "<p>\n" * 401)

    assert habits.too_long(long_file) == ["src/bylaws/a.py:401 is 401 lines; the limit is 400"]
    assert habits.too_long(long_function) == ["src/bylaws/a.py:1 f is 61 lines; the limit is 60"]
    assert habits.too_long(long_template) == [
        "src/toadlane/ui/templates/a.html:401 is 401 lines; the limit is 400"
    ]


def test_a_file_and_a_function_at_the_limit_pass() -> None:
    assert habits.too_long(Page("src/bylaws/a.py", "x = 1\n" * 400)) == []
    assert habits.too_long(Page("src/bylaws/a.py", "def f():\n" + "    x = 1\n" * 59)) == []


@pytest.mark.parametrize("caught", ["except Exception:", "except (ValueError, BaseException):", "except:"])
def test_a_blind_except_is_named(caught: str) -> None:
    page = Page("src/toadlane/a.py", f"try:\n    f()\n{caught}\n    pass\n")

    assert len(habits.caught_blindly(page)) == 1
    assert habits.caught_blindly(Page("a.py", "try:\n    f()\nexcept ValueError:\n    pass\n")) == []


def test_unwritten_code_is_named() -> None:
    assert len(habits.unfinished(Page("src/a.py", "def f():\n    raise NotImplementedError\n"))) == 1


def test_a_public_name_without_a_docstring_is_named() -> None:
    page = Page("src/bylaws/a.py", "def f(): ...\nclass C:\n    def g(self): ...\n    def _h(self): ...\n")

    assert [fault.split()[1] for fault in habits.undocumented(page)] == ["f", "C", "g"]


@pytest.mark.parametrize(
    "line",
    ["pytest.skip('later')", "@pytest.mark.xfail\ndef test_a(): ...", "yaml = pytest.importorskip('yaml')"],
)
def test_a_test_that_is_left_out_is_named(line: str) -> None:
    assert len(habits.left_out(Page("tests/test_a.py", line))) == 1


def test_a_test_that_cannot_fail_is_named() -> None:
    assert len(habits.cannot_fail(Page("tests/test_a.py", "def test_a():\n    f()\n"))) == 1
    assert habits.cannot_fail(Page("tests/test_a.py", "def test_a():\n    assert f()\n")) == []
    proved_below = "def test_a():\n    same(1, 1)\ndef same(a, b):\n    assert a == b\n"
    assert habits.cannot_fail(Page("tests/test_a.py", proved_below)) == []


@pytest.mark.parametrize(
    "line",
    [
        "https://" + "pypi" + ".org/simple",
        "registry." + "npmjs" + ".org",
        "--" + "index" + "-url=somewhere",
        "see /" + "home/ada/toad-lane",
        "ROOT = '/" + "root/data'",
        f"folder = {HOUSE}/src",
        "TO" + "DO: the rest",
        "written with an AI" + " assistant",
    ],
)
def test_a_line_that_names_a_host_a_machine_or_unfinished_work_is_named(line: str) -> None:
    assert len(wording.amiss(Page("docs/a.md", f"fine\n{line}\n"))) >= 1


@pytest.mark.parametrize(
    "line", ["/c/lantern/work/", "https://example.org/", "a session of the assembly", "todos"]
)
def test_ordinary_words_and_addresses_pass(line: str) -> None:
    assert wording.amiss(Page("docs/a.md", line)) == []


# Words a person reads


@pytest.mark.parametrize(
    "line",
    [
        "<p>Your hours</p>",
        '<img alt="A toad" src="a.svg">',
        '<button type="submit" aria-label="Close">×</button>',
        '<input type="submit" value="Cast vote">',
        '{% card "Your hours" %}',
        '{% include "ui/card.html" with heading="Your hours" %}',
    ],
)
def test_bare_words_in_a_template_are_named(line: str) -> None:
    assert len(translation.bare_in_template(Page("a.html", f"{{% load i18n %}}\n{line}\n"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        '<p>{% trans "Your hours" %}</p>',
        "<p>{% blocktrans %}Your hours{% endblocktrans %}</p>",
        '{% card _("Your hours") class="wide plain" %}',
        '{% include "ui/card.html" with heading=_("Your hours") %}',
        "<p>{{ hours }} — 3 : 5</p>",
        "{# a note to the reader #}",
        "{% block main_class %}narrow{% endblock %}",
        '<a href="{% url "books:close" %}">PDF</a>',
    ],
)
def test_words_from_the_catalogue_pass(line: str) -> None:
    assert translation.bare_in_template(Page("a.html", line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "field = CharField(label={})",
        "messages.success(request, {})",
        "raise ValidationError({}, code='late')",
    ],
)
def test_bare_words_of_a_form_are_named(line: str) -> None:
    assert len(translation.bare_in_form(Page("forms.py", line.format("'Your hours'")))) == 1
    assert translation.bare_in_form(Page("forms.py", line.format("_('Your hours')"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "{% blocktrans with n=lines|length %}{{ n }} lines cannot be read.{% endblocktrans %}",
        "{% blocktranslate %}{{ count }} further entries are counted.{% endblocktranslate %}",
    ],
)
def test_counting_in_one_form_is_named_in_a_page(line: str) -> None:
    assert len(plurals.in_template(Page("a.html", line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "_('%(count)s lines cannot be read.')",
        "InputFault('{count} pairs overlap.', code='x', next_step='y')",
        "gettext_noop('After {tries} tries.')",
    ],
)
def test_counting_in_one_form_is_named_in_a_sentence(line: str) -> None:
    assert len(plurals.in_python(Page("a.py", line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "ngettext('%(count)s line is wrong.', '%(count)s lines are wrong.', count)",
        "_('Lines that cannot be read: %(count)s.')",
        "_('%(year)s is closed.')",
        "_('{share} of the {hours} hours')",
        "_('{number} stands twice.')",
    ],
)
def test_counting_in_every_form_passes(line: str) -> None:
    both = "{% blocktrans count n=n %}One line{% plural %}{{ n }} lines{% endblocktrans %}"

    assert plurals.in_python(Page("a.py", line)) == []
    assert plurals.in_template(Page("a.html", both)) == []


def test_a_verb_whose_fault_would_lose_a_form_is_named() -> None:
    bare = "def pay(request):\n    if form.is_valid():\n        verbs.pay(by=me, at=now)\n"
    held = "def pay(request):\n    with form.acting():\n        return done(verbs.pay(by=me, at=now))\n"

    assert len(kept_forms.outside_acting(Page("views.py", bare))) == 1
    assert kept_forms.outside_acting(Page("views.py", held)) == []


# The content policy


@pytest.mark.parametrize(
    "line",
    [
        "<style>p { color: red }</style>",
        "<script>go()</script>",
        '<p style="color: red">',
        '<button type="button" onclick="go()">',
        '<a href="javascript:go()">',
        '<script src="https://elsewhere.example/a.js"></script>',
    ],
)
def test_a_script_or_a_style_inside_a_page_is_named(line: str) -> None:
    assert len(markup.inline(Page("a.html", line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        '<script src="{% static "ui/menu.js" %}" defer></script>',
        '<script type="application/json" id="figures">{}</script>',
        '<p class="lead" data-on="yes">on time = style</p>',
        '<a href="https://elsewhere.example/">',
    ],
)
def test_a_page_within_the_policy_passes(line: str) -> None:
    assert markup.inline(Page("a.html", line)) == []


def test_an_address_named_in_one_block_is_lost_in_the_next() -> None:
    crumbs = "{% block crumbs %}{% url 'a:b' as b_url %}{% crumbs b_url %}{% endblock %}"
    link = '<a href="{{ b_url }}">{% blocktrans %}b{% endblocktrans %}</a>'
    again = "{% url 'a:b' as b_url %}"

    found = [
        markup.lost(Page("a.html", f"{crumbs}{{% block content %}}{inside}{{% endblock %}}"))
        for inside in (link, again + link)
    ]

    assert (len(found[0]), found[1]) == (1, [])


# Coverage


def test_a_floor_that_is_not_reached_is_named_with_the_worst_file_first() -> None:
    files = [
        Reached("src/bylaws/a.py", 9, 10, ("3",)),
        Reached("src/bylaws/b.py", 6, 10, ("1", "2", "5", "7")),
    ]

    assert below(files, {"src/bylaws": 75}) == []
    assert below(files, {"src/bylaws": 76}) == [
        "src/bylaws: 15 of 20 reached, the floor is 76 %",
        "    src/bylaws/b.py misses 1, 2, 5, 7",
        "    src/bylaws/a.py misses 3",
    ]


def test_a_floor_over_nothing_is_not_reached() -> None:
    assert below([], {"src/bylaws": 100}) == ["src/bylaws: there is nothing here to measure"]


# Shapes of the API


def shapes(*texts: str) -> list[Page]:
    return [Page(f"src/toadlane/room{number}/api.py", text) for number, text in enumerate(texts)]


def test_two_shapes_of_one_name_are_named_with_both_their_files() -> None:
    ours = "class BaseOut(Schema):\n    pass\n\n\nclass YearOut(BaseOut):\n    pass\n"
    theirs = "class YearOut(Schema):\n    pass\n"

    [said] = schemas.namesakes(shapes(ours, theirs))

    assert said == (
        "YearOut is a shape of src/toadlane/room0/api.py:5 and of src/toadlane/room1/api.py:1; "
        "the published schema would tell of one of them alone"
    )


def test_a_name_that_only_one_shape_bears_passes() -> None:
    assert schemas.namesakes(shapes("class YearOut(Schema): ...", "class YearOut: ...")) == []


def test_choices_of_a_model_that_a_shape_has_for_a_type_are_named() -> None:
    jobs = "class JobOut(Schema):\n    state: Progress.State | None\n    title: str\n"

    [said] = schemas.choices_as_types(shapes(jobs, "class Row:\n    state: Progress.State\n"))

    assert said.startswith("src/toadlane/room0/api.py:2 Progress.State | None would be published as “State”")
