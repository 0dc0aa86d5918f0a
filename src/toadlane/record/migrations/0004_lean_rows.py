import django.db.models.deletion
from django.db import migrations, models

INDEXES = {
    "entry": "record_entry_coop_id_6cb6527e",
    "opening": "record_opening_coop_id_bcdfa7a5",
    "sequenced": "record_sequenced_coop_id_d4122aeb",
    "unsequenced": "record_unsequenced_coop_id_bef9143d",
}


def without_index(model: str, index: str) -> migrations.SeparateDatabaseAndState:
    """Every verb wrote four indexes that nobody read; a table is not copied for that."""
    coop = models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="coops.coop",
        verbose_name="co-op",
    )
    return migrations.SeparateDatabaseAndState(
        state_operations=[migrations.AlterField(model, "coop", coop)],
        database_operations=[
            migrations.RunSQL(
                f'DROP INDEX IF EXISTS "{index}"',
                f'CREATE INDEX "{index}" ON "record_{model}" ("coop_id")',
            )
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("record", "0003_witnesses")]

    operations = [without_index(model, index) for model, index in INDEXES.items()]
