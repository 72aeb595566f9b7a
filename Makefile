# `make demo` plans the demo county, `make test` proves everything; both install what they need.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
BIN := .venv/bin
RUN := $(BIN)/python -m
DIR ?= demo-county
#: Every folder of tests is a part of its own; the longest begin, and the rooms that fill `tests/unit` go by themselves.
PARTS := $(sort $(foreach folder,$(wildcard tests/*),$(if $(shell find $(folder) -name 'test_*.py'),$(folder))))
LONG := tests/app tests/attack tests/unit/planning tests/unit tests/contract tests/unit/storage tests/unit/workspace \
	tests/property
PARTS := $(LONG) $(filter-out $(LONG),$(PARTS))

.PHONY: demo app test test-faults test-postgres lint bench bench-app pictures docs lock browser clean $(PARTS)

demo: .venv/run.stamp
	$(BIN)/gridplan demo --dir $(DIR)

app: .venv/run.stamp
	GRIDPLAN_WORKSPACE=$(DIR) $(RUN) streamlit run app.py

# Three at a time on two processors, since a browser waits as long as it works; each says what it has to say when it
# is done, and none keeps another from being tried.
test:
	$(MAKE) -j2 .venv/test.stamp browser
	$(MAKE) -j3 --keep-going --output-sync=target $(wordlist 1,2,$(PARTS)) lint $(PARTS)

# One part, as `make tests/unit`; several at a time must not write into one cache.
$(PARTS): .venv/test.stamp browser
	$(RUN) pytest -p no:cacheprovider $@ $(patsubst $@/%,--ignore=$@/%,$(filter $@/%,$(LONG)))

# The same tests of the database on PostgreSQL with PostGIS, on a private server that is gone afterwards.
test-postgres: .venv/test.stamp
	tests/postgres/run.sh $(RUN) pytest tests/unit/storage/database tests/unit/storage/backup tests/attack

# Hundreds of kills, full disks and crowds; the figures go where docs/trust.md quotes them from.
test-faults: .venv/test.stamp
	GRIDPLAN_FIGURES=docs/figures tests/postgres/run.sh $(RUN) pytest -m faults

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(RUN) mypy
	$(RUN) numpydoc lint $$(find gridplan -name '*.py')
	$(BIN)/lint-imports

bench: .venv/test.stamp .venv/peers.stamp
	$(RUN) tests.benchmark

# The pages of a large county in Chromium, against an empty page of the same run.
bench-app: .venv/test.stamp browser
	$(RUN) tests.benchmark.app

# The libraries that the grid engine is measured against, apart from ours: they want older versions of the same things.
.venv/peers.stamp: requirements-bench.lock | .venv/bin/python
	$(PYTHON) -m venv .venv/peers
	.venv/peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	touch $@

# The pictures of docs/screens/, taken of the demo county.
pictures: .venv/test.stamp browser
	$(RUN) tests.app.pictures

# Chromium and a Chinese font for the browser tests; nothing to do where they stand.
browser: | .venv/bin/python
	@command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q . \
	|| { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null; }

.venv/bin/python:
	$(PYTHON) -m venv .venv || { apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv .venv; }

.venv/run.stamp: requirements.lock pyproject.toml | .venv/bin/python
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/test.stamp: requirements-dev.lock .venv/run.stamp
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# Versions with hashes, and no index address: where to fetch from is the machine's own setting.
LOCK := .venv/lock/bin/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --upgrade
# The pages of docs/ that are written from data: the rules and the indicators.
docs: .venv/test.stamp
	$(RUN) tests.contract.reference

lock: .venv/lock/bin/pip-compile
	$(LOCK) --extra build -o requirements.lock pyproject.toml
	$(LOCK) --extra build --extra test -c requirements.lock -o requirements-dev.lock pyproject.toml
	$(LOCK) -o requirements-bench.lock requirements-bench.in

.venv/lock/bin/pip-compile: | .venv/bin/python
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet --disable-pip-version-check pip-tools

clean:
	rm -rf .venv build demo-county .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
