# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BROWSER := $(shell command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome)
VALIDATORS := tests/node_modules/.package-lock.json
APT := apt-get install -y -qq --no-install-recommends

.PHONY: run test lint pictures clean

run: run-once
	$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@echo "CareLog runs on http://localhost:8000 (stop it with Ctrl+C)"
	@trap 'kill $$round' EXIT; $(BIN)/python manage.py daily --loop 600 & round=$$!; \
	$(BIN)/gunicorn carelog.wsgi --bind 127.0.0.1:8000

.PHONY: run-once demo demo-clear
run-once: $(VENV)/runtime var/carelog.env
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py createcachetable

.PHONY: test-sqlite test-postgresql suite-cost
# Both databases at once, each on half of the cores: on two cores a run then needs no workers, who
# would start, collect and be talked to for a tenth of what it costs.
test: lint fhir
	$(MAKE) $(if $(filter output-sync,$(.FEATURES)),--output-sync) -j2 WORKERS=$(shell expr $$(getconf _NPROCESSORS_ONLN) / 2) test-sqlite test-postgresql

# Each process of the tests would compile the project anew.
export PYTHONDONTWRITEBYTECODE :=
WORKERS := auto
SPREAD = -q $(if $(filter-out 0 1,$(WORKERS)),-n $(WORKERS) --dist worksteal)

# The browser runs on PostgreSQL, and for the first day of a person on SQLite, too.
test-sqlite: $(VENV)/development browser
	$(BIN)/pytest $(SPREAD) -m "not drill and (not browser or smoke)"

test-postgresql: $(VENV)/development $(VALIDATORS) browser
	$(BIN)/python -m tests.postgres $(BIN)/pytest $(SPREAD) -m "not drill"

# What is dear and harms nobody when it breaks.
.PHONY: drills
drills: $(VENV)/development
	$(BIN)/pytest -q -m drill

# What each part of `make test` costs in processor seconds, and the dearest modules of tests.
suite-cost: $(VENV)/development
	$(BIN)/python -m tests.cost

lint: $(VENV)/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/python -m mypy

# Two validators that are not ours look at the FHIR of filled records, and a third at each page in
# the browser tests. Node.js and npm come with the development set; the validators come over the
# network the first time, and without it this fails.
.PHONY: fhir validators
validators: $(VALIDATORS)
fhir: $(VENV)/development $(VALIDATORS)
	$(BIN)/python -m tests.fhir var/fhir
	$(BIN)/node tests/fhir/validate.mjs var/fhir

$(VALIDATORS): tests/package.json tests/package-lock.json | $(VENV)/development
	$(BIN)/npm --prefix tests ci --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved
	@touch $@

# The development set brings what runs the browser; the browser itself is the system's, and so are
# the proxies that stand in front of CareLog or answer in its place.
.PHONY: browser proxy
proxy:
ifeq ($(shell PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null && command -v caddy),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && $(APT) nginx-light caddy >/dev/null; \
	else echo "The tests of a proxy need both: sudo apt-get install nginx-light caddy"; exit 1; fi
endif

browser: proxy
ifeq ($(BROWSER),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && { $(APT) chromium-headless-shell || $(APT) chromium; } >/dev/null; \
	else echo "The browser tests need Chromium. Install it with: sudo apt-get install chromium"; exit 1; fi
endif

$(VENV)/runtime: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# Of these packages a third of the files is ever loaded, and compiled then.
$(VENV)/development: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --no-compile --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/runtime

# A secret of this machine's own, and leave to speak plain HTTP on this machine alone.
var/carelog.env:
	@mkdir -p var && chmod 700 var
	@printf 'CARELOG_SECRET_KEY=%s\nCARELOG_PUBLIC_URL=http://localhost:8000\nCARELOG_HTTP_ON_LOOPBACK=yes\n' \
		"$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')" > $@
	@chmod 600 $@

# A year in the life of a person who does not exist, to look at and to show.
demo: run-once
	$(BIN)/python manage.py demo

demo-clear: run-once
	$(BIN)/python manage.py demo_clear

# How fast it is, on databases of its own: docs/performance.md says what the figures mean.
.PHONY: bench
bench: $(VENV)/development
	$(BIN)/python -m tests.bench

# Whether the tests notice: one small fault after the other, each in a copy of the tree.
.PHONY: seeded-bugs
seeded-bugs: $(VENV)/development
	$(BIN)/python -m tests.postgres $(BIN)/python -m tests.seeded

# The pictures of README.md and of the page of screens, from a record that is plainly marked as a demo;
# in var/, for developers, those of the page of parts.
pictures: $(VENV)/development browser
	CARELOG_PICTURES=docs/pictures $(BIN)/pytest -q -m browser tests/browser/test_pictures.py
	CARELOG_PICTURES=var/parts $(BIN)/pytest -q -m browser tests/browser/test_parts.py -k pictures

clean:
	rm -rf $(VENV) var/static
