"""The own account: log in, log out, change the password."""

from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from departments.forms import LoginForm, PasswordChangeForm


@method_decorator(login_not_required, name="dispatch")
class Login(LoginView):
    """Back to the page one came from; a fragment that meets the end of a session reloads its page instead."""

    form_class = LoginForm
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return HttpResponseClientRefresh() if request.htmx else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"session_over": "over" in self.request.GET}


@login_not_required
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    end_session(request)
    messages.success(request, "已退出。")
    return redirect("login")


@sensitive_post_parameters()
def password_change(request: HttpRequest) -> HttpResponse:
    is_first = request.user.must_change_password
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.user.must_change_password = False
        update_session_auth_hash(request, form.save())
        messages.success(request, "密码已修改，下次登录请用新密码。")
        return redirect("plan_list")
    return render(request, "accounts/password_change.html", {"form": form, "is_first": is_first})
