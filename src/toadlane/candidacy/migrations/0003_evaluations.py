import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.db import migrations, models

from toadlane.coops.triggers import write_once


class Migration(migrations.Migration):
    dependencies = [
        ("candidacy", "0002_courses"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
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
                (
                    "stage",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*\\Z", "Use small letters, digits and hyphens."
                            )
                        ],
                        verbose_name="stage",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="held")),
                ("views", models.JSONField(default=list, verbose_name="whose views were heard")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("goes-well", "goes well"),
                            ("with-care", "goes well, with something to work on"),
                            ("not-yet", "not yet"),
                        ],
                        max_length=20,
                        verbose_name="outcome",
                    ),
                ),
                ("entered_on", models.DateField(verbose_name="entered")),
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
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="entered by",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluation",
                "verbose_name_plural": "evaluations",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("coop", "participant", "held_on"), name="candidacy_evaluation_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("says", models.CharField(max_length=300, verbose_name="the line for members")),
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
                    "evaluation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line",
                        to="candidacy.evaluation",
                        verbose_name="evaluation",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of an evaluation",
                "verbose_name_plural": "lines of evaluations",
            },
        ),
        migrations.CreateModel(
            name="EvaluationPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*\\Z", "Use small letters, digits and hyphens."
                            )
                        ],
                        verbose_name="stage",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("on", models.DateField(verbose_name="arranged for")),
                ("by_whom", models.JSONField(default=list, verbose_name="evaluators")),
                (
                    "arranged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="arranged by",
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
                        verbose_name="participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluation that is arranged",
                "verbose_name_plural": "evaluations that are arranged",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("coop", "participant", "due_on"), name="candidacy_plan_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationWords",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("content", models.TextField(max_length=20000, verbose_name="what was said")),
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
                    "evaluation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="candidacy.evaluation",
                        verbose_name="evaluation",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "words of an evaluation",
                "verbose_name_plural": "words of evaluations",
            },
        ),
        migrations.CreateModel(
            name="Evaluator",
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
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluators",
                        to="candidacy.evaluation",
                        verbose_name="evaluation",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coops.participant",
                        verbose_name="evaluator",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluator",
                "verbose_name_plural": "evaluators",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "participant"), name="candidacy_evaluator_once"
                    )
                ],
            },
        ),
        write_once("candidacy_evaluation"),
        write_once("candidacy_evaluator"),
    ]
