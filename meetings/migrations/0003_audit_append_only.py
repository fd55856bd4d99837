"""The audit trail is append-only in the database itself, whoever asks."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION meetings_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON meetings_auditentry
    FOR EACH ROW EXECUTE FUNCTION meetings_audit_refuse();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON meetings_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_audit_refuse();
"""
BACKWARDS = """
DROP TRIGGER audit_no_truncate ON meetings_auditentry;
DROP TRIGGER audit_append_only ON meetings_auditentry;
DROP FUNCTION meetings_audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_reference_rows")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
