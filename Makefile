# Cultivar: `make demo` shows what it does, `make test` runs every test, `make help` lists the rest.

PREFIX ?= /usr/local
PYTHON ?= python3
SWIFT  ?= swift

RELEASE  = .build/release/cultivar
DEMO     = demo
SAMPLE   = samples/culture-sample
VENV     = .venv
REQUIRED = scripts/requirements.txt

.PHONY: help demo test test-asan test-tsan setup packages release install intervals lint format clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

demo: release ## Build, ingest the sample corpus, print a report, write every report as CSV below demo/
	@scripts/demo $(RELEASE) $(SAMPLE) $(DEMO)

test: setup ## Run every test
	$(SWIFT) test

test-asan: packages ## Run the tests of what handles raw bytes under AddressSanitizer
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=address --scratch-path .build-asan \
		--filter 'ColumnsTests|ReadersTests|WarehouseTests'

test-tsan: packages ## Run the tests of what runs on two threads under ThreadSanitizer
	$(SWIFT) test --sanitize=thread --scratch-path .build-tsan --filter 'IngestTests|InterruptTests'

setup: packages $(VENV)/.ready ## Install what building and testing need (Debian packages, a Python environment in .venv)

packages:
	@scripts/debian-packages

$(VENV)/.ready: $(REQUIRED)
	@scripts/python-environment $(PYTHON) $(VENV) $(REQUIRED)

release: packages
	@$(SWIFT) build --configuration release --product cultivar

install: packages ## Install the command below PREFIX (default /usr/local)
	$(SWIFT) build --configuration release --product cultivar --static-swift-stdlib
	install -D --strip --mode 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/cultivar

intervals: packages ## Simulate how often the intervals hold the truth (docs/interval-coverage.md), some minutes
	$(SWIFT) run --configuration release interval-coverage

lint: ## Check the form of the sources; changes nothing
	@scripts/lint

format: ## Lay the Swift sources out as the linter wants them
	$(SWIFT) format format --in-place --recursive --parallel Package.swift Sources Tests

clean: ## Remove what was built, and the demo
	rm -rf .build .build-asan .build-tsan $(VENV) $(DEMO)
