import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coops", "0005_closures"),
        ("keeping", "0003_own_data"),
    ]

    operations = [
        migrations.AlterField(
            model_name="erasure",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="erasures",
                to="coops.participant",
                verbose_name="who",
            ),
        ),
    ]
