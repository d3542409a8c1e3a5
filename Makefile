# One command each; `make` alone says which. Set-up goes into .venv and is done again only when the pins change.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
DEV_STAMP := $(VENV)/.ready-dev
FETCH_STAMP := $(VENV)/.boundaries-tried
.DEFAULT_GOAL := help
.PHONY: help setup run test lint check bench format browser test-engines bench-survey demo

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(STAMP) ## Set up .venv with the pinned packages (done by the others as needed)

$(STAMP): pyproject.toml constraints.txt
	@bash tools/setup.sh "$(PYTHON)" "$(VENV)" ""
	@touch $(STAMP)

# All at once: what the tests need holds what the app needs.
$(DEV_STAMP): pyproject.toml constraints.txt
	@bash tools/setup.sh "$(PYTHON)" "$(VENV)" "dev"
	@touch $(STAMP) $(DEV_STAMP)

# Once only, and never in the way: without a network the approximate boundaries are drawn.
$(FETCH_STAMP): | $(STAMP)
	@$(BIN)/parandalim boundaries fetch --timeout 10 --quiet || true
	@touch $(FETCH_STAMP)

demo: $(STAMP) ## Load the example survey (made-up answers, marked everywhere), then say make run
	@$(BIN)/parandalim survey demo
	@echo "The example survey is loaded. Now: make run. To take it out again: $(BIN)/parandalim survey demo --remove"

run: $(STAMP) $(FETCH_STAMP) ## Serve the app on http://127.0.0.1:8050
	@$(BIN)/parandalim serve

browser: $(DEV_STAMP)
	@bash tools/browser.sh "$(BIN)"

test: $(DEV_STAMP) browser ## Run every test, in a browser too
	@$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(DEV_STAMP) ## The cheap checks: form, lint, types, data, stale docs; changes nothing
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/parandalim check
	@$(BIN)/python tools/check_docs.py

check: lint test ## Everything: the cheap checks and every test

format: $(DEV_STAMP) ## Put the code in form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(DEV_STAMP) browser ## Measure the map beside plain Dash and Streamlit pages, the index engine, the search of the directory
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev,bench]" || echo "bench: what it compares with could not be installed"
	@$(BIN)/python -m benchmarks.map_bytes
	@$(BIN)/python -m benchmarks.map_load
	@$(BIN)/python -m benchmarks.index_engine
	@$(BIN)/python -m benchmarks.directory_search
	@$(BIN)/python -m benchmarks.briefs

test-engines: $(DEV_STAMP) ## Show that PostgreSQL and Spark give the survey figures that DuckDB gives
	@bash tools/test_engines.sh "$(BIN)"

bench-survey: $(DEV_STAMP) ## Measure a million respondents beside pandas, svy and samplics, and ten million in DuckDB
	@$(BIN)/python -m benchmarks.survey_estimate --big
