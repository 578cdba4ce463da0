"""两步登录 of the own account: set up with an app, renew the recovery codes, turn off."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from audit.notes import note_for_log
from departments.account_request import AccountRequest
from departments.forms import OwnPasswordForm, SetUpForm
from departments.models import Authenticator
from departments.two_step import has_two_step, new_secret, qr_picture, renew_codes, set_up, turn_off

_SECRET = "two_step_secret"  # noqa: S105 the session's key under which a secret waits for its first code


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def two_step(request: AccountRequest) -> HttpResponse:
    """The secret as a picture and in letters; a first code and the password make it count."""
    if not request.user.is_offered_two_step:
        raise PermissionDenied
    if has_two_step(request.user):
        return redirect("account")
    secret = request.session.setdefault(_SECRET, new_secret())
    form = SetUpForm(request, secret, request.POST or None)
    if request.method == "POST" and form.is_valid():
        del request.session[_SECRET]
        return _codes(request, set_up(request.user, secret, form.step), is_new=True)
    groups = [secret[n : n + 4] for n in range(0, len(secret), 4)]
    context = {"form": form, "picture": qr_picture(request.user, secret), "groups": groups}
    return render(request, "accounts/two_step.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: AccountRequest) -> HttpResponse:
    """Ten new codes for the old ones, against the password."""
    get_object_or_404(Authenticator, user=request.user)
    form = OwnPasswordForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _codes(request, renew_codes(request.user), is_new=False)
    return render(request, "accounts/recovery_codes.html", {"form": form})


def _codes(request: AccountRequest, codes: list[str], *, is_new: bool) -> HttpResponse:
    """Shown once, in this answer, and kept nowhere."""
    note_for_log(request, done=True)
    return render(request, "accounts/recovery_codes_shown.html", {"codes": codes, "is_new": is_new})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def two_step_off(request: AccountRequest) -> HttpResponse:
    get_object_or_404(Authenticator, user=request.user)
    if settings.REQUIRE_TOTP_FOR_BUREAU and request.user.is_offered_two_step:
        raise PermissionDenied
    form = OwnPasswordForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        turn_off(request.user)
        messages.success(request, "已关闭两步登录，以后登录只需账号和密码。")
        return redirect("account")
    return render(request, "accounts/two_step_off.html", {"form": form})
