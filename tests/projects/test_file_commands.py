"""The commands on files, as processes: what they write, and one clear line with status 2 for what they cannot do."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from departments.models import Plan, Role
from tests import builders
from tests.places import CHECKOUT, SAMPLES
from tests.texts.columns_on import ON, said, with_columns
from texts.interchange import from_json, loads
from texts.readers import read
from texts.writers.docx import render_docx

pytestmark = pytest.mark.thorough("every command is a process of its own")

SAMPLE = SAMPLES / "yunxi-wenlv-2025.json"


def manage(*arguments, **environment) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_read_text_writes_the_interchange_form():
    done = manage("read_text", SAMPLE.with_suffix(".docx"))

    assert done.returncode == 0
    assert from_json(json.loads(done.stdout)) == loads(SAMPLE.read_bytes())


def test_read_text_reads_the_optional_columns_that_are_named_and_tells_the_others(tmp_path):
    text = with_columns(builders.a_text())
    (tmp_path / "form.docx").write_bytes(render_docx(text))

    done = [manage("read_text", tmp_path / "form.docx", *more) for more in ([], ["--columns", *ON])]

    without, found = (from_json(json.loads(one.stdout)) for one in done)
    assert (without.projects, found.projects) == (builders.a_text().projects, text.projects)
    assert [said("scoring", 0) in one.stderr.decode() for one in done] == [True, False]


def test_read_text_needs_no_database(tmp_path):
    nowhere = "postgresql://nobody@127.0.0.1:9/nothing"

    done = manage("read_text", SAMPLE, "-o", tmp_path / "out.json", PERFORMANCE_TEXT_DATABASE=nowhere)

    assert done.returncode == 0
    assert (tmp_path / "out.json").read_bytes() == SAMPLE.read_bytes()


def test_the_commands_on_files_need_no_settings(tmp_path):
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PERFORMANCE_TEXT_")}

    done = subprocess.run(
        [sys.executable, "manage.py", "read_text", str(SAMPLE)],
        cwd=CHECKOUT,
        env=bare,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, SAMPLE.read_bytes())


def test_render_text_prints(tmp_path):
    done = manage("render_text", SAMPLE, "-o", tmp_path / "out.pdf")

    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == [tmp_path / "out.pdf"]


def test_render_text_writes_a_word_file_beside_what_it_read(tmp_path):
    source = tmp_path / "文本.json"
    source.write_bytes(SAMPLE.read_bytes())

    done = manage("render_text", source, "--to", "docx")

    assert done.returncode == 0, done.stderr.decode()
    assert read("文本.docx", (tmp_path / "文本.docx").read_bytes()).text == loads(SAMPLE.read_bytes())


@pytest.mark.parametrize(("arguments", "expected"), [((), "请用 -o"), (("--to", "json"), "会覆盖原文件")])
def test_render_text_does_not_guess_where_to_write(arguments, expected):
    done = manage("render_text", SAMPLE, *arguments)

    assert done.returncode == 2
    assert expected in done.stderr.decode()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("没有.docx", None, "打不开"),
        ("空.docx", b"", "空"),
        ("坏.pdf", b"%PDF-1.7\n%%EOF", ""),
        ("照片.docx", b"\x89PNG\r\n" * 100, ""),
        ("小说.txt", "很久以前，山里有一座庙。\n".encode() * 40, ""),
        ("坏.json", b'{"format": ', "JSON"),
    ],
)
def test_what_cannot_be_read_gets_one_line_and_no_output(tmp_path, name, content, expected):
    if content is not None:
        (tmp_path / name).write_bytes(content)

    done = manage("read_text", tmp_path / name, "-o", tmp_path / "out.json")

    lines = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert len(lines) == 1, lines
    assert expected in lines[0]
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(("output", "expected"), [("out.exe", "不能输出"), ("missing/out.json", "写不进去")])
def test_an_impossible_output_is_said_so(tmp_path, output, expected):
    done = manage("render_text", SAMPLE, "-o", tmp_path / output)

    assert done.returncode == 2
    assert expected in done.stderr.decode()


@pytest.mark.django_db
class TestLoadText:
    def load(self, *arguments) -> int:
        try:
            call_command("load_text", *map(str, arguments))
        except SystemExit as stop:
            return stop.code
        return 0

    def test_stores_the_draft_of_the_texts_year(self):
        text = loads(SAMPLE.read_bytes())
        department = builders.a_department()
        builders.a_cycle(department.region, fiscal_year=text.fiscal_year)
        user = builders.a_user(Role.UNIT_STAFF, place=department)

        assert self.load(SAMPLE, "--user", user.username) == 0

        assert [plan.to_text() for plan in Plan.objects.with_text().filter(department=department)] == [text]

    def test_a_draft_in_the_way_stays(self, capsys):
        text = loads(SAMPLE.read_bytes())
        plan = builders.a_plan(text)

        refused = self.load(SAMPLE, "--user", plan.created_by.username)
        replaced = self.load(SAMPLE, "--user", plan.created_by.username, "--replace")

        assert (refused, replaced) == (2, 0)
        assert "已有草稿" in capsys.readouterr().err

    @pytest.mark.parametrize("role", [None, Role.FINAL_REVIEWER])
    def test_only_who_drafts_may_load(self, role, capsys):
        user = builders.a_user(role, place=builders.a_region())

        assert self.load(SAMPLE, "--user", user.username) == 2
        assert "编制人" in capsys.readouterr().err

    def test_an_unknown_account_or_year_is_said(self, capsys):
        user = builders.a_user(Role.UNIT_STAFF)

        assert self.load(SAMPLE, "--user", "nobody") == 2
        assert self.load(SAMPLE, "--user", user.username) == 2
        lines = capsys.readouterr().err.splitlines()
        assert "没有账号" in lines[0]
        assert "编报批次" in lines[1]
