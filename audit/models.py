"""操作日志: append-only lines, chained by hash, and the one row that knows where the chain ends."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.triggers import Followed, Refused

#: what the first entry names as its predecessor's hash
GENESIS = "0" * 64
HASH = 64  # hex digits of a SHA-256
HEAD = "audit_audithead"
APPEND_ONLY = "the audit log is append-only"


class AuditEntry(models.Model):
    """Who did what to what, when, from where, and whether it succeeded.

    Written by audit.log.record() alone. The database itself refuses to change or delete a line, and an INSERT anywhere
    but at the end of the chain (so a fork cannot be stored, nor SQLite's INSERT OR REPLACE used against a line); it is
    the insert itself that moves the head. Names are kept as they were at the time; no content of a text ever stands
    here.
    """

    triggers = (
        Refused("UPDATE", APPEND_ONLY),
        Refused("DELETE", APPEND_ONLY),
        Refused("TRUNCATE", APPEND_ONLY),
        Refused(
            "INSERT",
            APPEND_ONLY,
            when=f"NOT EXISTS (SELECT 1 FROM {HEAD} WHERE number = NEW.number - 1 AND hash = NEW.previous)",  # noqa: S608
        ),
        Followed("INSERT", by=f"UPDATE {HEAD} SET number = NEW.number, hash = NEW.hash, at = NEW.at"),  # noqa: S608
    )

    number = models.PositiveBigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="audit_entries",
        verbose_name="账号标识",
        null=True,
        db_index=False,
    )
    account = models.CharField("账号", max_length=60, blank=True)
    name = models.CharField("姓名", max_length=40, blank=True)
    address = models.CharField("来源地址", max_length=45, blank=True)
    action = models.CharField("操作", max_length=30)
    object_id = models.CharField("对象标识", max_length=100, blank=True)
    object_name = models.CharField("对象", max_length=200, blank=True)
    is_success = models.BooleanField("是否成功", default=True)
    detail = models.CharField("说明", max_length=400, blank=True)
    previous = models.CharField("上一条的校验值", max_length=HASH)
    hash = models.CharField("校验值", max_length=HASH)

    action_label: str  # where a page puts it on (audit/views.py)

    class Meta:
        verbose_name = verbose_name_plural = "操作日志"
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["at", "number"], name="audit_by_time"),
            models.Index(fields=["user", "number"], name="audit_by_user"),
            models.Index(fields=["account", "number"], name="audit_by_account"),
            models.Index(fields=["address", "number"], name="audit_by_address"),
            models.Index(fields=["action", "number"], name="audit_by_action"),
            models.Index(fields=["object_id", "number"], name="audit_by_object"),
            models.Index(fields=["number"], condition=Q(is_success=False), name="audit_failures"),
        ]

    def __str__(self) -> str:
        return f"第 {self.number} 条"


class AuditHead(models.Model):
    """The end of the chain: one row, locked by every writer, so that no two entries name the same predecessor.

    The database refuses any move of it but one step forward.
    """

    triggers = (
        Refused("DELETE", APPEND_ONLY),
        Refused("TRUNCATE", APPEND_ONLY),
        Refused("UPDATE", APPEND_ONLY, when="NEW.number <> OLD.number + 1"),
        Refused("INSERT", APPEND_ONLY, when=f"EXISTS (SELECT 1 FROM {HEAD})"),  # noqa: S608
    )

    number = models.PositiveBigIntegerField("最后一条的序号", default=0)
    hash = models.CharField("最后一条的校验值", max_length=HASH, default=GENESIS)
    at = models.DateTimeField("最后一条的时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "操作日志末端"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"第 {self.number} 条"
