# What a person and CI run alike. Everything is set up in .venv on first use; a stamp remembers what is installed.
PYTHON ?= python3
# Further extras for the checks, as in `make check EXTRAS=training` (PyTorch, to test how the model is made).
EXTRAS ?=

VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/core.stamp
comma := ,
DEV := $(VENV)/dev$(subst $(comma),-,$(EXTRAS)).stamp

.PHONY: demo test check format lint types imports docs clean

demo: $(CORE)
	$(BIN)/readout read examples/call.jsonl --format text

# -rs names the tests that are left out, and why: those that need PostgreSQL, where there is none.
test: $(DEV)
	$(BIN)/pytest -rs

check: lint types imports test

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(DEV)
	$(BIN)/mypy

imports: $(DEV)
	$(BIN)/lint-imports

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(DEV)
	$(BIN)/python -m docs.generate

$(CORE): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(DEV): $(CORE)
	$(BIN)/python -m pip install --quiet --editable ".$(if $(EXTRAS),[$(EXTRAS)])" --group dev
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
