"""Writers at the same time: each entry gets its own place, and the chain does not fork."""

import threading

import pytest
from django.db import connections, transaction

from audit.chain import verify
from audit.log import Subject, record
from audit.models import AuditEntry
from reviews.log_words import Action
from tests import builders

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both_databases("the chain stands on triggers and on a locked row"),
]

WRITERS, EACH = 6, 15


def test_many_writers_make_one_chain():
    user = builders.a_user()
    together = threading.Barrier(WRITERS)
    failures: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            together.wait(timeout=30)
            for n in range(EACH):
                with transaction.atomic():
                    record(Action.SAVE, by=user, of=Subject(f"{writer}.{n}"))
        except BaseException as error:  # a thread's error is seen by nobody else
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    walked = verify()
    assert (walked.fault, walked.last.number) == ("", WRITERS * EACH)
    found = set(AuditEntry.objects.values_list("object_id", flat=True))
    assert found == {f"{writer}.{n}" for writer in range(WRITERS) for n in range(EACH)}
