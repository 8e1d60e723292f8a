.DEFAULT_GOAL := help
# scripts/bootstrap prints the uv command to use (with UV_PYTHON set), or one sentence on stderr about what is missing
UV = $(or $(shell sh scripts/bootstrap),$(error no se inició nada: lee la línea de arriba))
DEV = $(UV) run --locked
help:   ## show this list
	@awk -F':.*## ' '/^[a-z-]+:.*##/{printf "  %-8s %s\n",$$1,$$2}' $(MAKEFILE_LIST)
run:    ## the whole program with its demonstration world, on http://127.0.0.1:8000
	@$(UV) run --locked --no-dev minga demo $(ARGS)
fix:    ## formatters and safe automatic fixes
	$(DEV) ruff format . && $(DEV) ruff check --fix . && git ls-files -z '*.html' | xargs -0 $(DEV) djade
check:  ## everything that needs no test run: style, types, imports, secrets
	$(DEV) ruff format --check . && $(DEV) ruff check . && $(DEV) lint-imports
	$(DEV) mypy && $(DEV) python scripts/find_secrets.py
test: check  ## everything CI runs (make test ARGS="tests/plan -x" for a part)
	$(DEV) pytest -n auto --dist loadgroup --cov --cov-report= $(ARGS) && $(DEV) python -m tests.coverage_gate
docs:   ## remake docs/legal-rules.md, the state diagrams and the handbook's pictures
	$(DEV) manage.py write_docs $(ARGS)
bench:  ## print and record what benchmarks/ measures
	$(DEV) python -m benchmarks
audit:  ## known weaknesses in the locked packages; needs the network
	$(DEV) pip-audit
.PHONY: help run fix check docs test bench audit
