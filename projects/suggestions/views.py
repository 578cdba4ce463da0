"""Answers while an indicator is typed: suggestions from the library, and how a 指标值 will print."""

from uuid import UUID

from django.contrib.auth.decorators import permission_required
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from departments.account_request import AccountRequest
from projects.drafting.expectations import message_for
from projects.suggestions.offers import ask, suggestions
from texts.targets import canonical

LONGEST = 200


@permission_required("projects.draft_project", raise_exception=True)
@require_safe
def indicator_suggest(request: AccountRequest) -> JsonResponse:
    words, level2, project = (request.GET.get(name, "")[:LONGEST] for name in ("q", "level2", "project"))
    try:
        project = str(UUID(project)) if project else ""
    except ValueError:
        project = ""
    return JsonResponse(suggestions(ask(words, level2, project, request.user)), safe=False)


@require_safe
def indicator_target(request: AccountRequest) -> JsonResponse:
    value = request.GET.get("value", "")[:2000]
    return JsonResponse({"canonical": canonical(value), "message": message_for("indicator", "target", value)})
