"""What an erasure remembers of an item, so that a later file that brings it again is known."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0029_rows_written_in_less_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="erasure",
            name="lifted_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="ophævet"),
        ),
        migrations.AddField(
            model_name="erasure",
            name="marks",
            field=models.JSONField(default=dict, editable=False, verbose_name="kendetegn"),
        ),
        migrations.AddField(
            model_name="erasure",
            name="meeting",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="erasures",
                to="meetings.meeting",
                verbose_name="møde",
            ),
        ),
        migrations.AddField(
            model_name="erasure",
            name="returned_in",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="meetings.sourcedocument",
                verbose_name="kom igen i",
            ),
        ),
    ]
