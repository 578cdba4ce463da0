from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush

from audit.models import AuditHead
from audit.sealing import unsealed


class Command(flush.Command):
    """Django's flush empties every table: the audit log goes along only where no real data is."""

    help = "清空所有数据，连同操作日志：仅限演示和测试环境。"

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("不能清空：操作日志只增不减。要从头开始，请另建数据库。")
        with unsealed():
            super().handle(**options)
            AuditHead.objects.get_or_create(pk=1)  # a new chain
