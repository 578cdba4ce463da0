"""Authors as processes of their own (author.py): what they are asked to do, and the lines they wrote."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from django.urls import reverse

from departments.models import Role
from projects.models import Indicator, Project
from tests import builders
from tests.places import CHECKOUT
from tests.stress.server import Server
from texts.columns import names

Line = dict  # what an author wrote down of one save


def an_order(project: Project, **what) -> dict:
    """For a new account of the department: to write in the indicator rows of a project."""
    user = builders.a_user(Role.DEPARTMENT_LEAD, place=project.plan.department)
    return {
        "username": user.username,
        "password": "Yunxi-2025",
        "address": reverse("plan_save", args=[project.plan_id]),
        "project": str(project.pk),
        "cells": cells_of(project),
        "most_repeats": 0,
        **what,
    }


def cells_of(project: Project) -> dict[str, str]:
    """What stands in the indicator rows of a project, by place."""
    rows = Indicator.objects.filter(project=project)
    return {f"indicator:{row.pk}:{cell}": getattr(row, cell) for row in rows for cell in names()}


def write(server: Server, orders: Iterable[dict], each: Callable[[], None] = lambda: None) -> list[Line]:
    """Carries out the orders at the same time; `each` is called for every line, as soon as an author writes it."""
    orders = [order | {"port": server.port} for order in orders]
    with ThreadPoolExecutor(len(orders)) as pool:
        return list(chain.from_iterable(pool.map(lambda order: _carry_out(order, each), orders)))


def _carry_out(order: dict, each: Callable[[], None]) -> list[Line]:
    command = [sys.executable, "-m", "tests.stress.author"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=pipe, stdout=pipe, text=True) as author:
        json.dump(order, author.stdin)
        author.stdin.close()
        lines = []
        for line in author.stdout:
            lines.append(json.loads(line))
            each()
    assert author.returncode == 0  # what went wrong is on the console
    return lines


def killer(server: Server, *, kills: int, saves: int) -> Callable[[], None]:
    """To be called for each of so many saves: at some of them it kills a worker, a random moment later."""
    turns = [True] * kills + [False] * (saves - kills)
    random.shuffle(turns)

    def strike() -> None:
        if turns.pop():  # one thread at a time can take a turn
            time.sleep(random.uniform(0, 0.03))
            server.kill_a_worker()

    return strike
