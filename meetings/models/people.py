"""Who logs in, and the two records of what they did: corrections and the audit trail."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from meetings.ingest.personal_data import masked_name

from .places import Municipality


class AccountManager(UserManager["User"]):
    """`manage.py createsuperuser` makes an archive administrator."""

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **extra: Any
    ) -> User:
        extra.setdefault("role", User.Role.ARCHIVE_ADMIN)
        return super().create_superuser(username, email, password, **extra)


class User(AbstractUser):
    """A clerk, an administrator or an auditor; all but archive administrators are bound to one municipality."""

    class Role(models.TextChoices):
        CLERK = "clerk", "sagsbehandler"
        MUNICIPALITY_ADMIN = "municipality_admin", "kommuneadministrator"
        ARCHIVE_ADMIN = "archive_admin", "arkivadministrator"
        AUDITOR = "auditor", "revisor"

    role = models.CharField("rolle", max_length=20, choices=Role, default=Role.CLERK)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="kommune"
    )

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta(AbstractUser.Meta):
        verbose_name = "bruger"
        verbose_name_plural = "brugere"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="user_email_unique",
                violation_error_message="Der er allerede en bruger med den e-mailadresse.",
            )
        ]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's, which a new password changes, and a new role or municipality too: each ends all sessions."""
        stands_on = f"{self.password}|{self.role}|{self.municipality_id}"
        return salted_hmac("meetings.User.session", stands_on, secret=secret, algorithm="sha256").hexdigest()


class Correction(models.Model):
    """A person's change of one field, kept apart from what was parsed. Natural key: target + field, while active.

    `field` is WHOLE_ROW where a person added a row the source does not have (`parsed_value` is None, `value` holds
    its fields) or removed one that it has (the other way round). While `state` is CONFLICT, `source_now` holds what
    the newest reading says; `parsed_value` stays what it said when the correction was made. HELD is no person's
    word: what belongs to a field in conflict stays as it is (`value`) until that is decided (filing/belonging.py).
    """

    WHOLE_ROW = "row"

    class State(models.TextChoices):
        ACTIVE = "active", "gælder"
        CONFLICT = "conflict", "kilden er ændret siden"
        HELD = "held", "venter på en afgørelse"
        REVERTED = "reverted", "fortrudt"

    meeting = models.ForeignKey(
        "meetings.Meeting", models.CASCADE, null=True, blank=True, related_name="corrections", verbose_name="møde"
    )
    target_model = models.CharField("tabel", max_length=40)
    target_id = models.BigIntegerField("række")
    field = models.CharField("felt", max_length=40)
    parsed_value = models.JSONField("læst", null=True)
    value = models.JSONField("rettet til", null=True)
    source_now = models.JSONField("kilden siger nu", null=True, blank=True)
    state = models.CharField("tilstand", max_length=10, choices=State, default=State.ACTIVE)
    reason = models.TextField("begrundelse", blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="rettet af"
    )
    made_at = models.DateTimeField("rettet", auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = "rettelse"
        verbose_name_plural = "rettelser"
        constraints = [
            models.UniqueConstraint(
                fields=["target_model", "target_id", "field"],
                condition=~models.Q(state="reverted"),
                name="correction_natural_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.target_model} {self.target_id}: {self.field}"


class AuditEntry(models.Model):
    """One act that somebody must answer for. Append-only: the database itself refuses UPDATE and DELETE."""

    ACTIONS = {
        "upload": "filer lagt op",
        "file": "lagt i arkivet",
        "new_version": "ny version",
        "read_again": "læst igen",
        "release": "frigivet trods personoplysninger",
        "no_cpr_number": "set efter: intet CPR-nummer",
        "publish": "offentliggjort",
        "unpublish": "tilbage til kladde",
        "undo_publish": "offentliggørelse fortrudt",
        "justify": "taget stilling til det, der spærrede",
        "plan_publish": "offentliggørelse planlagt",
        "drop_plan": "planlagt offentliggørelse aflyst",
        "plan_failed": "planlagt offentliggørelse blev ikke til noget",
        "withdraw": "trukket tilbage",
        "correct": "rettet",
        "revert": "rettelse fortrudt",
        "keep": "rettelse fastholdt",
        "add_row": "tilføjet",
        "remove_row": "fjernet",
        "merge": "slået sammen",
        "rename": "omdøbt",
        "import": "rettelser hentet ind",
        "redact": "streget ud",
        "lift_redaction": "udstregning ophævet",
        "erase": "slettet af hensyn til personoplysninger",
        "lift_erasure": "slettet punkt offentliggjort igen",
        "answer_report": "henvendelse behandlet",
        "login_failed": "login mislykkedes",
        "invite_user": "bruger inviteret",
        "invite_again": "nyt link til adgangskode sendt",
        "change_role": "rolle ændret",
        "deactivate_user": "bruger lukket",
        "activate_user": "bruger åbnet igen",
        "change_password": "adgangskode skiftet",
        "add_second_factor": "totrinslogin tilføjet",
        "remove_second_factor": "totrinslogin fjernet",
        "choose": "valgt, hvor en fil hører til",
        "tie_attachment": "bilag knyttet til punkt",
        "make_token": "uploadnøgle oprettet",
        "revoke_token": "uploadnøgle lukket",
        "original_damaged": "original beskadiget",
        "add": "oprettet",
        "change": "ændret",
        "delete": "slettet",
    }

    at = models.DateTimeField("tidspunkt", auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="hvem",
    )
    actor_name = models.CharField("navn", max_length=200, blank=True)
    action = models.CharField("handling", max_length=40)
    municipality = models.ForeignKey(
        Municipality,
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kommune",
    )
    # The meeting that the target belongs to: what an erasure must look through.
    meeting = models.ForeignKey(
        "meetings.Meeting",
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="møde",
    )
    target_model = models.CharField("tabel", max_length=40, blank=True)
    target_id = models.BigIntegerField("række", null=True, blank=True)
    target = models.CharField("hvad", max_length=300, blank=True)
    before = models.JSONField("før", null=True, blank=True)
    after = models.JSONField("efter", null=True, blank=True)
    reason = models.TextField("begrundelse", blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "hændelse"
        verbose_name_plural = "hændelser"
        indexes = [models.Index(fields=["target_model", "target_id"], name="audit_of_target")]

    def __str__(self) -> str:
        return f"{self.action_label}: {self.shown_target}"

    @property
    def shown_target(self) -> str:
        """`target` for people; rows of earlier days may hold a file's name as it was sent, and none is ever changed."""
        return masked_name(self.target)

    @property
    def action_label(self) -> str:
        return self.ACTIONS.get(self.action, self.action)
