# Everything that can be done here; `make` alone lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUNDLE := web/console/bundle/manifest.json
SOURCES := accounts campaigns cli lists mailer migrations runtime templates web

.DEFAULT_GOAL := help
.PHONY: help chromium demo test test-databases check serve bundle bench letters pictures acceptance format pins clean

help: ## show what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/run ## set everything up, build the demo in ./demo and send an issue to a built-in mail server
	$(BIN)/relais demo

test: $(VENV)/dev $(BUNDLE) chromium ## set everything up and run the tests
	$(BIN)/python -m pytest -n 2 --dist worksteal

test-databases: $(VENV)/dev $(BUNDLE) chromium ## run on PostgreSQL what `make test` has run on SQLite only
	$(BIN)/python -m pytest -n 2 --dist worksteal --databases=others

check: $(VENV)/dev $(BUNDLE) ## format, lint, types, floors, documentation
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m web.console.bundling types style
	$(BIN)/python -m pytest tests/docs

serve: $(VENV)/run $(BUNDLE) ## serve an installation in ./data on http://127.0.0.1:8000, made if there is none
	@$(BIN)/relais init >/dev/null
	$(BIN)/relais serve

bundle: $(BUNDLE) ## make what browsers load from the console: scripts, styles, icons, fonts

bench: $(VENV)/dev $(BUNDLE) ## measure what is fast, against public peers, as JSON
	$(BIN)/python -m bench.starting
	$(BIN)/python -m bench.fill
	$(BIN)/python -m bench.dkim
	$(BIN)/python -m bench.send
	$(BIN)/python -m bench.latency
	$(BIN)/python -m bench.scale --sizes 10000,100000
	$(BIN)/python -m bench.segments
	$(BIN)/python -m bench.crash --rounds 30
	$(BIN)/python -m bench.providers
	$(BIN)/python -m bench.bounces
	$(BIN)/python -m bench.clicks
	$(BIN)/python -m bench.web
	$(BIN)/python -m bench.console
	$(BIN)/python -m bench.watching
	$(BIN)/python -m bench.report

letters: $(VENV)/dev chromium ## photograph every e-mail anew, for docs/letters
	$(BIN)/python -m bench.letters

pictures: $(VENV)/dev $(BUNDLE) chromium ## photograph every screen of the console anew, for docs/console
	$(BIN)/python -m bench.console_pictures

acceptance: $(VENV)/dev ## what needs programs of the system (postfix, dovecot, iproute2, spamassassin, java, npm); as root
	$(BIN)/python -m pytest -o addopts="-q --strict-markers --import-mode=importlib" -o timeout=1200 tests/acceptance

format: $(VENV)/dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m web.console.bundling format

pins: ## write the pinned requirements anew (needs uv)
	uv pip compile $(PINS) pyproject.toml requirements/build.in -o requirements/run.txt
	uv pip compile $(PINS) pyproject.toml requirements/build.in --extra dev --extra postgres -o requirements/dev.txt
	uv pip compile $(PINS) pyproject.toml --extra pdf --extra postgres -o requirements/extras.txt
	uv pip compile $(PINS) pyproject.toml --extra bundle -o requirements/bundle.txt

PINS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
        --no-annotate --no-emit-package relais

# The tests look at the reader pages in a real browser.
chromium:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get install -y -q chromium >/dev/null; } || \
		{ echo "The tests need Chromium on the PATH: type « apt-get install chromium », then make again." >&2; exit 1; }

clean: ## remove what make made
	rm -rf $(VENV) demo dist node_modules web/console/bundle .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Relais needs Python 3.11 or later: install python3 from your system's packages." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); \
		echo "Python's venv module is missing: type « apt-get install python3-venv », then make again." >&2; exit 1; }

# A stamp a set of requirements: what is installed is installed once.
$(VENV)/run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# Node comes from PyPI like everything else: only the bundle needs it, and the demo does without.
$(VENV)/node: requirements/bundle.txt $(VENV)/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bundle.txt
	@touch $@

$(BUNDLE): package-lock.json web/console/icons.txt web/console/bundling.py \
		$(shell find web/console/modules web/console/styles -name '*.js' -o -name '*.css') | $(VENV)/node
	@echo "Making the console's scripts and styles ready (once, and when they change)."
	@$(BIN)/python -m web.console.bundling
	@touch $@
