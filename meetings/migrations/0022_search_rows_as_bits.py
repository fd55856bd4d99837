"""Search rows once more as bits, and the triggers that keep them true whoever writes (meetings.models.packed)."""

from django.db import migrations, models

import meetings.models.packed

# A statement at a time. Nothing here waits for anybody: a row that is deleted or changed is locked by whoever does it,
# and only insertions touch what others write. Bits are read through `alive` and the freed places, so that what a
# trigger does is seen in the very snapshot in which the row is gone.
FORWARDS = """
ALTER TABLE meetings_packedsegment ALTER COLUMN alive SET STORAGE PLAIN;
ALTER TABLE meetings_wordbits ALTER COLUMN bits SET STORAGE PLAIN;
ALTER TABLE meetings_facetbits ALTER COLUMN bits SET STORAGE PLAIN;

CREATE FUNCTION meetings_search_added() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO meetings_unpackeditem SELECT item_id FROM now ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE FUNCTION meetings_search_removed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    WITH freed AS (
        DELETE FROM meetings_packedplace p USING before b WHERE p.item_id = b.item_id RETURNING p.segment_id, p.place)
    INSERT INTO meetings_freedplace (segment_id, place) SELECT segment_id, place FROM freed;
    DELETE FROM meetings_unpackeditem u USING before b WHERE u.item_id = b.item_id;
    RETURN NULL;
END
$$;

-- Only what bits tell of: a new title or text alone changes nothing here.
CREATE FUNCTION meetings_search_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    WITH same AS MATERIALIZED (
        SELECT item_id FROM before b JOIN now n USING (item_id) WHERE
            (b.municipality_id, b.committee_id, b.year, b.kind, b.outcome, b.departed, b.has_attachments, b.closed,
             b.parties, b.vector)
            IS NOT DISTINCT FROM
            (n.municipality_id, n.committee_id, n.year, n.kind, n.outcome, n.departed, n.has_attachments, n.closed,
             n.parties, n.vector)),
    changed AS MATERIALIZED (SELECT item_id FROM before WHERE item_id NOT IN (SELECT item_id FROM same)),
    freed AS (
        DELETE FROM meetings_packedplace p USING changed c WHERE p.item_id = c.item_id RETURNING p.segment_id, p.place)
    INSERT INTO meetings_freedplace (segment_id, place) SELECT segment_id, place FROM freed;
    DELETE FROM meetings_unpackeditem u USING before b
        WHERE u.item_id = b.item_id AND NOT EXISTS (SELECT FROM now n WHERE n.item_id = b.item_id);
    INSERT INTO meetings_unpackeditem SELECT item_id FROM now n
        WHERE NOT EXISTS (SELECT FROM meetings_packedplace p WHERE p.item_id = n.item_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE FUNCTION meetings_search_emptied() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM meetings_unpackeditem;
    DELETE FROM meetings_freedplace;
    DELETE FROM meetings_packedplace;
    DELETE FROM meetings_packedsegment;
    DELETE FROM meetings_facetbits;
    DELETE FROM meetings_wordbits;
    RETURN NULL;
END
$$;

CREATE TRIGGER search_added AFTER INSERT ON meetings_searchitem REFERENCING NEW TABLE AS now
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_search_added();
CREATE TRIGGER search_removed AFTER DELETE ON meetings_searchitem REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_search_removed();
CREATE TRIGGER search_changed AFTER UPDATE ON meetings_searchitem REFERENCING OLD TABLE AS before NEW TABLE AS now
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_search_changed();
CREATE TRIGGER search_emptied AFTER TRUNCATE ON meetings_searchitem
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_search_emptied();

INSERT INTO meetings_unpackeditem SELECT item_id FROM meetings_searchitem;
"""
BACKWARDS = """
DROP TRIGGER search_added ON meetings_searchitem;
DROP TRIGGER search_removed ON meetings_searchitem;
DROP TRIGGER search_changed ON meetings_searchitem;
DROP TRIGGER search_emptied ON meetings_searchitem;
DROP FUNCTION meetings_search_added();
DROP FUNCTION meetings_search_removed();
DROP FUNCTION meetings_search_changed();
DROP FUNCTION meetings_search_emptied();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0021_danish_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='FacetBits',
            fields=[
                ('pk', models.CompositePrimaryKey('segment_id', 'facet', 'value', blank=True, editable=False, primary_key=True, serialize=False)),
                ('segment_id', models.BigIntegerField()),
                ('facet', models.CharField(max_length=20)),
                ('value', models.TextField()),
                ('bits', meetings.models.packed.BitString()),
            ],
            options={
                'verbose_name': 'en værdis bits',
                'verbose_name_plural': 'værdiers bits',
            },
        ),
        migrations.CreateModel(
            name='FreedPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('segment_id', models.BigIntegerField()),
                ('place', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name': 'fri plads',
                'verbose_name_plural': 'frie pladser',
            },
        ),
        migrations.CreateModel(
            name='PackedPlace',
            fields=[
                ('item_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('segment_id', models.BigIntegerField(db_index=True)),
                ('place', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name': 'plads i en pakke',
                'verbose_name_plural': 'pladser i pakker',
            },
        ),
        migrations.CreateModel(
            name='PackedSegment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('municipality_id', models.BigIntegerField(db_index=True)),
                ('used', models.PositiveSmallIntegerField(default=0)),
                ('alive', meetings.models.packed.BitString()),
            ],
            options={
                'verbose_name': 'pakke af søgerækker',
                'verbose_name_plural': 'pakker af søgerækker',
            },
        ),
        migrations.CreateModel(
            name='PackedWord',
            fields=[
                ('lexeme', models.TextField(primary_key=True, serialize=False)),
                ('documents', models.PositiveIntegerField()),
                ('ready', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'pakket ord',
                'verbose_name_plural': 'pakkede ord',
            },
        ),
        migrations.CreateModel(
            name='UnpackedItem',
            fields=[
                ('item_id', models.BigIntegerField(primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name': 'søgerække uden plads',
                'verbose_name_plural': 'søgerækker uden plads',
            },
        ),
        migrations.CreateModel(
            name='WordBits',
            fields=[
                ('pk', models.CompositePrimaryKey('lexeme', 'segment_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('lexeme', models.TextField()),
                ('segment_id', models.BigIntegerField(db_index=True)),
                ('bits', meetings.models.packed.BitString()),
            ],
            options={
                'verbose_name': 'et ords bits',
                'verbose_name_plural': 'ords bits',
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
