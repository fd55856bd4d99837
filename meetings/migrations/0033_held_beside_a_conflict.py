"""Corrections that nobody made: what belongs to a field in conflict stays as it is until that is decided."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0032_what_followers_are_told")]

    operations = [
        migrations.AlterField(
            model_name="correction",
            name="state",
            field=models.CharField(
                choices=[
                    ("active", "gælder"),
                    ("conflict", "kilden er ændret siden"),
                    ("held", "venter på en afgørelse"),
                    ("reverted", "fortrudt"),
                ],
                default="active",
                max_length=10,
                verbose_name="tilstand",
            ),
        ),
    ]
