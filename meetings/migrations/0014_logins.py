"""One account for one e-mail address, and the table in which all processes count attempts.

The counts are UNLOGGED: nothing is lost that matters when the server falls, and each count writes once. The columns
are those that django.core.cache.backends.db asks for.
"""

import django.db.models.functions.text
from django.db import migrations, models

import meetings.models.people

COUNTS = """
CREATE UNLOGGED TABLE attempts (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX attempts_expires ON attempts (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0013_redactions_and_erasures")]
    operations = [
        migrations.RunSQL(COUNTS, "DROP TABLE attempts"),
        migrations.AlterModelManagers(
            name="user",
            managers=[("objects", meetings.models.people.AccountManager())],
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="user_email_unique",
                violation_error_message="Der er allerede en bruger med den e-mailadresse.",
            ),
        ),
    ]
