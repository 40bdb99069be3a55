# Two commands do all the set-up: `make run` and `make test`. The rest are their parts.
PYTHON ?= python3.11
ifeq (,$(shell command -v $(PYTHON) 2>/dev/null))
PYTHON = python3
endif
BIN = .venv/bin
PORT ?= 8024
export PORT

.PHONY: run test test-long check lint types lock messages clean

run: .venv/run
	@$(BIN)/python manage.py prepare
	@$(BIN)/python manage.py serve

test: .venv/dev
	@$(BIN)/python -m tests.everything

test-long: .venv/dev
	@$(BIN)/python -m tests.everything --long

# What needs no browser and no database server: the quick loop of a developer.
check: .venv/dev lint types
	@$(BIN)/python -m pytest -m "not browser and not long" tests

lint: .venv/dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/djlint --lint --quiet templates api/templates

types: .venv/dev
	@$(BIN)/mypy .

.venv/uv: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Mg24 needs Python 3.11 or newer: install it, or name it with make PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

.venv/run: .venv/uv requirements.txt
	@[ -e .venv/dev ] || $(BIN)/uv pip sync --quiet --python $(BIN)/python requirements-uv.txt requirements.txt
	@touch $@

.venv/dev: .venv/uv requirements-dev.txt
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python requirements-uv.txt requirements-dev.txt
	@touch $@

# Renew the locks after a change in pyproject.toml; UPGRADE=--upgrade takes newer releases.
lock: .venv/uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE) pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	echo uv | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE) - -o requirements-uv.txt

# Collect the strings of code and templates into the Dutch catalogue (needs gettext).
messages: .venv/dev
	@$(BIN)/python manage.py makemessages --locale nl --no-wrap --no-obsolete --add-location file --ignore .venv --ignore var --ignore tests

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
