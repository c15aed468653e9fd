# `make demo` shows the sample world; `make test` runs the tests, `make test-all` also the slow ones; `make check`
# is format, lint, types, layers.
# EXTRAS chooses what is installed: `make demo EXTRAS=dev` does without dense vectors and without torch.

PYTHON ?= python3
EXTRAS ?= semantic,dev
PORT ?= 8765
# Processes that test: one more than two processors, for a good part of the time a test waits for a limit.
TESTERS ?= 3
VENV := .venv
BIN := $(VENV)/bin
comma := ,
INSTALLED := $(VENV)/.installed-$(subst $(comma),-,$(EXTRAS))

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test test-all editor editor-if-possible editor-check test-base test-virtuoso check format-check lint types layers format install clean

demo: $(INSTALLED) editor-if-possible
	$(BIN)/kg demo --port $(PORT)

# The slow ones are the suites that repeat much (killed at every moment, the whole of SPARQL 1.1 Update, figures of
# the bench): before a release, and after work on the store or the service.
test: WHICH := -m "not slow"
test: test-all
test-all: $(INSTALLED) editor-if-possible
	@command -v chromium >/dev/null || echo "No chromium: the browser tests are skipped. Debian: apt-get install chromium"
	HF_HUB_OFFLINE=1 $(BIN)/pytest -n $(TESTERS) --dist loadfile --no-loadscope-reorder $(WHICH)

# The script of the SPARQL page, bundled from pinned npm packages; it is built, never committed.
EDITOR := kg/web/static/editor.js
EDITOR_PACKAGES := kg/web/editor/node_modules/.package-lock.json

editor: $(EDITOR)

$(EDITOR): $(EDITOR_PACKAGES) kg/web/editor/build.mjs $(wildcard kg/web/editor/src/*.ts)
	cd kg/web/editor && npm run --silent build

$(EDITOR_PACKAGES): kg/web/editor/package.json kg/web/editor/package-lock.json
	cd kg/web/editor && npm ci --silent

# Without npm, or where npm reaches no registry, the page has a plain text area.
editor-if-possible:
	@! command -v npm >/dev/null || $(MAKE) --no-print-directory --silent editor || \
	  echo "The SPARQL editor could not be built; the page has a plain text area."

editor-check: editor
	cd kg/web/editor && npm run --silent check && npm test --silent

# The tests that need Virtuoso 7. Debian's package is installed where we may; its own service is left alone: the
# tests start a server of theirs on loopback, on ports and in a folder of its own.
test-virtuoso: $(INSTALLED)
	@command -v virtuoso-t >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends virtuoso-opensource; } || \
	  { echo "Virtuoso is missing and could not be installed: apt-get install virtuoso-opensource"; exit 1; }
	$(BIN)/pytest -m virtuoso

# The product as a user gets it: built, installed without extras in an environment of its own, run from there.
test-base:
	rm -rf build/base
	$(PYTHON) -m venv build/base
	build/base/bin/pip install --quiet .
	cd build/base && KG_CACHE=cache bin/kg demo --once --store store
	cd build/base && KG_CACHE=cache bin/kg search --store store --limit 3 "neutron reflectometry of thin films"

check: format-check lint types layers

format-check: $(INSTALLED)
	$(BIN)/ruff format --check

lint: $(INSTALLED)
	$(BIN)/ruff check

types: $(INSTALLED)
	$(BIN)/mypy

layers: $(INSTALLED)
	$(BIN)/lint-imports

format: $(INSTALLED)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

install: $(INSTALLED)

# Without the mark, which is set only after success, the next call tries the extras again.
$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@if $(BIN)/pip install --quiet --editable '.[$(EXTRAS)]'; then touch $@; else \
	  echo "Could not install the extras $(EXTRAS); going on without dense vectors."; \
	  $(BIN)/pip install --quiet --editable '.[dev]'; \
	fi

clean:
	rm -rf $(EDITOR) kg/web/static/editor-licences.txt kg/web/editor/node_modules
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find kg harvesters tests -name __pycache__ -prune -exec rm -rf {} +
