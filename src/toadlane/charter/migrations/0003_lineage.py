"""Which model's article an article came from, with the text and with its draft."""

from django.db import migrations, models

from toadlane.coops.triggers import write_once


class Migration(migrations.Migration):
    dependencies = [
        ("charter", "0002_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="charterdraft",
            name="taken",
            field=models.JSONField(blank=True, default=list, verbose_name="articles taken from models"),
        ),
        migrations.AddField(
            model_name="chartertext",
            name="origins",
            field=models.JSONField(blank=True, default=list, verbose_name="articles taken from models"),
        ),
        write_once("charter_chartertext"),  # SQLite makes the table anew for a column, without its triggers
    ]
