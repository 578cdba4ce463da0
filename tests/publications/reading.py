"""A stranger before the public pages."""

import re

from publications.addresses import address_of


def shown(answer) -> str:
    """The words of a page, without its tags."""
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def read(client, publication, name="public_text", **more):
    """The answer of a page or file of a text."""
    return client.get(address_of(publication, name, **more))
