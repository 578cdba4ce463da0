"""What the tests of pages share."""

import pytest
from django.apps import apps

from audit.models import AuditEntry, AuditHead

OURS = ("departments", "findings", "indicators", "jobs", "projects", "publications", "reviews")
LOG = (AuditEntry, AuditHead)


@pytest.fixture
def stored():
    """All rows of ours as they are, without the log of who looked: equal before and after whatever changes nothing."""

    def rows() -> dict:
        models = [model for app in OURS for model in apps.get_app_config(app).get_models() if model not in LOG]
        return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}

    return rows
