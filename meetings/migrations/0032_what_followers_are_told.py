"""What of a meeting was corrected, or came to it, after it was published: feeds and mails tell of that alone."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0031_words_by_their_pieces")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="came_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="kommet til"),
        ),
        migrations.AddField(
            model_name="item",
            name="altered_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="rettet"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="shown_again_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="offentliggjort igen"),
        ),
    ]
