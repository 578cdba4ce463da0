"""Files on their way in and out: what was read from an upload, and the prints that are made once."""

import uuid

from django.conf import settings
from django.db import models

from departments.models import Cycle, Department, Plan, User
from projects.models.jobs import Leased


class ImportedFileQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ImportedFileQuerySet":
        """An upload is its uploader's alone until it becomes a draft."""
        return self.filter(uploaded_by=user) if user.is_authenticated else self.none()


class ImportedFile(models.Model):
    """导入的文件: what was read from an uploaded file, waiting to be stored as a draft.

    One that `answers` a text is that text's own file coming back with changes, waiting to be accepted cell by cell.
    """

    id = models.UUIDField("标识", primary_key=True, default=uuid.uuid4, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="imported_files", verbose_name="上传人"
    )
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="部门")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+", verbose_name="编报批次")
    name = models.CharField("文件名", max_length=255)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("内容指纹", max_length=64, help_text="SHA-256")
    text = models.JSONField("读出的文本")
    problems = models.JSONField("未能放置的内容", default=list)
    source = models.JSONField("文件原文", default=list)
    answers = models.ForeignKey(
        Plan, models.CASCADE, related_name="returned_files", verbose_name="改自文本", null=True, blank=True
    )
    base_sha256 = models.CharField("导出时指纹", max_length=64, blank=True, help_text="SHA-256")
    unread = models.JSONField("未读的位置", default=list)
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    plan = models.ForeignKey(
        Plan, models.SET_NULL, related_name="imported_files", verbose_name="存成的文本", null=True, blank=True
    )

    objects = ImportedFileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入的文件"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name


class HandedOutText(models.Model):
    """导出的文本: a content that went out as a file to be changed, with its identities, once a content."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="handed_out", verbose_name="绩效文本")
    sha256 = models.CharField("文本指纹", max_length=64, help_text="SHA-256")
    text = models.JSONField("文本")
    handed_out_at = models.DateTimeField("最近导出", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "导出的文本"
        ordering = ["plan", "-handed_out_at"]
        constraints = [models.UniqueConstraint(fields=["plan", "sha256"], name="handed_out_once_a_content")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.sha256[:12]}"


class PrintState(models.TextChoices):
    WAITING = "waiting", "排队"
    RUNNING = "running", "排版中"
    DONE = "done", "已完成"
    FAILED = "failed", "未能排版"


class PrintedText(Leased):
    """A print of one content: made once by a worker, then served from its file, whoever asks."""

    sha256 = models.CharField("内容指纹", max_length=64, help_text="SHA-256")
    layout = models.CharField("版式版本", max_length=64)
    stamp = models.CharField("页脚", max_length=60, blank=True, help_text="印在每页脚下的公开日期和版次")
    state = models.CharField("状态", max_length=8, choices=PrintState.choices, default=PrintState.WAITING)
    content = models.JSONField("内容", help_text="绩效文本或审核意见，由其 format 说明")
    is_urgent = models.BooleanField("急", default=True, help_text="有人在等；后台任务要的排在其后")
    paging = models.JSONField("页码", null=True, blank=True, help_text="排好以后各标题的页码和各表的字号")

    class Meta:
        verbose_name = verbose_name_plural = "排版"
        ordering = ["requested_at", "id"]
        constraints = [models.UniqueConstraint(fields=["sha256", "layout", "stamp"], name="print_once_a_content")]
        indexes = [models.Index(fields=["state", "requested_at"], name="print_queue")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.get_state_display()}"
