# `make` alone lists what there is.
PYTHON ?= python3.11
BIN := .venv/bin
STORY ?= fixtures/stories/seoul-moscow-contacts
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup digest test lint record bench clean

help:  ## List what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/ready  ## Make the virtual environment with everything pinned

.venv/ready: pyproject.toml constraints.txt
	@echo 'setting up .venv (about a minute) …' >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

digest: .venv/ready  ## Print the digest of a fixture story, written by the builtin writer (STORY=folder for another)
	@$(BIN)/storydigest build $(STORY) --model builtin

lint: .venv/ready  ## Lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports

test: lint  ## Lint, types, import contracts and all tests
	$(BIN)/pytest

record: .venv/ready  ## Record the cassettes anew, from OPENAI_BASE_URL and STORYDIGEST_MODEL
	$(BIN)/pytest tests/cassettes --record-mode=rewrite

bench: .venv/ready  ## Run the benchmarks
	$(BIN)/python -m benchmarks

clean:  ## Remove the virtual environment and caches
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist *.egg-info
