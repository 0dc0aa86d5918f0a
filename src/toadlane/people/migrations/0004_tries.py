from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_proven_address"),
    ]

    operations = [
        migrations.CreateModel(
            name="Try",
            fields=[
                (
                    "key",
                    models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name="key"),
                ),
                ("said", models.TextField(verbose_name="count")),
                ("until", models.FloatField(db_index=True, verbose_name="kept until")),
            ],
            options={
                "verbose_name": "try at the door",
                "verbose_name_plural": "tries at the door",
            },
        ),
    ]
