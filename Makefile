# The newsroom from nothing, on a machine that has Python 3.11 or newer (with venv) and make.
# What is made lies in .venv/ (libraries) and in DATA_DIR (database, uploads, mail as files, secrets).

PORT ?= 8000
DATA_DIR ?= var
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install -qq --disable-pip-version-check --no-input --require-hashes --no-deps --only-binary :all:
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench lock clean

help: ## this list
	@echo "make run     everything from nothing to the running newsroom (PORT=$(PORT), DATA_DIR=$(DATA_DIR))"
	@echo "make test    everything from nothing to the whole test suite (ARGS='tests/rtl -n0' for a part of it)"
	@echo "make lint    style, imports one way, templates, migrations, deployment checks"
	@echo "make format  lays out the Python as 'make lint' wants it"
	@echo "make bench   requests per second and CPU per request, as ratios"
	@echo "make lock    the newest libraries that requirements*.in allow, pinned with hashes"
	@echo "make clean   removes what make made, except DATA_DIR"

run: export PORT := $(PORT)
run: export DATA_DIR := $(DATA_DIR)
run: $(VENV)/.installed ## the newsroom on http://127.0.0.1:$(PORT)
	@exec $(PY) -m newsroom.launch

# The suite has an environment of its own: nothing exported in the caller's shell changes it, and what it writes is
# gone afterwards. Another database or cache is chosen on make's command line: make test DATABASE_URL=postgres://…
OWN_ENV = env -i PATH="$$PATH" HOME="$$HOME" LANG=C.UTF-8 DATA_DIR="$$data" \
	$(if $(filter command,$(firstword $(origin DATABASE_URL))),DATABASE_URL="$(DATABASE_URL)") \
	$(if $(filter command,$(firstword $(origin CACHE_URL))),CACHE_URL="$(CACHE_URL)") \
	$(if $(CHROMIUM),CHROMIUM="$(CHROMIUM)") $(if $(BROWSER_TESTS),BROWSER_TESTS="$(BROWSER_TESTS)") \
	$(if $(TMPDIR),TMPDIR="$(TMPDIR)")

test: $(VENV)/.installed-dev ## the whole suite
	@data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && \
	$(PY) -c "from newsroom import catalogues; catalogues.compile_all()" && \
	$(OWN_ENV) $(PY) -m pytest $(ARGS)

lint: $(VENV)/.installed-dev ## every check that needs no test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djlint templates --lint --quiet
	$(PY) -m pip check
	@data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && \
	echo "manage.py makemigrations --check" && $(OWN_ENV) $(PY) manage.py makemigrations --check --dry-run && \
	echo "manage.py check --deploy" && $(OWN_ENV) SITE_URL=https://news.example SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(64))") \
		EMAIL_KEYS=$$($(PY) -c "from newsroom.env import fernet_key; print(fernet_key())") \
		$(PY) manage.py check --deploy --fail-level WARNING

format: $(VENV)/.installed-dev ## lays out the Python
	$(VENV)/bin/ruff check --fix-only --quiet .
	$(VENV)/bin/ruff format .

bench: export DATA_DIR := $(DATA_DIR)
bench: $(VENV)/.installed ## speed, as ratios
	@$(PY) -m newsroom.preparation --demo && $(PY) manage.py bench $(ARGS) && $(PY) manage.py bench_weight && $(PY) manage.py bench_words && $(PY) manage.py bench_score

# uv writes no index host into the files. Nothing is built from source: each library must come as a wheel.
LOCK = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--upgrade
lock: $(VENV)/.installed-dev ## refreshes the pins
	$(LOCK) --output-file requirements.txt requirements.in
	$(LOCK) --output-file requirements-dev.txt --constraints requirements.txt requirements-dev.in

clean: ## removes what make made, except DATA_DIR
	rm -rf $(VENV) .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find articles comments newsroom tests -name __pycache__ -prune -exec rm -rf {} +
	find articles comments newsroom -name '*.mo' -delete

# --- The libraries ----------------------------------------------------------------------------------------------------
$(VENV)/.installed: requirements.txt | $(PY)
	@echo "  libraries: installing"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(PY)
	@echo "  libraries: installing, with the checks'"
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

# PYTHON=python3.12 chooses one; otherwise the first that is new enough.
$(PY):
	@for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
		if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			exec $$python -m venv --clear $(VENV); \
		fi; \
	done; \
	echo "The newsroom needs Python 3.11 or newer with venv and pip (on Debian: apt install python3-venv), or PYTHON=/path/to/it." >&2; \
	exit 1
