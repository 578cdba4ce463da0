from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from audit.log import command_line, record
from departments.models import Cycle, Department, Role, User
from projects.actions import TextInTheWayError, store_text
from projects.management.file_commands import FileCommand
from projects.secrecy import carried
from reviews.log_words import Action
from texts.model import Text


class Command(FileCommand):
    help = "把文件中的绩效文本存为该账号所在部门当年的草稿。"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--user", required=True, metavar="NAME", help="账号，须为编制人或单位审核人")
        parser.add_argument("--replace", action="store_true", help="已有草稿时替换它")

    def handle(self, *args: Any, file: Path, user: str, replace: bool, **options: Any) -> None:
        account = User.objects.filter(username=user, is_active=True).first()
        if account is None:
            self.refuse(f"没有账号“{user}”，或已停用；请用 --user 给出编制人的账号。")
        text = self.read(file, options["columns"]).text
        department = self._department(account, text)
        cycle = Cycle.objects.filter(region=department.region, fiscal_year=text.fiscal_year or 0).first()
        if cycle is None:
            self.refuse(f"{file}：{department.region}没有{text.fiscal_year}年的编报批次，请业务管理员先开设。")
        try:
            with transaction.atomic():
                secrecy = carried(text, department, cycle)
                plan = store_text(text=text, department=department, cycle=cycle, by=account, replace=replace)
                action = Action.IMPORT_REPLACE if replace else Action.IMPORT_STORE
                record(action, by=account, of=plan, detail=f"由{command_line()}载入")
        except TextInTheWayError as error:
            self.refuse(f"{file}：{error}（加 --replace 替换）")
        self.stdout.write("\n".join([f"已存为草稿：{plan}，{len(text.projects)} 个项目。", *secrecy.sentences]))

    def _department(self, account: User, text: Text) -> Department:
        """The account's department; with several, the one whose code the text's units bear."""
        own = Department.objects.filter(
            memberships__in=account.memberships.in_force().filter(role__in=[Role.UNIT_STAFF, Role.DEPARTMENT_LEAD])
        ).distinct()
        codes = {(project.unit_code or "")[:3] for project in text.projects}
        matching = list(own if own.count() == 1 else own.filter(code__in=codes))
        if len(matching) != 1:
            self.refuse(f"不能确定“{account.username}”要存到哪个部门：须为编制人或单位审核人，且单位代码属于其部门。")
        return matching[0]
