import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from toadlane.coops.triggers import write_once


class Migration(migrations.Migration):
    dependencies = [
        ("coops", "0002_began_on"),
        ("decisions", "0002_documents"),
        ("keeping", "0002_takings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Erasure",
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
                ("happened_on", models.DateField(verbose_name="erased")),
                (
                    "authority",
                    models.OneToOneField(
                        null=True,
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
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure",
                        to="coops.participant",
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "erasure of a person",
                "verbose_name_plural": "erasures of people",
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "of",
                    models.CharField(
                        choices=[
                            ("name", "my name"),
                            ("stages", "my stages and roles"),
                            ("hours", "my hours"),
                            ("money", "my money"),
                            ("document", "a document about me"),
                            ("other", "something else"),
                        ],
                        max_length=20,
                        verbose_name="where it stands",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="what is wrong, and what is right")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waits for an answer"),
                            ("done", "put right"),
                            ("declined", "stays as it is"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
                (
                    "answered_by",
                    models.ForeignKey(
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction asked for",
                "verbose_name_plural": "corrections asked for",
                "indexes": [
                    models.Index(fields=["coop", "state", "asked_at"], name="keeping_cor_coop_id_f6a6cb_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=255, verbose_name="key")),
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
                ("done", models.PositiveSmallIntegerField(default=0, verbose_name="done")),
                ("of", models.PositiveSmallIntegerField(default=0, verbose_name="of")),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="size")),
                ("says", models.TextField(blank=True, verbose_name="what happened")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                ("kept_until", models.DateTimeField(null=True, verbose_name="kept until")),
                ("removed_at", models.DateTimeField(null=True, verbose_name="removed")),
                (
                    "only",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="coops.coop",
                        verbose_name="of one co-op alone",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "copy of one’s own data",
                "verbose_name_plural": "copies of one’s own data",
                "indexes": [
                    models.Index(fields=["person", "-asked_at"], name="keeping_own_person__6f7319_idx"),
                    models.Index(fields=["removed_at", "kept_until"], name="keeping_own_removed_b99db2_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "key"), name="keeping_ownfile_key_once")
                ],
            },
        ),
        write_once("keeping_erasure"),
    ]
