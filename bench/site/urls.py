"""The floor under every page (an empty view, one SELECT), and the 60 rows as Django's own formset renders them."""

from django.contrib.auth.decorators import login_not_required
from django.forms import inlineformset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.urls import include, path

from departments.models import Plan
from projects.models import Indicator, Project
from texts.columns import names

PAGE = engines["django"].from_string("<form method=post>{% csrf_token %}{{ formset }}</form>")
Rows = inlineformset_factory(Project, Indicator, fields=names(), can_order=True, extra=0)  # nine fields a row


@login_not_required
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


@login_not_required
def one_select(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Plan.objects.exists()))


def behind_login(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.user.name)


def plain_formset(request: HttpRequest, pk) -> HttpResponse:
    project = get_object_or_404(Project.objects.filter(plan__in=Plan.objects.visible_to(request.user)), pk=pk)
    formset = Rows(request.POST or None, instance=project)
    if request.method == "POST" and formset.is_valid():
        formset.save()
        return HttpResponse("saved")
    return HttpResponse(PAGE.render({"formset": formset}, request))


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/select/", one_select),
    path("bench/login/", behind_login),
    path("bench/formset/<uuid:pk>/", plain_formset),
    path("", include("config.urls")),
]
