# Two commands do everything: `make demo` and `make test`. README.md tells about both.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
PICTURES ?= $(LIGHTTABLE_PICTURES)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --no-input --prefer-binary
export PYTHONUNBUFFERED := 1
# The tests start a hundred processes; each would compile all the code anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo messages test venv dev chromium static-checks serve worker proof soak load screenshots nu lighthouse clean

help:
	@echo "make demo    the gallery with its own sample pictures on http://$(HOST):$(PORT)"
	@echo "             (HOST=, PORT= to change; PICTURES=DIR to fill it from a folder)"
	@echo "make test    everything the tests need, then all of them"
	@echo "make venv    the virtual environment in $(VENV), with what the server needs"
	@echo "make screenshots  the pictures in docs/screens, taken anew"
	@echo "make messages  finds new texts for translators, and compiles locale/"
	@echo "make nu      the Nu HTML checker over every kind of page (needs npm and Java)"
	@echo "make lighthouse  Lighthouse's scores of / and a picture, mobile and desktop (needs npm)"
	@echo "make serve   the production server, on settings from the environment"
	@echo "make worker  does queued jobs (manage.py queue_jobs); run as many as you like"
	@echo "make proof   50,000 records harvested under 20 visitors while processes and database die"
	@echo "make soak    an hour of visitors and faults; memory and open files (MINUTES= to change)"
	@echo "make load    a load test of this machine: 50 visitors for a minute"

demo: venv
	@LIGHTTABLE_PICTURES="$(PICTURES)" $(PY) manage.py demo --host "$(HOST)" --port "$(PORT)"

serve: venv
	@$(PY) manage.py check --deploy --fail-level ERROR
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@$(PY) manage.py serve --host "$(HOST)" --port "$(PORT)"

worker: venv
	@$(PY) manage.py run_worker

proof: dev
	@LIGHTTABLE_PROOF_RECORDS=50000 $(VENV)/bin/pytest -q -s -rs tests/reliability/test_proof.py

MINUTES ?= 60
soak: dev
	@$(PY) -m tests.reliability.soak --minutes $(MINUTES)

load: dev
	@$(PY) -m tests.load

venv: $(VENV)/runtime.stamp

dev: $(VENV)/dev.stamp

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Lighttable needs Python 3.11 or newer; this is %s. Name another with PYTHON=/path/to/python3." % sys.version.split()[0])'
	@echo "Making the virtual environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "The venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/runtime.stamp: requirements.txt | $(PY)
	@echo "Installing what Lighttable needs (once, about 20 s) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/runtime.stamp
	@echo "Installing what the tests need (once) …"
	@$(PIP) --no-compile -r requirements-dev.txt  # most of it is never imported
	@touch $@

chromium: dev
	@$(PY) -m tests.chromium

static-checks: dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(PY) -m tests.advisories & asked=$$!; $(VENV)/bin/mypy && wait $$asked
	$(VENV)/bin/lint-imports --no-logo
	$(PY) manage.py makemigrations --check --dry-run
	PUBLIC_URL=https://gallery.example.org SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(60))')" \
		$(PY) manage.py check --deploy --fail-level WARNING

# Two processes that take over one another's tests; in a browser one at a time, since a browser
# and its server fill two cores. What a stopwatch decides is run alone at the end.
# What failed is run once more alone, since waits in a browser depend on the machine's load.
PYTEST := $(VENV)/bin/pytest
BY_TWO := -n 2 --dist worksteal
ONCE_MORE := --last-failed --last-failed-no-failures none
OTHERS := --ignore tests/e2e
IN_BROWSER := tests/e2e -m "not alone"
BY_STOPWATCH := tests/e2e -m alone

test: dev chromium static-checks
	$(PYTEST) $(BY_TWO) $(OTHERS) || $(PYTEST) $(OTHERS) $(ONCE_MORE)
	$(PYTEST) $(IN_BROWSER) || $(PYTEST) $(IN_BROWSER) $(ONCE_MORE)
	$(PYTEST) $(BY_STOPWATCH) || $(PYTEST) $(BY_STOPWATCH) $(ONCE_MORE)

messages: dev
	@$(PY) -m tests.i18n.messages

screenshots: dev chromium
	@$(PY) -m tests.screenshots

# The checker of the W3C and the report of Chrome's makers: npm packages, pinned, for developers
# alone. They are kept in var/node; neither is part of make test.
NODE_TOOLS := lighthouse@13.5.0 vnu-jar@26.9.27

var/node/installed:
	@mkdir -p var/node
	@npm install --prefix var/node --no-audit --no-fund --silent $(NODE_TOOLS)
	@touch $@

nu: dev chromium var/node/installed
	$(VENV)/bin/pytest tests/e2e/test_markup.py

lighthouse: dev chromium var/node/installed
	@$(PY) -m tests.lighthouse

clean:
	rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
