"""What is looked for is found whatever its capitals and accents, and the same on either engine."""

from __future__ import annotations

import pytest
from django.db.models import TextField, Value

from toadlane.coops.models import Coop
from toadlane.people.searching import Folded, says, words_of
from toadlane.people.spelling import folded

pytestmark = pytest.mark.django_db
TYPED = (
    "",
    "Réunion à Orléans",
    "CAFÉ Ñandú Øre Łódź",
    "Straße STRASSE ﬁn ①",
    "ΟΔΥΣΣΕΎΣ οδυσσεύς",
    "Ёлка ЩИ Київ",
    "İstanbul ÅNGSTRÖM",
    "שָׁלוֹם سَلَام क़ानून",
    "会議 ガス ｶﾞｽ 회의",
    "100 % of_it \\ 'quoted' \"twice\"",
    "e\u0301 and é",
)


@pytest.mark.parametrize("typed", TYPED)
def test_either_engine_compares_words_as_we_do(harbour: Coop, typed: str) -> None:
    kept = Coop.objects.annotate(kept=Folded(Value(typed, output_field=TextField())))

    assert kept.values_list("kept", flat=True).get(pk=harbour.pk) == folded(typed)


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("HARBOUR", True),
        ("hárböur", True),
        ("harbour cooperativé", True),
        ("harbour strike", False),
        ("%", False),
        ("_", False),
        ("\\", False),
        ("'; --", False),
        ("\x00", True),
        ("", True),
    ],
)
def test_every_word_has_to_be_there_and_no_sign_stands_for_others(
    harbour: Coop, sought: str, *, found: bool
) -> None:
    rows = Coop.objects.filter(pk=harbour.pk)
    for word in words_of(sought):
        rows = rows.filter(says(word, "name", "slug"))

    assert rows.exists() == found


def test_a_column_with_nothing_in_it_says_nothing(harbour: Coop) -> None:
    nothing = Coop.objects.annotate(kept=Folded(Value(None, output_field=TextField())))

    assert nothing.values_list("kept", flat=True).get(pk=harbour.pk) is None


def test_no_more_words_are_looked_for_than_anybody_types() -> None:
    assert len(words_of("Ä " * 400)) == 8
