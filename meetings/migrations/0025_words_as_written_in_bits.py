"""Words as written have bits as well, and spots for phrases (meetings.models.packed). All rows wait to be packed anew."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

# As before, but `exact` too is something that bits tell of.
CHANGED = """
CREATE OR REPLACE FUNCTION meetings_search_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    WITH same AS MATERIALIZED (
        SELECT item_id FROM before b JOIN now n USING (item_id) WHERE
            (b.municipality_id, b.committee_id, b.year, b.kind, b.outcome, b.departed, b.has_attachments, b.closed,
             b.parties, b.vector{more_before})
            IS NOT DISTINCT FROM
            (n.municipality_id, n.committee_id, n.year, n.kind, n.outcome, n.departed, n.has_attachments, n.closed,
             n.parties, n.vector{more_now})),
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
"""
EMPTIED = """
CREATE OR REPLACE FUNCTION meetings_search_emptied() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM meetings_unpackeditem;
    DELETE FROM meetings_freedplace;
    DELETE FROM meetings_packedplace;
    DELETE FROM meetings_packedsegment;
    DELETE FROM meetings_facetbits;
    DELETE FROM meetings_wordbits;
    {more}RETURN NULL;
END
$$;
"""
BEGIN_ANEW = """
DELETE FROM meetings_freedplace;
DELETE FROM meetings_packedplace;
DELETE FROM meetings_packedsegment;
DELETE FROM meetings_facetbits;
DELETE FROM meetings_wordbits;
DELETE FROM meetings_packedword;
DELETE FROM meetings_unpackeditem;
INSERT INTO meetings_unpackeditem SELECT item_id FROM meetings_searchitem;
"""
OUT_OF_LINE = "ALTER TABLE meetings_wordspots ALTER COLUMN spots SET STORAGE EXTERNAL;"
FORWARDS = [
    OUT_OF_LINE,
    CHANGED.format(more_before=", b.exact", more_now=", n.exact"),
    EMPTIED.format(more="DELETE FROM meetings_wordspots;\n    "),
    BEGIN_ANEW,
]
BACKWARDS = [CHANGED.format(more_before="", more_now=""), EMPTIED.format(more=""), BEGIN_ANEW]


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0024_items_counted"),
    ]

    operations = [
        CreateExtension("intarray"),  # contrib, and trusted since PostgreSQL 13: the database's owner may create it
        migrations.CreateModel(
            name="WordSpots",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "lexeme", "segment_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("lexeme", models.TextField()),
                ("segment_id", models.BigIntegerField(db_index=True)),
                ("spots", ArrayField(base_field=models.IntegerField(), size=None)),
            ],
            options={
                "verbose_name": "et ords steder",
                "verbose_name_plural": "ords steder",
            },
        ),
        migrations.AlterField(
            model_name="packedplace",
            name="segment_id",
            field=models.BigIntegerField(),
        ),
        migrations.AddIndex(
            model_name="packedplace",
            index=models.Index(fields=["segment_id", "place"], name="packed_place"),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
