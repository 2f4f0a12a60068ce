# Relais. Two commands matter: `make demo` and `make test`.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: help setup demo test bench soak audit lint types format lock

help: ## Cette aide
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(BIN)/relais ## Installer dans .venv

$(BIN)/relais: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Relais demande Python 3.11 ou plus récent (PYTHON=... make setup)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements-dev.txt $(BIN)/relais
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

demo: setup ## Installer, semer la démonstration et la servir (PORT=8000)
	@PORT=$(PORT) $(BIN)/relais demo

test: .venv/dev ## Installer et passer tous les tests
	$(BIN)/python -m pytest -q -n auto

bench: .venv/dev ## Mesurer : rapports et nombre de requêtes, en une fois
	$(BIN)/python -m tests.bench

soak: .venv/dev ## Les tests longs : charge, 500 tours, 200 arrêts brutaux
	$(BIN)/python -m pytest -q -s -m soak -p no:randomly

# The checkers live apart: one of them brings a library under the AGPL, which Relais never imports.
.venv/audit/bin/outloud: requirements-audit.txt $(BIN)/relais
	$(BIN)/python -m venv .venv/audit
	.venv/audit/bin/python -m pip --disable-pip-version-check -q install --require-hashes -r requirements-audit.txt
	@touch $@

audit: .venv/dev .venv/audit/bin/outloud ## Passer les impressions aux contrôles d'accessibilité (PDF/UA-1)
	$(BIN)/python -m tests.documents.prints build/prints
	.venv/audit/bin/pdfua check build/prints/*.pdf
	.venv/audit/bin/outloud --fail-on warning build/prints/*.pdf

lint: .venv/dev ## Style et sens des imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/dev ## Types
	$(BIN)/mypy app config.py

format: .venv/dev ## Mettre le code en forme
	$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format .

lock: ## Refaire les fichiers de dépendances (demande uv)
	uv pip compile -q --generate-hashes --python-version 3.11 --universal --no-annotate --no-header pyproject.toml --extra build -o requirements.txt
	uv pip compile -q --generate-hashes --python-version 3.11 --universal --no-annotate --no-header pyproject.toml --extra build --extra dev -c requirements.txt -o requirements-dev.txt
	printf 'outloud\npdfua\n' | uv pip compile -q --generate-hashes --python-version 3.11 --universal --no-annotate --no-header - -o requirements-audit.txt
