from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate

from audit.triggers import put_up_after_migrate, triggers_stand


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "操作日志"

    def ready(self) -> None:
        """The one signal of the program: the framework's own word that tables may have been made anew."""
        post_migrate.connect(put_up_after_migrate)
        register(triggers_stand, Tags.database)
