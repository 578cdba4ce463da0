"""What a web process loads: it shows texts and asks for prints, and never prints or parses itself."""

import json
import os
import subprocess
import sys

from django.urls import reverse

from tests import builders
from tests.places import CHECKOUT
from tests.stress.server import as_the_test

#: each costs a worker a tenth of a second of start or some megabytes
NEVER = {"weasyprint", "fontTools", "pypdfium2", "pikepdf", "docx", "openpyxl", "lxml", "PIL"}
#: opens the pages in a process like gunicorn's, then tells what was answered and which of these were loaded
OPEN = """
import json, sys
from config.wsgi import application
from django.test import Client
order = json.load(sys.stdin)
client = Client(SERVER_NAME="localhost", headers={"Cookie": order["cookie"]})
answered = [client.get(page).status_code for page in order["pages"]]
answered += [client.post(page).status_code for page in order["presses"]]
json.dump({"answered": answered, "loaded": sorted(set(order["never"]) & set(sys.modules))}, sys.stdout)
"""


def test_pages_are_shown_without_what_prints_and_parses(transactional_db, log_in):
    plan = builders.a_plan()
    project = plan.projects.get()
    session = log_in(plan.created_by).cookies["session"].value
    of_the_text = [
        "plan_detail",
        "plan_json",
        "plan_pdf",
        "plan_word",
        "plan_edit",
        "removed_rows",
        "plan_save",
        "project_copy",
    ]
    pages = [
        *(reverse(name) for name in ("plan_list", "plan_start", "import_new")),
        *(reverse(name, args=[plan.pk]) for name in of_the_text),
        *(reverse(name, args=[plan.pk, project.pk]) for name in ("project_edit", "rows_copy")),
    ]
    presses = [reverse("plan_pdf", args=[plan.pk])]
    order = {"cookie": f"session={session}", "pages": pages, "presses": presses, "never": sorted(NEVER)}

    done = subprocess.run(  # noqa: PLW1510 what went wrong is in stderr
        [sys.executable, "-W", "ignore", "-c", OPEN],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env=os.environ | as_the_test(),
    )

    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told["loaded"] == []
    assert told["answered"] == [200] * len(pages) + [302]
