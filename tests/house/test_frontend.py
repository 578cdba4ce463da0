"""What `make check` refuses of scripts, each shown once on a script that has the fault. Node is needed for this alone."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.places import CHECKOUT


def node(*arguments: str, words: str = "") -> str:
    """What Node says, the tool's errors too."""
    done = subprocess.run(
        ["node", *arguments], check=False, cwd=CHECKOUT, input=words, capture_output=True, text=True, timeout=120
    )
    return done.stdout + done.stderr


def tool(name: str) -> str:
    """Where an installed tool begins, `typescript/bin/tsc`."""
    return node("-p", f"require.resolve({name!r})").strip()


def typed(folder: Path, scripts: dict[str, str]) -> dict[str, list[str]]:
    """The errors that the types have in scripts: one run of tsc costs two seconds, ten scripts in it no more."""
    for name, script in scripts.items():
        (folder / f"{name}.js").write_text(script, encoding="utf-8")
    config = {
        "extends": str(CHECKOUT / "tsconfig.json"),
        "include": ["*.js", str(CHECKOUT / "tools/page_types.d.ts")],
    }
    (folder / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    said = node(tool("typescript/bin/tsc"), "--project", str(folder), "--pretty", "false")
    errors = re.findall(r"^(?:.*/)?(\w+)\.js\(.*error (TS\d+)", said, re.M)
    return {name: [error for script, error in errors if script == name] for name in scripts}


def linted(script: str) -> list[str]:
    """The rules that a script breaks."""
    eslint = str(Path(tool("eslint/package.json")).parent / "bin" / "eslint.js")
    said = node(eslint, "--format", "json", "--stdin", "--stdin-filename", "static/js/script.js", words=script)
    return [message["ruleId"] or message["message"] for message in json.loads(said)[0]["messages"]]


@pytest.mark.thorough("tsc reads its whole library")
def test_a_wrong_type_is_refused(tmp_path):
    scripts = {
        "misspelt": "/** @param {Step} step */\nexport const lineOf = (step) => step.lines;",
        "untyped": "export const half = (number) => number / 2;",
        "unasked": 'export const words = document.querySelector("p").textContent;',
        "unused": "const spare = 1;\nexport {};",
        "right": "/** @param {Step} step */\nexport const lineOf = (step) => step.line;",
    }

    assert typed(tmp_path, scripts) == {
        "misspelt": ["TS2551"],
        "untyped": ["TS7006"],
        "unasked": ["TS2531"],
        "unused": ["TS6133"],
        "right": [],
    }


@pytest.mark.thorough("ESLint starts anew for every fault")
class TestRules:
    @pytest.mark.parametrize(
        ("script", "broken"),
        [
            ("const spare = 1;", ["no-unused-vars"]),
            ("function startSpare() {}", ["no-unused-vars"]),
            ("somewhere();", ["no-undef"]),
            ("export const is = (a, b) => a == b;", ["eqeqeq"]),
            ("let a = 1; export const b = a;", ["prefer-const"]),
            ("export const draw = (el, words) => { el.innerHTML = words; };", ["no-restricted-syntax"]),
            ("export const last = (list) => list.at(-1);", ["no-restricted-syntax"]),
            ("export const copy = (value) => structuredClone(value);", ["no-restricted-globals"]),
            ('export const find = (root) => root.querySelector("p:has(a)");', ["no-restricted-syntax"]),
            ("class Row { count = 0; }\nexport { Row };", ["Parsing error: Unexpected token ="]),
            ("export const first = (list) => list[0];", []),
        ],
    )
    def test_what_no_script_may_say_is_refused(self, script, broken):
        assert linted(script) == broken


class TestTheLock:
    LOCK = json.loads((CHECKOUT / "package-lock.json").read_text(encoding="utf-8"))
    PACKAGES = {name: package for name, package in LOCK["packages"].items() if name}

    def test_names_no_registry(self):
        assert {name for name, package in self.PACKAGES.items() if "resolved" in package} == set()
        assert "omit-lockfile-registry-resolved=true" in (CHECKOUT / ".npmrc").read_text(encoding="utf-8").split()

    def test_holds_what_it_installs_by_its_hash(self):
        assert {name for name, package in self.PACKAGES.items() if "integrity" not in package} == set()

    def test_pins_what_is_asked_for(self):
        asked = json.loads((CHECKOUT / "package.json").read_text(encoding="utf-8"))

        locked = {name: self.PACKAGES[f"node_modules/{name}"]["version"] for name in asked["devDependencies"]}
        assert locked == asked["devDependencies"]
        assert "dependencies" not in asked  # what is shipped needs none


@pytest.mark.parametrize(
    "command",
    ["node_modules/.bin/tsc", "node_modules/.bin/eslint .", "node_modules/.bin/stylelint 'static/css/**/*.css'"],
)
def test_make_check_asks(command):
    recipe = (CHECKOUT / "Makefile").read_text(encoding="utf-8").partition("\nfrontend-check:")[2].partition("\n\n")[0]

    assert f"\t{command}\n" in f"{recipe}\n"
