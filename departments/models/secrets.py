"""What an account proves itself with beside its password: passwords used before, a one-time code, recovery codes."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from departments.models.accounts import User


class UsedPassword(models.Model):
    """A password that an account has or had, as its hash: the last few are refused (departments/passwords.py)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="used_passwords", verbose_name="账号")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField("设置时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "用过的密码"
        ordering = ["-set_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.set_at:%Y-%m-%d}"


class Authenticator(models.Model):
    """两步登录: the secret that an account shares with an app (RFC 6238). No row, no second step."""

    user = models.OneToOneField(User, models.CASCADE, related_name="authenticator", verbose_name="账号")
    secret = models.CharField("密钥", max_length=64)
    last_step = models.BigIntegerField("最近用过的时段", default=0)  # of 30 seconds; no code counts twice
    set_up_at = models.DateTimeField("开通时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "两步登录"
        ordering = ["user"]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.set_up_at):%Y-%m-%d} 开通"


class RecoveryCode(models.Model):
    """恢复码: lets its owner in once when the app is not at hand. Only a keyed hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes", verbose_name="账号")
    digest = models.CharField("校验值", max_length=64)
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "恢复码"
        ordering = ["user", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")]
        indexes = [models.Index(fields=["user"], condition=Q(used_at=None), name="recovery_code_left")]

    def __str__(self) -> str:
        return "已使用" if self.used_at else "未使用"
