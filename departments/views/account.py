"""我的账号: who I am here, where I logged in, how I prove it; and changing the password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from departments.account_request import AccountRequest
from departments.forms import PasswordChangeForm
from departments.landing import landing
from departments.models import Authenticator, User
from departments.passwords import expires_at

#: entries of the audit log (which stands above: its words, not its names) that tell of an attempt to log in
LOGIN_ATTEMPTS = ("login", "login_first_step", "lockout")
SHOWN = 10


@require_safe
def account(request: AccountRequest) -> HttpResponse:
    user = request.user
    context = {
        "posts": user.memberships.select_related("region", "department", "unit").order_by("starts_on", "pk"),
        "today": timezone.localdate(),
        "attempts": user.audit_entries.filter(action__in=LOGIN_ATTEMPTS).order_by("-number")[:SHOWN],
        "authenticator": Authenticator.objects.filter(user=user).first(),
        "codes_left": user.recovery_codes.filter(used_at=None).count(),
        **_password(user),
    }
    return render(request, "accounts/account.html", context)


def _password(user: User) -> dict[str, int | None]:
    due = expires_at(user)
    return {
        "password_days": (timezone.localdate() - timezone.localdate(user.password_set_at)).days,
        "password_days_left": (timezone.localdate(due) - timezone.localdate()).days if due else None,
    }


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: AccountRequest) -> HttpResponse:
    """Ends the account's other sessions: each carries a hash of the password."""
    form = PasswordChangeForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.user.must_change_password = False
        update_session_auth_hash(request, form.save())
        messages.success(request, "密码已修改，下次登录请用新密码。其他电脑上的登录已全部退出。")
        return redirect(landing(request.user))
    return render(request, "accounts/password_change.html", {"form": form})
