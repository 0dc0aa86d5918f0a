import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.db import migrations, models

from toadlane.coops.triggers import write_once


class Migration(migrations.Migration):
    dependencies = [
        ("coops", "0006_seats_as_audiences"),
        ("proposals", "0004_ends_agreement"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="whose",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coops.participant",
                verbose_name="whose objection",
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="kind",
            field=models.CharField(
                choices=[
                    ("withdrawn", "taken back"),
                    ("pulled-back", "pulled back to be worked on"),
                    ("agreed-to-disagree", "left as it is: we agreed to disagree"),
                    ("as-it-is", "would leave it as it is"),
                    ("integrated", "objection met by the text"),
                    ("ruled-out", "objection ruled out"),
                    ("recused", "steps out"),
                    ("decided", "decided"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
        migrations.CreateModel(
            name="Action",
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
                ("text", models.CharField(max_length=500, verbose_name="what is to be done")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="by")),
                ("added_at", models.DateTimeField(verbose_name="entered")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="entered by",
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
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="proposals.outcome",
                        verbose_name="outcome",
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="who does it",
                    ),
                ),
            ],
            options={
                "verbose_name": "action of an outcome",
                "verbose_name_plural": "actions of outcomes",
            },
        ),
        migrations.CreateModel(
            name="ActionOver",
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
                ("done", models.BooleanField(verbose_name="done")),
                ("because", models.CharField(blank=True, max_length=500, verbose_name="how")),
                ("happened_at", models.DateTimeField(verbose_name="at")),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="over",
                        to="proposals.action",
                        verbose_name="action",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="entered by",
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
                "verbose_name": "end of an action",
                "verbose_name_plural": "ends of actions",
            },
        ),
        migrations.CreateModel(
            name="Statement",
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
                ("nth", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", models.TextField(max_length=2000, verbose_name="in a few words")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="look again on")),
                ("written_at", models.DateTimeField(verbose_name="written")),
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
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="proposals.outcome",
                        verbose_name="outcome",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="owner",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement of an outcome",
                "verbose_name_plural": "statements of outcomes",
                "constraints": [
                    models.UniqueConstraint(fields=("outcome", "nth"), name="proposals_statement_once")
                ],
            },
        ),
        write_once("proposals_action"),
        write_once("proposals_actionover"),
        write_once("proposals_statement"),
    ]
