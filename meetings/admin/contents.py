"""The front page's table of contents: every list of the admin under the subject that it belongs to."""

from __future__ import annotations

from typing import Any, NamedTuple

SUBJECTS = {
    "Møder": "Meeting Item Section Decision Vote Absence Attendance Attachment Case",
    "Originaler og rettelser": "SourceDocument Correction AuditEntry",
    "Steder og personer": "Municipality Committee CommitteeAlias Party Person PersonAlias Presence PersonVote",
    "Skrivebordet": "Batch Upload UploadToken Report Redaction Erasure User",
    "Drift": "Subscription Redirect ItemReads SearchItem Word Indexing Group ProcrastinateJob",
}
NAMES = {"ProcrastinateJob": "Baggrundsopgaver"}  # what comes with an English name


class Subject(NamedTuple):
    name: str
    lists: list[dict[str, Any]]  # as AdminSite.get_app_list describes a model: name, admin_url, add_url


def by_subject(apps: list[dict[str, Any]]) -> list[Subject]:
    """The models of AdminSite.get_app_list by subject, in the order above. What no subject names stands at the last."""
    models = {model["object_name"]: model for app in apps for model in app["models"]}
    subjects = []
    for name, names in SUBJECTS.items():
        found = [models.pop(model) for model in names.split() if model in models]
        subjects.append(Subject(name, found))
    subjects[-1].lists.extend(models.values())
    for subject in subjects:
        for model in subject.lists:
            model["name"] = NAMES.get(model["object_name"], model["name"])
    return [subject for subject in subjects if subject.lists]
