# The only door: `make help` lists what stands behind it. Everything happens in .venv; nothing outside is touched.

# The first Python on the PATH that is new enough; `make PYTHON=/path/to/python3.12` chooses another.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
INSTALLED := .venv/installed
TOOLS := .venv/tools-installed

.DELETE_ON_ERROR:
.PHONY: guide test test-fast fuzz mutants check bench schema picture clean help

guide: $(INSTALLED)  ## write the shipped guide, handout and card, to out/ (the default)
	@$(BIN)/handout build sore-back -o out 2>&1 >/dev/null  # the summary has the names too

test: $(TOOLS)  ## run the whole test suite
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal

test-fast: $(TOOLS)  ## run what takes little time of it: for daily work
	FUZZ=0.1 $(BIN)/python -m pytest --numprocesses=auto --dist=worksteal -m "not slow"

fuzz: $(TOOLS)  ## try sixteen times as many random inputs, new ones each time; takes half an hour
	FUZZ=16 $(BIN)/python -m pytest --numprocesses=auto tests/test_fuzz.py tests/test_conformance.py

# MUTANTS='generator.typeset.lines*' tries those of one module. What lived is shown by .venv/bin/mutmut show NAME.
mutants: $(TOOLS)  ## change single places of the modules named in pyproject.toml, and list what no test notices
	FUZZ=0.1 $(BIN)/mutmut run '$(or $(MUTANTS),*)'
	$(BIN)/mutmut results

check: $(TOOLS)  ## lint, format, types and the import table
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --quiet tests/test_imports.py

bench: $(TOOLS)  ## time and weigh the program beside Typst
	$(BIN)/python tests/bench/run.py

schema: $(INSTALLED)  ## write the JSON Schemas in generator/schemas anew, from the models
	@for kind in content layout club locale sheet; do \
		$(BIN)/handout schema $$kind > generator/schemas/$$kind.json || exit 1; \
	done

picture: $(TOOLS)  ## draw README.png from the real pages
	$(BIN)/python tests/bench/picture.py README.png

clean:  ## remove everything that make made
	rm -rf .venv out dist mutants .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## say this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The package is installed in place (editable), so only a change of what it depends on installs anything again.
$(INSTALLED): requirements.txt requirements-build.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo 'handout needs Python 3.11 or newer: install it, or say where it is: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo 'Python could not make a virtual environment; on Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	@echo 'Installing into .venv (once) ...' >&2
	@$(PIP) install -r requirements.txt -r requirements-build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(TOOLS): requirements-dev.txt $(INSTALLED)
	@$(PIP) install -r requirements-dev.txt
	@touch $@
