# Everything a person does with this project. Needs make, sh and a Python of 3.11 or newer; the rest is set up from here.
# DATABASE_URL=…  another PostgreSQL than the embedded one      PORT=…  the demonstration's port
# DEMO=folder     other minutes for the demonstration           PYTHON=…  the Python that .venv is made with
# ARGS='…'        more arguments for pytest: make test ARGS='tests/search -x'

SHELL := /bin/sh
PY := .venv/bin/python
WORKERS ?= 2
DEMO ?= demo

.PHONY: help setup demo run test fast lint fmt check bench lock clean browser

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

setup: .venv/.ready ## make .venv and install everything into it, as locked

# The demonstration needs less than a developer, and a newcomer waits for it: two lists, two stamps.
.venv/.ready: requirements-dev.txt scripts/setup.sh
	@PYTHON='$(PYTHON)' sh scripts/setup.sh requirements-dev.txt
	@touch .venv/.ready-demo .venv/.ready

.venv/.ready-demo: requirements-demo.txt scripts/setup.sh
	@PYTHON='$(PYTHON)' sh scripts/setup.sh requirements-demo.txt
	@touch .venv/.ready-demo

demo: .venv/.ready-demo ## the whole archive with sample minutes on http://127.0.0.1:8000 (PORT=…, DEMO=folder)
	@exec $(PY) manage.py demo '$(DEMO)'

run: .venv/.ready-demo ## the development server, which reloads when a file changes
	@$(PY) manage.py migrate --verbosity 0 && exec $(PY) manage.py runserver $(or $(PORT),8000)

test: .venv/.ready browser ## the whole suite, real browser included
	@exec $(PY) -m pytest -q -n $(WORKERS) --dist loadgroup $(ARGS)

fast: .venv/.ready ## the tests that need neither database nor browser, in seconds
	@exec $(PY) -m pytest -q -m 'not database and not browser and not slow' $(ARGS)

lint: .venv/.ready ## ruff, mypy, djlint, import-linter: changes nothing
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m djlint --quiet --lint templates
	$(PY) -c 'from importlinter.cli import lint_imports_command as c; c()'
	$(PY) manage.py makemigrations --check --dry-run --verbosity 0

fmt: .venv/.ready ## put the code into its shape
	$(PY) -m ruff check --fix --exit-zero .
	$(PY) -m ruff format .

check: lint test ## what CI runs

bench: .venv/.ready ## figures: of reading files; with N=100000 of the site over an archive of N made-up items
	@if [ -n '$(N)' ]; then exec $(PY) -m bench.whole '$(N)'; fi; \
	for name in parse extract ingest variants; do echo "== bench.$$name"; $(PY) -m bench.$$name || exit 1; done

lock: .venv/.ready ## write requirements*.txt anew from requirements*.in (needs uv)
	@sh scripts/lock.sh

browser: .venv/.ready
	@$(PY) -m tests.browser

clean: ## remove what can be made again: .venv and caches (the archive in var/ stays)
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache staticfiles test-results
