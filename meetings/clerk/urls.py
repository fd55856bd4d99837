"""Addresses of the clerk's desk. All of them stand behind a login and a rule of meetings.access."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import (
    audit,
    correct,
    correct_decisions,
    desk,
    erase,
    municipality,
    preview,
    publish,
    redact,
    reports,
    users,
    withdraw,
)

urlpatterns: list[URLPattern] = [
    path("bord/", desk.desk, name="desk"),
    path("bord/moede/<int:pk>/", preview.preview, name="desk_meeting"),
    path("bord/moede/<int:pk>/side-<int:number>.png", preview.page_of_original, name="desk_page"),
    path("bord/moede/<int:pk>/ret/<slug:table>/<int:row>/", correct.correct, name="desk_correct"),
    path("bord/moede/<int:pk>/tilfoej/<slug:table>/<int:parent>/", correct.add, name="desk_add"),
    path("bord/moede/<int:pk>/fjern/<slug:table>/<int:row>/", correct.remove, name="desk_remove"),
    path("bord/moede/<int:pk>/del/<int:row>/", correct_decisions.split, name="desk_split"),
    path("bord/moede/<int:pk>/saml/<int:row>/", correct_decisions.join, name="desk_join"),
    path("bord/moede/<int:pk>/fortryd/<int:correction>/", correct.undo, name="desk_undo_correction"),
    path("bord/moede/<int:pk>/fasthold/<int:correction>/", correct.keep, name="desk_keep_correction"),
    path("bord/moede/<int:pk>/begrund/", publish.justify, name="desk_justify"),
    path("bord/moede/<int:pk>/offentliggoer/", publish.publish, name="desk_publish"),
    path("bord/moede/<int:pk>/fortryd-offentliggoerelse/", publish.undo, name="desk_undo_publish"),
    path("bord/moede/<int:pk>/planlaeg/", publish.plan, name="desk_plan"),
    path("bord/moede/<int:pk>/fjern-plan/", publish.drop_plan, name="desk_drop_plan"),
    path("bord/offentliggoer/", publish.publish_many, name="desk_publish_many"),
    path("bord/moede/<int:pk>/traek-tilbage/", withdraw.withdraw, name="desk_withdraw"),
    path("bord/moede/<int:pk>/slet/", erase.erase, name="desk_erase"),
    path("bord/original/<slug:sha256>/slet/", erase.erase_file, name="desk_erase_file"),
    path("bord/moede/<int:pk>/streg-ud/", redact.redact, name="desk_redact"),
    path("bord/udstregninger/", redact.redactions, name="desk_redactions"),
    path("bord/udstregninger/<int:pk>/ophaev/", redact.lift, name="desk_lift"),
    path("bord/kommune/", municipality.own, name="desk_own_municipality"),
    path("bord/kommune/<int:pk>/", municipality.settings, name="desk_municipality"),
    path("bord/henvendelser/", reports.reports, name="desk_reports"),
    path("bord/henvendelser/<int:pk>/", reports.report, name="desk_report"),
    path("bord/henvendelser/<int:pk>/tag/", reports.take, name="desk_report_take"),
    path("bord/brugere/", users.users, name="desk_users"),
    path("bord/brugere/inviter/", users.invite, name="desk_invite"),
    path("bord/brugere/<int:pk>/", users.user, name="desk_user"),
    path("bord/log/", audit.log, name="desk_log"),
    path("bord/log/tabel.csv", audit.log_table, name="desk_log_table"),
]
