import django.db.models.deletion
from django.db import migrations, models

from toadlane.coops.trees import InOneTree


def known_by_its_entry(model: str, related_name: str) -> InOneTree:
    """Its own key goes, which nothing ever pointed at."""
    entry = models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT,
        primary_key=True,
        related_name=related_name,
        serialize=False,
        to="record.entry",
    )
    return InOneTree(model, ("entry", entry))


class Migration(migrations.Migration):
    dependencies = [("record", "0005_what_is_proved")]

    operations = [
        InOneTree("entry"),
        known_by_its_entry("opening", "opening"),
        known_by_its_entry("sequenced", "sequenced"),
        known_by_its_entry("unsequenced", "waiting"),
    ]
