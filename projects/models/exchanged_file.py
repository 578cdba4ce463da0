"""Files on their way in and out: what was read from an upload, and the texts that were handed out."""

import uuid

from django.conf import settings
from django.db import models

from departments.models import Cycle, Department, Plan, User


class ImportedFileQuerySet(models.QuerySet["ImportedFile"]):
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
