# Two commands for people: `make site` builds the demo into _site/, `make test` runs everything that must hold.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site serve test check browser engines docs bench clean

site: $(VENV)/run.ok  ## build the demo into _site/
	$(BIN)/site-gen build

serve: $(VENV)/run.ok  ## preview the demo with live reload
	$(BIN)/site-gen serve --open

test: $(VENV)/dev.ok browser check  ## format, lint, types, layers, all tests
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/dev.ok  ## everything but the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: $(VENV)/bin/python  ## a Chromium for the browser tests, where this machine lets us
	@$(BIN)/python scripts/find_browser.py

engines: $(VENV)/dev.ok  ## the pages in Firefox and WebKit, those of them that this machine has
	$(BIN)/python -m pytest tests/browser/engines

docs: $(VENV)/dev.ok  ## write the reference pages anew from the code
	$(BIN)/python scripts/make_docs.py

bench: $(VENV)/dev.ok  ## measure beside other tools, write docs/performance.md; a quarter of an hour
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .cache _site _site-drafts .site-gen .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The run-time packages alone; a stamp, so that the second `make` starts at once.
$(VENV)/run.ok: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev.ok: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/run.ok

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "site-gen needs Python 3.11 or newer; choose one with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "this Python cannot make virtual environments; on Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
