# Short names for what is done often; bin/start and bin/test are the real commands.
.DEFAULT_GOAL := help
UV := .venv/bin/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

.PHONY: help start test bench opmaak locks
help: ## toont deze lijst
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

start: ## start alles op deze machine
	bin/start

test: ## alle controles en tests
	bin/test

bench: ## meet de snelheid naast een ondergrens
	bin/venv test && .venv/bin/python tests/benchmarks/bench.py

opmaak: ## maakt de code op en herstelt wat ruff kan herstellen
	.venv/bin/python -m ruff check --fix
	.venv/bin/python -m ruff format

locks: ## maakt requirements/*.txt opnieuw uit requirements/*.in
	cd requirements && for naam in uv basis lokaal test; do ../$(UV) $$naam.in -o $$naam.txt; done
