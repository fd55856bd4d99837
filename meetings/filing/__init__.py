"""MINUTES -> ROWS: the only room that writes meetings.

    file ──► originals ──► reading ──► match ──► plan ──► apply ──► rows + search rows + audit

The doors: `intake.ingest_file` (one file), `intake.read_again`, `corrections` (a person's word over what was read),
`publishing` (to the readers and back), `fixity` (are the originals whole). Each is one transaction with the audit
entry and the search rows inside.
"""
