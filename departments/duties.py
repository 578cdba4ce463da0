"""What an account must do before anything else: change a first or an old password, set up two-step login."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from departments.models import User
from departments.passwords import expires_at
from departments.two_step import must_set_up


@dataclass(frozen=True, slots=True)
class Duty:
    """`page` is the name of the address where it is done; the sentence says why."""

    page: str
    sentence: str


def duty_of(user: User, since: datetime) -> Duty | None:
    """The first duty of an account whose session began at `since`: nobody is sent away in the middle of writing.

    The demo has none: its accounts are known to everybody.
    """
    if settings.DEMO:
        return None
    if user.must_change_password:
        return Duty("password_change", "您现在用的是管理员给的初始密码。请先改成只有您自己知道的密码，然后即可继续。")
    due = expires_at(user)
    if due and since >= due:
        return Duty("password_change", f"您的密码已用满 {settings.PASSWORD_DAYS} 天。请先换一个，然后即可继续。")
    if must_set_up(user):
        return Duty("two_step", "按本单位规定，财政部门的账号须开通两步登录。请先开通，然后即可继续。")
    return None
