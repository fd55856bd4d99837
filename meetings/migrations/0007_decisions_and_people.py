"""What was decided beside what was recommended, persons as minutes name them, and amounts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_names_may_trade_places'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='navn')),
                ('key', models.CharField(editable=False, max_length=200)),
                ('slug', models.SlugField(max_length=90, verbose_name='adresse')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'personer',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='PersonVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('present', models.BooleanField(null=True)),
                ('away', models.PositiveSmallIntegerField(default=0)),
                ('decided', models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='decision',
            name='followed',
            field=models.CharField(blank=True, choices=[('followed', 'indstillingen fulgt'), ('amended', 'fulgt med ændringer'), ('not_followed', 'indstillingen ikke fulgt'), ('postponed', 'ikke afgjort'), ('unrecognised', 'ikke genkendt')], db_default='', default='', editable=False, max_length=16, verbose_name='indstilling og beslutning'),
        ),
        migrations.AddField(
            model_name='decision',
            name='followed_evidence',
            field=models.TextField(blank=True, db_default='', default='', editable=False, verbose_name='sætningen, der viser det'),
        ),
        migrations.AddField(
            model_name='searchitem',
            name='departed',
            field=models.CharField(blank=True, db_default='', default='', max_length=16),
        ),
        migrations.AddField(
            model_name='searchitem',
            name='max_amount',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name='searchitem',
            index=models.Index(condition=models.Q(('max_amount__isnull', False)), fields=['max_amount'], name='search_amount'),
        ),
        migrations.AddIndex(
            model_name='searchitem',
            index=models.Index(condition=models.Q(('closed', True)), fields=['municipality', '-date', '-item'], name='search_closed'),
        ),
        migrations.AddIndex(
            model_name='searchitem',
            index=models.Index(condition=models.Q(('closed', True)), fields=['committee', '-date', '-item'], name='search_closed_of_committee'),
        ),
        migrations.AddField(
            model_name='person',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='persons', to='meetings.municipality', verbose_name='kommune'),
        ),
        migrations.AddField(
            model_name='personvote',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='meetings.person'),
        ),
        migrations.AddField(
            model_name='personvote',
            name='vote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voters', to='meetings.vote'),
        ),
        migrations.AddField(
            model_name='presence',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='meetings.meeting'),
        ),
        migrations.AddField(
            model_name='presence',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='meetings.person'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('municipality', 'key'), name='person_natural_key'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('municipality', 'slug'), name='person_address'),
        ),
        migrations.AddIndex(
            model_name='personvote',
            index=models.Index(fields=['person', '-date', '-vote'], name='person_vote_newest'),
        ),
        migrations.AddConstraint(
            model_name='personvote',
            constraint=models.UniqueConstraint(fields=('person', 'vote'), name='person_vote_natural_key'),
        ),
        migrations.AddIndex(
            model_name='presence',
            index=models.Index(fields=['person', '-date', '-meeting'], name='presence_newest'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('person', 'meeting'), name='presence_natural_key'),
        ),
    ]
