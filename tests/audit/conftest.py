"""What the tests of the log share."""

import pytest
from django.test import Client


@pytest.fixture
def log_in():
    """A browser in which an account is logged in, without the login's own entry."""

    def as_(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return as_
