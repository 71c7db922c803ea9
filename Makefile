# `make` alone prints this help. Every target that needs it makes the environment in .venv first, and makes it
# anew when pyproject.toml has changed.
#
#   PYTHON=python3.13    the Python to make the environment with (3.11 or later)
#   TESTS='-k floors'    arguments for pytest
#   BENCH='…'            arguments for the benchmarks

PYTHON ?= python3
TESTS ?=
BENCH ?=

VENV := .venv
BIN := $(VENV)/bin
OUT := build
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

# An environment whose Python is gone, or that was moved here with the folder, is made anew.
$(shell { $(BIN)/python -c '' && [ "$$(cat $(VENV)/run.stamp)" = "$$(pwd -P)" ]; } 2>/dev/null || rm -f $(VENV)/*.stamp)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint format docs bench clean

help: ## print this help
	@sed -n 's/^\([a-z]*\):.* ## \(.*\)/  make \1	\2/p' Makefile | expand -t 16

run: $(VENV)/run.stamp ## build every export and the explorer page of the shipped vocabulary, and open the page
	@page=$$(TERMGRAPH_VOCAB= $(BIN)/termgraph build -o $(OUT)) && echo "The explorer page: $(CURDIR)/$$page" && \
	if [ -n "$$CI" ]; then :; \
	elif [ "$$(uname)" = Darwin ]; then open "$$page"; \
	elif [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] && command -v xdg-open >/dev/null; then \
		xdg-open "$$page" >/dev/null 2>&1 & \
	fi

test: $(VENV)/test.stamp ## check style and types, then run every test (installs Chromium where it is missing and may be)
	@$(BIN)/python -m tests.browser --install
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check --quiet
	$(BIN)/python -m mypy
	$(BIN)/oxlint --deny-warnings --quiet src/termgraph/view/scripts
	$(BIN)/python -m pytest -n auto --dist loadgroup $(TESTS)

lint: $(VENV)/test.stamp ## check style and types only
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check --quiet
	$(BIN)/python -m mypy
	$(BIN)/oxlint --deny-warnings --quiet src/termgraph/view/scripts

format: $(VENV)/test.stamp ## bring the code into its one form
	$(BIN)/python -m ruff check --fix
	$(BIN)/python -m ruff format

docs: $(VENV)/test.stamp ## write what in the documentation follows from the code
	$(BIN)/python -m tools.docs

bench: $(VENV)/test.stamp ## measure speed as ratios to rdflib and to bare imports, and open 8,000 broken folders
	MUTANTS=2000 $(BIN)/python -m pytest -q -n auto tests/test_fuzz.py
	$(BIN)/python benchmarks/run.py $(BENCH)

clean: ## remove what was built and all caches (the environment stays: rm -r .venv)
	rm -rf $(OUT) dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/run.stamp: pyproject.toml
	@PYTHON="$(PYTHON)" sh tools/venv.sh $(VENV)
	@echo "Installing termgraph into $(VENV) ..."
	@$(PIP) install --editable .
	@pwd -P > $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) install --editable '.[test]'
	@pwd -P > $@
