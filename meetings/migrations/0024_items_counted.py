"""What a meeting's items come to, in its row, and the triggers that keep it true whoever writes (meetings.models.meeting).

Beside it, indexes of what changed last and of what was withdrawn: feeds ask for the newest fifty of either.
"""

import django.db.models.functions.comparison
from django.db import migrations, models

# A meeting's row is locked before its items are counted: of two transactions that give it items, the second counts once
# the first has ended, and sees what that one wrote. Locks are taken in the order of ids.
#
# Numbers of a meeting leave none out between the least and the greatest where there are as many as places between the
# two, as long as each is its item's address: addresses of a meeting's items differ.
FORWARDS = """
-- How many meetings said something else.
CREATE FUNCTION meetings_count_items(ids bigint[]) RETURNS integer LANGUAGE plpgsql
    SET search_path FROM CURRENT SET meetings.counting = 'on' AS $$
DECLARE
    wrong integer;
BEGIN
    PERFORM FROM meetings_meeting WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
    UPDATE meetings_meeting m
        SET item_count = c.items, first_number = c.least, last_number = c.greatest, has_gaps = c.gaps
        FROM (
            SELECT asked.id, count(one.id) AS items, min(n) AS least, max(n) AS greatest, COALESCE(
                count(n) <> max(n) - min(n) + 1 OR bool_or(slug <> number) FILTER (WHERE n IS NOT NULL), FALSE) AS gaps
            FROM unnest(ids) asked (id)
            LEFT JOIN (
                SELECT id, meeting_id, slug, number,
                    CASE WHEN ltrim(number, '0123456789') = '' THEN nullif(number, '')::bigint END AS n
                FROM meetings_item WHERE meeting_id = ANY(ids) OFFSET 0) one ON one.meeting_id = asked.id
            GROUP BY asked.id) c
        WHERE m.id = c.id AND (m.item_count, m.first_number, m.last_number, m.has_gaps)
            IS DISTINCT FROM (c.items, c.least, c.greatest, c.gaps);
    GET DIAGNOSTICS wrong = ROW_COUNT;
    RETURN wrong;
END
$$;

CREATE FUNCTION meetings_items_added() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM meetings_count_items(ARRAY(SELECT DISTINCT meeting_id FROM now));
    RETURN NULL;
END
$$;

CREATE FUNCTION meetings_items_removed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM meetings_count_items(ARRAY(SELECT DISTINCT meeting_id FROM before));
    RETURN NULL;
END
$$;

CREATE FUNCTION meetings_items_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    moved bigint[] := ARRAY(
        SELECT DISTINCT meeting FROM before b FULL JOIN now n USING (id),
            LATERAL (VALUES (b.meeting_id), (n.meeting_id)) both_of (meeting)
        WHERE meeting IS NOT NULL
            AND (b.meeting_id, b.number, b.slug) IS DISTINCT FROM (n.meeting_id, n.number, n.slug));
BEGIN
    IF cardinality(moved) > 0 THEN
        PERFORM meetings_count_items(moved);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION meetings_items_emptied() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM meetings_count_items(ARRAY(SELECT id FROM meetings_meeting WHERE item_count > 0));
    RETURN NULL;
END
$$;

-- A program that read a row before its items were written, and saves it whole afterwards, does not undo the count.
CREATE FUNCTION meetings_keep_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.item_count := OLD.item_count;
    NEW.first_number := OLD.first_number;
    NEW.last_number := OLD.last_number;
    NEW.has_gaps := OLD.has_gaps;
    RETURN NEW;
END
$$;

SELECT meetings_count_items(ARRAY(SELECT id FROM meetings_meeting));

CREATE TRIGGER items_added AFTER INSERT ON meetings_item REFERENCING NEW TABLE AS now
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_items_added();
CREATE TRIGGER items_removed AFTER DELETE ON meetings_item REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_items_removed();
CREATE TRIGGER items_changed AFTER UPDATE ON meetings_item REFERENCING OLD TABLE AS before NEW TABLE AS now
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_items_changed();
CREATE TRIGGER items_emptied AFTER TRUNCATE ON meetings_item
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_items_emptied();
CREATE TRIGGER keep_counted BEFORE UPDATE OF item_count, first_number, last_number, has_gaps ON meetings_meeting
    FOR EACH ROW WHEN (current_setting('meetings.counting', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION meetings_keep_counted();
"""
BACKWARDS = """
DROP TRIGGER items_added ON meetings_item;
DROP TRIGGER items_removed ON meetings_item;
DROP TRIGGER items_changed ON meetings_item;
DROP TRIGGER items_emptied ON meetings_item;
DROP TRIGGER keep_counted ON meetings_meeting;
DROP FUNCTION meetings_items_added();
DROP FUNCTION meetings_items_removed();
DROP FUNCTION meetings_items_changed();
DROP FUNCTION meetings_items_emptied();
DROP FUNCTION meetings_keep_counted();
DROP FUNCTION meetings_count_items(bigint[]);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0023_absent_from_one_item'),
    ]

    operations = [
        migrations.AddField(
            model_name='meeting',
            name='first_number',
            field=models.BigIntegerField(editable=False, null=True, verbose_name='laveste nummer'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='has_gaps',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='numre kan mangle'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='item_count',
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False, verbose_name='punkter'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='last_number',
            field=models.BigIntegerField(editable=False, null=True, verbose_name='højeste nummer'),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(models.OrderBy(django.db.models.functions.comparison.Greatest('published_at', 'corrected_at'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('status', 'published')), name='meeting_changed_last'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(condition=models.Q(('status', 'withdrawn')), fields=['-withdrawn_at'], name='meeting_withdrawn'),
        ),
    ]
