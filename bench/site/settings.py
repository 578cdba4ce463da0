"""The site as it is deployed, with the addresses of this folder."""

from tests.stress.settings import *  # noqa: F403

ROOT_URLCONF = "bench.site.urls"
