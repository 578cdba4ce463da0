"""What is remembered of people at work on a text: who changed what, what was taken out, who is there now,
and what came along from last year and nobody has looked at yet.
"""

from django.db import models

from departments.models import Plan, User


class CellEdit(models.Model):
    """Who last changed a cell and when: shown where two people meet, and sent to whoever has the text open."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="cell_edits", verbose_name="绩效文本")
    place = models.CharField("位置", max_length=80, help_text="标识:栏目，例如 …:target")
    kind = models.CharField("类别", max_length=12)
    version = models.PositiveIntegerField("文本版本号")
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="修改人")
    edited_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = verbose_name_plural = "单元格修改"
        ordering = ["plan", "version", "place"]
        constraints = [models.UniqueConstraint(fields=["plan", "place"], name="cell_edit_once_a_place")]
        indexes = [models.Index(fields=["plan", "version"], name="cell_edits_since")]

    def __str__(self) -> str:
        return self.place


class RemovedRow(models.Model):
    """A row that was taken out, kept whole, so that it can be put back."""

    id = models.UUIDField("标识", primary_key=True, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="removed_rows", verbose_name="绩效文本")
    kind = models.CharField("类别", max_length=12)
    cells = models.JSONField("内容")
    removed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="删除人")
    removed_at = models.DateTimeField("删除时间")

    class Meta:
        verbose_name = verbose_name_plural = "删除的行"
        ordering = ["plan", "-removed_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Presence(models.Model):
    """Who has a text open, where in it, and since when; out of date as soon as no sign comes any more."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="presences", verbose_name="绩效文本")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="账号")
    role = models.CharField("角色", max_length=20)
    place = models.CharField("位置", max_length=80, blank=True)
    since = models.DateTimeField("自")
    seen_at = models.DateTimeField("最近活动")

    class Meta:
        verbose_name = verbose_name_plural = "在线"
        ordering = ["plan", "since", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "user"], name="presence_once_a_text")]

    def __str__(self) -> str:
        return f"{self.user} {self.plan_id}"


class CarriedPlace(models.Model):
    """待核对处: words that came along from last year's text and may be out of date (a year, a session, an amount).

    It is open until somebody confirms it or the words are gone from the cell.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="carried_places", verbose_name="绩效文本")
    kind = models.CharField("类别", max_length=12)
    row = models.UUIDField("行")
    cell = models.CharField("栏目", max_length=20)
    found = models.CharField("原文", max_length=200)
    reason = models.CharField("原因", max_length=40)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="核对人", null=True, blank=True)
    checked_at = models.DateTimeField("核对时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "待核对处"
        ordering = ["plan", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "row", "cell", "found"], name="carried_place_once")]

    def __str__(self) -> str:
        return f"{self.cell} {self.found}"
