"""Search rows know which parties an item's votes name, and whether it has attachments; of what is there already too."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


def fill(apps, schema_editor):
    """Votes are few beside items: one pass over them, and one statement for attachments."""
    from meetings.language.parties import party

    named = {}
    votes = apps.get_model("meetings", "Vote").objects.filter(decision__item__closed=False).exclude(parties=[])
    for item, parties in votes.values_list("decision__item", "parties").iterator():
        named.setdefault(item, set()).update(filter(None, map(party, parties)))
    rows = apps.get_model("meetings", "SearchItem").objects
    for item, parties in named.items():
        if parties:
            rows.filter(pk=item).update(parties=sorted(parties))
    with_papers = apps.get_model("meetings", "Attachment").objects.filter(item=models.OuterRef("pk"))
    rows.filter(models.Exists(with_papers), closed=False).update(has_attachments=True)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0010_readers_reports'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchitem',
            name='has_attachments',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='searchitem',
            name='parties',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), null=True, size=None),
        ),
        migrations.AddIndex(
            model_name='searchitem',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('parties__isnull', False)), fastupdate=False, fields=['parties'], name='search_parties'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
