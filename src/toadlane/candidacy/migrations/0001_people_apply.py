import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("coops", "0002_began_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="JoiningPage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("is_open", models.BooleanField(default=False, verbose_name="open")),
                ("says", models.TextField(blank=True, max_length=5000, verbose_name="what we say")),
                ("edited_at", models.DateTimeField(verbose_name="edited")),
                (
                    "coop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.coop",
                        verbose_name="co-op",
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="edited by",
                    ),
                ),
            ],
            options={
                "verbose_name": "page for whoever would like to join",
                "verbose_name_plural": "pages for whoever would like to join",
                "constraints": [
                    models.UniqueConstraint(fields=("coop",), name="candidacy_joining_page_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("words", models.TextField(max_length=5000, verbose_name="what they wrote")),
                ("language", models.CharField(blank=True, max_length=8, verbose_name="language")),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="address confirmed"),
                ),
                ("kept_at", models.DateTimeField(blank=True, null=True, verbose_name="kept for later")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("letter", models.TextField(blank=True, max_length=5000, verbose_name="what was answered")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="answered by",
                    ),
                ),
                (
                    "coop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.coop",
                        verbose_name="co-op",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="taken in as",
                    ),
                ),
            ],
            options={
                "verbose_name": "application",
                "verbose_name_plural": "applications",
                "indexes": [models.Index(fields=["coop", "sent_at"], name="candidacy_a_coop_id_9ac484_idx")],
            },
        ),
    ]
