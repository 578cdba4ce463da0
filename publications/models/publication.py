"""What is published and what became of it. Editions and their withdrawals are added, never changed."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from audit.triggers import Refused
from departments.models import Plan, User
from projects.models import Snapshot
from publications.editions import Omissions
from texts.interchange import from_json
from texts.model import Text

NEVER_CHANGED = "published editions are never changed"


def check_omitted(value: dict[str, Any]) -> None:
    """What `Omissions` is made of. Raises ValidationError."""
    if not isinstance(value, dict) or set(value) != {"rows", "columns", "places"}:
        raise ValidationError("应列出不公开的行、栏目和位置。")


class PublicationQuerySet(models.QuerySet["Publication"]):
    def current(self) -> "PublicationQuerySet":
        """The editions that the public reads now: none newer, not taken down."""
        return self.filter(replacement__isnull=True, taken_down__isnull=True)

    def addressed(self) -> "PublicationQuerySet":
        """With what their addresses and headings are made of, in the same query."""
        return self.select_related("plan__cycle", "plan__department__region", "taken_down", "replacement", "replaces")

    def visible_to(self, user: User) -> "PublicationQuerySet":
        """Editions of texts that the account sees; the public reads `current()` ones without an account."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Publication(models.Model):
    """公开版: one edition of a text for the public. The database refuses changes; a correction is a new edition."""

    triggers = (Refused("UPDATE", NEVER_CHANGED),)

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="publications", verbose_name="绩效文本")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="publications", verbose_name="审核通过的版本")
    number = models.PositiveIntegerField("版次")
    text = models.JSONField("公开的内容", help_text="performance-text/1，不含各行的标识")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    omitted = models.JSONField("不公开的内容", validators=[check_omitted], help_text="行、栏目和位置")
    note = models.TextField("更正说明", blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replacement", verbose_name="更正的版本", null=True, blank=True
    )
    published_at = models.DateTimeField("公开时间", db_index=True)
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="公开人")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开版"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="publication_number_once"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(note=""),
                name="correction_says_why",
                violation_error_message="更正须写明更正说明。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}第{self.number}版"

    def to_text(self) -> Text:
        """The value that the public reads."""
        return from_json(self.text)

    @property
    def omissions(self) -> Omissions:
        return Omissions(**{name: frozenset(values) for name, values in self.omitted.items()})

    @property
    def is_taken_down(self) -> bool:
        return hasattr(self, "taken_down")

    @property
    def is_replaced(self) -> bool:
        return hasattr(self, "replacement")


class TakenDown(models.Model):
    """撤下: an edition that was published by mistake is gone, and its address says why."""

    triggers = (Refused("UPDATE", NEVER_CHANGED),)

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="taken_down", verbose_name="公开版")
    reason = models.TextField("撤下理由", help_text="公众可见，不要写入涉密内容")
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="撤下人")
    taken_at = models.DateTimeField("撤下时间")

    class Meta:
        verbose_name = verbose_name_plural = "撤下"
        ordering = ["taken_at"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="taken_down_says_why")]

    def __str__(self) -> str:
        return f"撤下 {self.publication}"


class Schedule(models.Model):
    """定时公开: what was decided now and happens later; closed once it is done, given up, or cannot be done."""

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="schedules", verbose_name="绩效文本")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+", verbose_name="审核通过的版本")
    omitted = models.JSONField("不公开的内容", validators=[check_omitted])
    note = models.TextField("更正说明", blank=True)
    due_at = models.DateTimeField("公开时间", db_index=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="决定人")
    decided_at = models.DateTimeField("决定时间")
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    outcome = models.TextField("结果", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "定时公开"
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(closed_at=None), name="schedule_once_a_text")
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def omissions(self) -> Omissions:
        return Omissions(**{name: frozenset(values) for name, values in self.omitted.items()})


class FileKind(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


class PublishedFile(models.Model):
    """公开的文件: made once for an edition and never again, so its hash stays what was published."""

    triggers = (Refused("UPDATE", NEVER_CHANGED),)

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="files", verbose_name="公开版")
    kind = models.CharField("种类", max_length=8, choices=FileKind.choices)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("字节数")
    made_at = models.DateTimeField("制作时间")

    class Meta:
        verbose_name = verbose_name_plural = "公开的文件"
        ordering = ["publication", "kind"]
        constraints = [models.UniqueConstraint(fields=["publication", "kind"], name="published_file_once")]

    def __str__(self) -> str:
        return f"{self.publication}.{self.kind}"
