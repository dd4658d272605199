# serve and test do all their own set-up. PORT, ARGS and BYLAW_DATA are honoured.
PORT ?= 8000
export PORT
ifneq ($(wildcard ../shared/data/README.md),)
export BYLAW_DATA ?= $(abspath ../shared/data)
endif

.DEFAULT_GOAL := help
.PHONY: help setup serve test lint check bench docs clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv with everything to work on Bylaw
	@scripts/setup.sh dev

serve: ## the gateway on 127.0.0.1:8000 (PORT=…) with the built-in spec; ARGS="--spec FILE …"
	@scripts/setup.sh run
	@exec .venv/bin/bylaw serve --port $(PORT) $(ARGS)

test: ## all tests; ARGS="-k name"
	@scripts/setup.sh dev
	.venv/bin/python -m pytest -n auto --dist loadfile $(ARGS)

lint: ## format, lint, types, and the built-in spec's own lint
	@scripts/setup.sh dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/bylaw spec lint src/bylaw/spec/builtin.md

check: lint test ## lint and test

bench: ## the figures in docs/evidence: speed, memory, recall
	@scripts/setup.sh dev
	.venv/bin/python -m bench $(ARGS)

clean: ## remove what make made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
