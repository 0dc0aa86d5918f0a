import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coops", "0002_began_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="roleperiod",
            name="held_for",
            field=models.CharField(
                blank=True,
                default="",
                max_length=63,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[a-z0-9][a-z0-9-]*\\Z", "Use small letters, digits and hyphens."
                    )
                ],
                verbose_name="held for",
            ),
        ),
        migrations.AlterField(
            model_name="roleperiod",
            name="role",
            field=models.CharField(
                max_length=80,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[a-z0-9][a-z0-9-]*\\Z", "Use small letters, digits and hyphens."
                    )
                ],
                verbose_name="role",
            ),
        ),
    ]
