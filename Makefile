# The two commands: `make site` and `make test`. `make help` lists the rest.
.PHONY: help site test test-long bench judge serve lint docs screenshots lock catalogue
.DEFAULT_GOAL := help

BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | column -t -s '|'

site: ## Set up what is missing and build all sites into public/, judged clean
	@scripts/setup site
	@$(BIN)/zhengwu build

serve: ## Preview a site: SITE=fgj make serve
	@scripts/setup site
	@$(BIN)/mkdocs serve

lint: ## Lint the content
	@scripts/setup site
	@$(BIN)/zhengwu lint content

test: ## Set up what the tests need; check formatting and types; run the tests
	@scripts/setup test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto -m "not long" --durations=20

test-long: ## The long tests: fuzzing, long sequences, whole tables
	@scripts/setup test
	$(BIN)/pytest -n auto -m long

judge: ## Measure what the lint rejects and what it stops wrongly: ARGS=--misses make judge
	@scripts/setup test
	@$(BIN)/python -m benchmarks.judgement $(ARGS)

bench: ## Measure beside other programs: PAGES=1000 RUNS=5 make bench
	@scripts/setup site
	@$(BIN)/python -m benchmarks

docs: ## Build the handbook into public-docs/
	@scripts/setup site
	@$(BIN)/python scripts/handbook.py .make/handbook
	@$(BIN)/mkdocs build --strict -f docs/mkdocs.yml

screenshots: site ## Renew the handbook's screenshots of the demo city
	@scripts/setup test
	@$(BIN)/python scripts/screenshots.py

lock: ## Renew the locked dependencies
	@scripts/setup test
	@scripts/lock

catalogue: ## Renew the English catalogue from the messages in the code
	@scripts/setup test
	@$(BIN)/python scripts/catalogue.py
