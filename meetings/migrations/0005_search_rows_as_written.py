"""The words as written beside their stems, an index of the titles, and narrow rows for counting."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations

# Vectors and text go out of line, so that a count over many items reads about 150 bytes a row; titles stay in.
# `search_title` answers "in whose title do these words stand" without reading a vector.
FORWARDS = """
ALTER TABLE meetings_searchitem SET (toast_tuple_target = 128);
ALTER TABLE meetings_searchitem ALTER COLUMN vector SET STORAGE EXTERNAL;
ALTER TABLE meetings_searchitem ALTER COLUMN exact SET STORAGE EXTERNAL;
ALTER TABLE meetings_searchitem ALTER COLUMN title SET STORAGE MAIN;
CREATE INDEX search_title ON meetings_searchitem USING gin (ts_filter(vector, '{a}')) WITH (fastupdate = off);
"""
BACKWARDS = """
DROP INDEX search_title;
ALTER TABLE meetings_searchitem ALTER COLUMN title SET STORAGE EXTENDED;
ALTER TABLE meetings_searchitem ALTER COLUMN vector SET STORAGE EXTENDED;
ALTER TABLE meetings_searchitem RESET (toast_tuple_target);
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_reading_outcomes_and_ballots")]
    operations = [
        migrations.AddField(
            model_name="searchitem",
            name="exact",
            field=django.contrib.postgres.search.SearchVectorField(),
        ),
        migrations.AddIndex(
            model_name="searchitem",
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["exact"], name="search_exact"),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
