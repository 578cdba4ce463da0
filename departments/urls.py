from django.urls import path

from departments.views import account, login, second_step

urlpatterns = [
    path("", account.account, name="account"),
    path("login/", login.Login.as_view(), name="login"),
    path("login/code/", login.login_code, name="login_code"),
    path("logout/", login.logout, name="logout"),
    path("password/", account.password_change, name="password_change"),
    path("two-step/", second_step.two_step, name="two_step"),
    path("two-step/off/", second_step.two_step_off, name="two_step_off"),
    path("two-step/codes/", second_step.recovery_codes, name="recovery_codes"),
]
