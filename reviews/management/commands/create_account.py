import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from audit.log import command_line, record
from departments.models import Membership, Region, Role, User
from reviews.log_words import Action

FIRST = [role.value for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)]


class Command(BaseCommand):
    help = "首次启用：建立系统、安全或审计管理员账号，打印一次性密码，首次登录须修改。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="姓名")
        parser.add_argument("--role", required=True, choices=FIRST)
        parser.add_argument("--region", required=True, metavar="CODE=NAME", help="例如 139901=云溪县")

    @transaction.atomic
    def handle(self, *args: Any, username: str, name: str, role: str, region: str, **options: Any) -> None:
        code, _, region_name = region.partition("=")
        if User.objects.filter(username=username).exists():
            raise CommandError(f"账号“{username}”已存在，请换一个。")
        if len(code) != 6 or not code.isdigit():
            raise CommandError(f"区划代码“{code}”应为 6 位数字，例如 --region 139901=云溪县。")
        place, _ = Region.objects.get_or_create(
            code=code, defaults={"name": region_name or code, "finance_bureau": f"{region_name or code}财政局"}
        )
        password = f"{secrets.token_urlsafe(9)}-{secrets.randbelow(90) + 10}Aa"
        user = User.objects.create_user(username, password, name=name, must_change_password=True)
        membership = Membership.objects.create(user=user, role=role, region=place)
        record(Action.CONFIGURE_ADD, by=None, account=command_line(), of=user, detail=f"账号：{username}")
        record(Action.CONFIGURE_ADD, by=None, account=command_line(), of=membership)
        self.stdout.write(f"账号 {username} 已建立，一次性密码：{password}")
