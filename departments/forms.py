"""Forms of the own account: log in, change the password, two-step login."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.forms import PasswordChangeForm as DjangoPasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone

from departments.account_request import AccountRequest
from departments.two_step import matching_step, plain_code

RULE_SENTENCE = (
    "至少 10 个字符，含小写字母、大写字母、数字、符号中的三种，例如 Qingshan-2025；不能太常见，也不能与姓名、账号相近。"
)


def inner_helper() -> FormHelper:
    """Fields only: the template has the form and its token."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


def check_own_password(request: AccountRequest, password: str, sentence: str) -> str:
    """The password of whoever is logged in; a wrong one counts towards the lock like one at the login."""
    if authenticate(request, username=request.user.username, password=password) is None:
        raise ValidationError(sentence)
    return password


class LoginForm(AuthenticationForm):
    """Account and password; one sentence for every way to be wrong, so that nobody learns which accounts exist."""

    error_messages = {
        "invalid_login": "账号或密码不正确，请核对后重试；连续 5 次不正确，该账号将在本机锁定 30 分钟。",
        "inactive": "账号或密码不正确，请核对后重试；连续 5 次不正确，该账号将在本机锁定 30 分钟。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].error_messages["required"] = "请填写账号。"
        self.fields["password"].error_messages["required"] = "请填写密码。"
        self.helper = inner_helper()


class PasswordChangeForm(DjangoPasswordChangeForm):
    """Old password, new one twice; a first password is none any more afterwards."""

    error_messages = {"password_mismatch": "两次填写的新密码不一致，请重新填写。"}

    def __init__(self, request: AccountRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request.user, *args, **kwargs)
        self.request = request
        labels = {"old_password": "原密码", "new_password1": "新密码", "new_password2": "再填一次新密码"}
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = f"请填写{label.removeprefix('再填一次')}。"
        self.fields["new_password1"].help_text = RULE_SENTENCE
        self.fields["new_password2"].help_text = ""
        self.helper = inner_helper()

    def clean_old_password(self) -> str:
        return check_own_password(self.request, self.cleaned_data["old_password"], "原密码不正确，请重新填写。")

    def clean_new_password1(self) -> str:
        password: str = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError("新密码与原密码相同，请换一个。")
        return password


class CodeForm(forms.Form):
    """The second step of a login."""

    code = forms.CharField(
        label="验证码",
        max_length=40,
        help_text="手机身份验证器上的 6 位数字；手机不在身边的，填写一个恢复码。",
        error_messages={"required": "请填写验证码。"},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = inner_helper()


class OwnPasswordForm(forms.Form):
    """The password once more, before something that a passer-by at an open screen must not do."""

    password = forms.CharField(
        label="当前密码",
        strip=False,
        error_messages={"required": "请填写当前密码。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: AccountRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.helper = inner_helper()

    def clean_password(self) -> str:
        return check_own_password(self.request, self.cleaned_data["password"], "密码不正确，请重新填写。")


class SetUpForm(OwnPasswordForm):
    """A first code proves that the app has the secret; `step` is the code's, once the form is valid."""

    field_order = ["code", "password"]
    code = forms.CharField(
        label="验证码",
        max_length=20,
        error_messages={"required": "请填写手机上显示的 6 位数字。"},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, request: AccountRequest, secret: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.secret = secret

    def clean_code(self) -> str:
        code = plain_code(self.cleaned_data["code"])
        step = matching_step(self.secret, code, timezone.now())
        if step is None:
            raise ValidationError("验证码不正确。请核对手机时间是否准确，填写当前显示的 6 位数字。")
        self.step = step
        return code
