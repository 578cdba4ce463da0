"""What the tests of the drafting pages share: addresses, pages as words, and the form a browser would send."""

import html
import re

from django.urls import reverse

from departments.models import Plan, User
from projects.models import Project
from tests.projects.drafting.author import cells_of
from texts.model import Text


def workbench(plan) -> str:
    return reverse("plan_edit", args=[plan.pk])


def page_of(project: Project) -> str:
    return reverse("project_edit", args=[project.plan_id, project.pk])


def shown(client, address: str) -> str:
    return client.get(address).content.decode()


def marks(page: str) -> list[str]:
    """The words of the outline's states, in order."""
    outline = page.partition('id="outline"')[2].partition("</nav>")[0]
    return re.findall(r'visually-hidden">([^<，]+)', outline)


def form_of(page: str) -> dict[str, str]:
    """What a browser without JavaScript would send."""
    hidden = re.findall(r'<input type="hidden" name="(seen|was)" value="([^"]*)">', page)
    return cells_of(page) | {name: html.unescape(value) for name, value in hidden}


def text_of(plan) -> Text:
    return Plan.objects.with_text().get(pk=plan.pk).to_text()


def client_user(client) -> User:
    """The account that a browser is logged in with."""
    return User.objects.get(pk=client.session["_auth_user_id"])
