# Two commands matter: `make demo` and `make test`. Each does all its own set-up.
PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
# Which tests a pass takes, and why: tests/passes.py. The 15 slowest are printed.
SUITE := $(PY) -m pytest --dist worksteal --durations 15 --durations-min 0.5
# A browser test waits half of its time: three workers for two cores.
ON_SQLITE := $(SUITE) -n 2 --pass sqlite
ON_POSTGRESQL := $(SUITE) -n 3 --pass postgresql
# What fails beside a busy neighbour runs once more alone; what is wrong fails again.
AGAIN := $(PY) -m pytest -p tests.again --last-failed --last-failed-no-failures none
# A part of the suite may have nothing for one of the passes (pytest says 5).
OR_NONE = || test $$? = 5 || $(AGAIN)
ONLY ?= tests
DEMO := PERFORMANCE_TEXT_DEMO=1 $(PY) manage.py

.PHONY: help demo quick test check frontend-check frontend-tests bench fonts lock manual clean

help:
	@echo "make demo [PORT=8000] [RESET=1]   try the program with sample texts"
	@echo "make quick                        what runs before every commit: SQLite, no browser"
	@echo "make test [ONLY=tests/readers]    every test, or a part: PostgreSQL, SQLite where it could differ, Chromium"
	@echo "make check                        style, types (Python and JavaScript), layers, migrations, deployment settings"
	@echo "make bench                        speed, side by side"
	@echo "make manual                       renew the pictures of docs/manual from the demo"
	@echo "make lock                         renew requirements/*.lock from pyproject.toml"

demo: .venv/installed fonts
	@$(DEMO) demo --port $(PORT) $(if $(RESET),--reset)

# Dozens of processes start the program: they compile it once.
quick test: export PYTHONDONTWRITEBYTECODE =

quick: export PERFORMANCE_TEXT_EXAMPLES = 0.2
quick: .venv/installed fonts frontend-tests
	@tools/system-packages test
	$(SUITE) -n 2 --pass quick $(ONLY)

test: .venv/installed fonts frontend-tests
	@tools/system-packages test
	@rm -f var/ran-twice.txt
	$(ON_SQLITE) $(ONLY) $(OR_NONE)
	tools/with-postgres sh -c '$(ON_POSTGRESQL) $(ONLY) $(OR_NONE)'
	@test ! -s var/ran-twice.txt || { echo "Failed at first, passed when run once more, alone:"; cat var/ran-twice.txt; }

# Node checks the scripts and style sheets; nothing of it is shipped, and the program runs without it.
frontend-check: node_modules/.package-lock.json
	node_modules/.bin/tsc
	node_modules/.bin/eslint .
	node_modules/.bin/stylelint 'static/css/**/*.css'

frontend-tests: node_modules/.package-lock.json
	node --test tests/js/*.test.js

node_modules/.package-lock.json: package-lock.json
	@tools/system-packages check
	npm ci --no-progress
	@touch $@

check: .venv/installed frontend-check
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	git ls-files -z 'templates/*.html' | xargs -0 .venv/bin/djade --target-version 5.2 --check
	.venv/bin/lint-imports
	.venv/bin/deptry .
	$(PY) tools/dead_names.py
	.venv/bin/mypy
	$(DEMO) makemigrations --check --dry-run
	PERFORMANCE_TEXT_SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
		PERFORMANCE_TEXT_HOSTS=example.invalid $(PY) manage.py check --deploy --fail-level WARNING

bench: .venv/installed fonts
	@$(PY) -m bench

manual: .venv/installed fonts
	@tools/system-packages test
	@$(PY) -m docs.pictures

fonts: .venv/installed
	@tools/system-packages run
	@$(PY) -m texts.writers.fonts.font_build

.venv/installed: requirements/dev.lock
	@tools/system-packages run
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@$(PY) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) and "Python 3.11, 3.12 or 3.13 is needed, this is " + sys.version)'
	@echo "Installing the pinned Python packages (about a minute)"
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock
	@touch $@

lock:
	$(PYTHON) -m pip install --quiet --upgrade --target var/uv uv
	var/uv/bin/uv pip compile -q pyproject.toml --generate-hashes --no-emit-index-url --no-header \
		--universal --python-version 3.11 -o requirements/base.lock
	var/uv/bin/uv pip compile -q pyproject.toml --group dev --generate-hashes --no-emit-index-url --no-header \
		--universal --python-version 3.11 -c requirements/base.lock -o requirements/dev.lock

clean:
	rm -rf .venv node_modules var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
