from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate

from audit.triggers import put_up_after_migrate, take_away_before_migrate, triggers_stand


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "操作日志"

    def ready(self) -> None:
        """The only signals of the program: the framework's own word that tables are about to be made anew, and were."""
        pre_migrate.connect(take_away_before_migrate)
        post_migrate.connect(put_up_after_migrate)
        register(triggers_stand, Tags.database)
