import django.db.models.deletion
from django.db import migrations, models

ENDS = {
    "blank": True,
    "null": True,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": "proposals.proposal",
    "verbose_name": "agreement that it ends or replaces",
}


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0003_positions"),
    ]

    operations = [
        migrations.AddField(model_name="proposal", name="ends", field=models.ForeignKey(**ENDS)),
        migrations.AddField(model_name="proposaldraft", name="ends", field=models.ForeignKey(**ENDS)),
    ]
