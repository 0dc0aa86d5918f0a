import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.db import migrations, models

from toadlane.coops.triggers import write_once


class Migration(migrations.Migration):
    dependencies = [
        ("coops", "0002_began_on"),
        ("decisions", "0002_documents"),
        ("keeping", "0001_kept_copies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Taking",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
                    ),
                ),
                ("closed", models.BooleanField(verbose_name="closed by a passphrase")),
                ("happened_on", models.DateField(verbose_name="asked")),
                (
                    "authority",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.authority",
                        verbose_name="decision",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="by",
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
            ],
            options={
                "verbose_name": "taking of everything",
                "verbose_name_plural": "takings of everything",
            },
        ),
        migrations.CreateModel(
            name="TakenFile",
            fields=[
                (
                    "taking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="file",
                        serialize=False,
                        to="keeping.taking",
                        verbose_name="taking",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("ready", "ready"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("task", models.UUIDField(null=True, verbose_name="task")),
                (
                    "recipient",
                    models.CharField(blank=True, max_length=100, verbose_name="key it is closed to"),
                ),
                (
                    "sealed_key",
                    models.BinaryField(blank=True, verbose_name="what opens it, closed by the passphrase"),
                ),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="size")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="digest")),
                ("says", models.TextField(blank=True, verbose_name="what happened")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                ("kept_until", models.DateTimeField(null=True, verbose_name="kept until")),
                ("removed_at", models.DateTimeField(null=True, verbose_name="removed")),
            ],
            options={
                "verbose_name": "file of everything",
                "verbose_name_plural": "files of everything",
                "indexes": [
                    models.Index(fields=["removed_at", "kept_until"], name="keeping_tak_removed_2545d3_idx")
                ],
            },
        ),
        write_once("keeping_taking"),
    ]
