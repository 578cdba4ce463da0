"""Forms of the own account: log in, change the password."""

from crispy_forms.helper import FormHelper
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.forms import PasswordChangeForm as DjangoPasswordChangeForm
from django.core.exceptions import ValidationError

RULE_SENTENCE = (
    "至少 10 个字符，含小写字母、大写字母、数字、符号中的三种，例如 Qingshan-2025；不能太常见，也不能与姓名、账号相近。"
)


class LoginForm(AuthenticationForm):
    """Account and password; one sentence for every way to be wrong, so that nobody learns which accounts exist."""

    error_messages = {
        "invalid_login": "账号或密码不正确，请核对后重试；连续 5 次不正确，该账号将在本机锁定 30 分钟。",
        "inactive": "账号或密码不正确，请核对后重试；连续 5 次不正确，该账号将在本机锁定 30 分钟。",
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].error_messages["required"] = "请填写账号。"
        self.fields["password"].error_messages["required"] = "请填写密码。"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the template's form has it


class PasswordChangeForm(DjangoPasswordChangeForm):
    """Old password, new one twice; a first password is none any more afterwards."""

    error_messages = {
        "password_incorrect": "原密码不正确，请重新填写。",
        "password_mismatch": "两次填写的新密码不一致，请重新填写。",
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        labels = {"old_password": "原密码", "new_password1": "新密码", "new_password2": "再填一次新密码"}
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = f"请填写{label.removeprefix('再填一次')}。"
        self.fields["new_password1"].help_text = RULE_SENTENCE
        self.fields["new_password2"].help_text = ""
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the template's form has it

    def clean_new_password1(self) -> str:
        password = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError("新密码与原密码相同，请换一个。")
        return password
