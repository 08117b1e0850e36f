.PHONY: check test slow lint types imports record

check: lint types imports test ## what CI does first

test: ## the tests that need no network, browser or weights
	python -m pytest -n auto

slow: ## the others
	python -m pytest -n 2 -m "(browser or server) and not weights"
	python -m pytest -m weights

lint:
	ruff check .
	ruff format --check .

types:
	mypy

imports:
	lint-imports

record: ## record the cassettes anew from the local model: make record [NAMES="clean ..."]
	python tests/recording.py $(NAMES)
