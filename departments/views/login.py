"""Log in, in one step or two, and out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth import login as begin_session
from django.contrib.auth import logout as end_session
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from audit.notes import note_for_log
from departments.account_request import PageRequest, logged_in
from departments.forms import CodeForm, LoginForm
from departments.landing import landing
from departments.models import User
from departments.pending import Pending, forget, pending_login, wait_for_code
from departments.two_step import has_two_step, plain_code


@method_decorator(login_not_required, name="dispatch")
class Login(LoginView):
    """Back to the page one came from; a fragment that meets the end of a session reloads its page instead."""

    form_class = LoginForm
    template_name = "accounts/login.html"
    request: PageRequest
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseClientRefresh() if self.request.htmx else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_for_log(request, account=request.POST.get("username", ""))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        if has_two_step(form.get_user()):
            wait_for_code(self.request, form.get_user(), self.get_redirect_url())
            return redirect("login_code")
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        note_for_log(self.request, detail="账号或密码不正确")
        return super().form_invalid(form)

    def get_default_redirect_url(self) -> str:
        return landing(logged_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"session_over": "over" in self.request.GET}


@login_not_required
@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login_code(request: HttpRequest) -> HttpResponse:
    """The second step: the code of the app, or one of the recovery codes."""
    waiting = pending_login(request)
    if waiting is None:
        return redirect("login")
    pending, user = waiting
    note_for_log(request, account=user.username)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if authenticate(request, username=user.username, code=code):
            note_for_log(request, detail="手机验证码" if plain_code(code).isdecimal() else "恢复码")
            return _enter(request, pending, user)
        note_for_log(request, detail="验证码不正确")
        form.add_error("code", "验证码不正确或已经用过，请填写手机上当前显示的 6 位数字。")
    return render(request, "accounts/login_code.html", {"form": form, "user_name": user.name})


def _enter(request: HttpRequest, pending: Pending, user: User) -> HttpResponse:
    forget(request)
    begin_session(request, user, backend=pending.backend)
    return redirect(pending.then or landing(user))


@login_not_required
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    end_session(request)
    messages.success(request, "已退出。")
    return redirect("login")
