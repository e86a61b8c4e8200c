# Cultivar: `make demo` shows what it does, `make test` runs every test, `make help` lists the rest.

PREFIX ?= /usr/local
# Debian's own before others: its sqlite3 loads extensions.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)
SWIFT  ?= swift
# Of tests and of what is built for them. CI optimizes: the tests compute far longer than they compile.
SWIFT_FLAGS ?=
FUZZ_SECONDS ?= 1800
MUTATIONS ?= 10000
SEED ?= 1
SOAK_SECONDS ?= 3600
KILLS ?= 500
SIGNAL ?= KILL
FAULTS ?= 100000
STATES ?= 300

SWIFT_STATIC = $(dir $(realpath $(shell command -v $(SWIFT))))../lib/swift_static/linux

RELEASE  = .build/release/cultivar
# Where the archives of libraries are named that are linked into it, so that it needs none of them where it runs.
STATIC   = .build/static-libraries
# Code that lies at a fixed place needs no relocation when it starts, a tenth of the time of a short statement.
# The accessors by mangled names would search all conformances of the program for each generic type that it first uses.
RELEASE_FLAGS = --configuration release --static-swift-stdlib --pkg-config-path $(STATIC) -Xlinker -no-pie \
	-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
# A sanitizer is in the tests' own process: what they start, such as Python, knows nothing of it.
SANITIZED_FLAGS = --configuration release -Xswiftc -enable-testing --enable-index-store --skip EndToEndTests
# What is built with SWIFT_FLAGS.
BUILT    = .build/$(if $(findstring release,$(SWIFT_FLAGS)),release,debug)/cultivar
DEMO     = demo
SAMPLE   = samples/culture-sample
VENV     = .venv
REQUIRED = scripts/requirements.txt

.PHONY: help demo demo-preferences demo-tagging demo-surveys test test-terminal test-spark test-trl test-asan test-tsan fuzz kills faults mutations power-loss soak tagging-trials setup setup-spark setup-trl packages release install man test-latex \
	gallery notebook extension bench bench-spark intervals lint \
	format clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

demo: release setup ## Build, ingest the sample corpus, print a report, write the tables and figures of all below demo/
	@scripts/demo $(RELEASE) $(SAMPLE) $(DEMO)

demo-preferences: release setup ## Generate ratings of PRISM's size, train and test heads, write tables and figures below demo-preferences/
	@CULTIVAR_PYTHON=$(abspath $(VENV))/bin/python scripts/demo-preferences $(RELEASE) demo-preferences

demo-tagging: release setup ## Tag the sample corpus without a network, label it by a script, compare and correct, below demo-tagging/
	@CULTIVAR_PYTHON=$(abspath $(VENV))/bin/python $(VENV)/bin/python scripts/demo_tagging.py $(RELEASE) $(SAMPLE) demo-tagging

demo-surveys: release setup ## An invented survey to fine-tuning files, reports, maps; models beside people and on a benchmark, below demo-surveys/
	@scripts/demo-surveys $(RELEASE) samples demo-surveys

test: setup ## Run every test
	@SWIFT=$(SWIFT) scripts/run-tests $(SWIFT_FLAGS)

test-terminal: setup ## Run only the tests of the prompt on a pseudo-terminal
	$(SWIFT) test $(SWIFT_FLAGS) --filter TerminalTests

# A server of Spark itself, which needs Java 17. `make test` asks one in Rust.
test-spark: setup setup-spark ## Run the tests of engines against Spark (local[2]), which is installed into .venv-spark
	@$(SWIFT) build $(SWIFT_FLAGS) --build-tests
	@scripts/with-spark .venv-spark $(SWIFT) test $(SWIFT_FLAGS) --skip-build --filter 'EngineTests|EngineOptionTests'

test-trl: release setup-trl ## Train by TRL on exported pairs: weighted and stock loss, a tiny model, below .build/trl
	@scripts/test-trl $(RELEASE) .venv-trl/bin/python .build/trl

test-asan: packages ## Run all tests but those of the built program under AddressSanitizer
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test $(SANITIZED_FLAGS) --sanitize=address --scratch-path .build-asan

test-tsan: packages ## Run all tests but those of the built program under ThreadSanitizer
	TSAN_OPTIONS=suppressions=Tests/tsan-suppressions $(SWIFT) test $(SANITIZED_FLAGS) --sanitize=thread \
		--scratch-path .build-tsan

fuzz: packages ## Fuzz readers, profiles, stores, statements and commands (FUZZ_TARGETS) for FUZZ_SECONDS each (default 1800)
	@SWIFT=$(SWIFT) scripts/fuzz $(FUZZ_SECONDS) $(FUZZ_TARGETS)

mutations: packages ## Change MUTATIONS (default 10000) pages of a store from SEED (1): no crash, no answer changed in silence
	CULTIVAR_MUTATIONS=$(MUTATIONS) CULTIVAR_MUTATION_SEED=$(SEED) $(SWIFT) test --filter StoreMutationTests

soak: release ## Load, ask, report and check in parallel for SOAK_SECONDS (default 3600): one state each, no growth
	@scripts/soak $(RELEASE) $(SAMPLE) $(SOAK_SECONDS)
kills: release ## Kill loads of all formats KILLS times (default 500, SIGNAL KILL or any); the answers must stay the same
	@rm -rf .build/kills && $(PYTHON) scripts/kills.py $(RELEASE) .build/kills --kills $(KILLS) --signal $(SIGNAL)

faults: release ## Make each system call of a load fail in turn, at most FAULTS of a kind; the answers must stay the same
	@scripts/debian-packages faults
	@rm -rf .build/faults && $(PYTHON) scripts/faults.py $(RELEASE) .build/faults --most $(FAULTS)

power-loss: release ## Make STATES (default 300) states that a power loss may leave, from SEED; the answers must stay the same
	@rm -rf .build/power-loss && $(PYTHON) scripts/power_loss.py $(RELEASE) .build/power-loss --states $(STATES) --seed $(SEED)

tagging-trials: packages ## Tag against a stand-in server with faults, kills and outages: same tags, no request twice
	@scripts/static-libraries $(STATIC)
	CULTIVAR_BENCHMARKS=1 $(SWIFT) build $(RELEASE_FLAGS) --product tagging-trial
	@rm -rf .build/tagging && $(PYTHON) scripts/tagging_trials.py .build/release/tagging-trial .build/tagging

setup: packages $(VENV)/.ready ## Install what building and testing need (Debian packages, a Python environment in .venv)

setup-spark: .venv-spark/.ready ## Install Spark and its Python client into .venv-spark, for `cultivar connect`

.venv-spark/.ready: scripts/requirements-spark.txt
	@scripts/python-environment $(PYTHON) .venv-spark scripts/requirements-spark.txt

setup-trl: .venv-trl/.ready ## Install PyTorch and TRL into .venv-trl (6 GB), for `make test-trl`

.venv-trl/.ready: scripts/requirements-trl.txt
	@scripts/python-environment $(PYTHON) .venv-trl scripts/requirements-trl.txt

packages:
	@scripts/debian-packages

$(VENV)/.ready: $(REQUIRED)
	@scripts/python-environment $(PYTHON) $(VENV) $(REQUIRED)

release: packages
	@scripts/static-libraries $(STATIC)
	@$(SWIFT) build $(RELEASE_FLAGS) --product cultivar

install: packages ## Install the command below PREFIX (default /usr/local)
	@scripts/static-libraries $(STATIC)
	$(SWIFT) build $(RELEASE_FLAGS) --product cultivar
	install -D --strip --mode 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/cultivar
	@SWIFT=$(SWIFT) scripts/install-documents $(RELEASE) $(DESTDIR)$(PREFIX)/share $(STATIC)

man: release ## Write the manual page, .build/cultivar.1
	@scripts/manual.py $(RELEASE) > .build/cultivar.1

test-latex: packages ## Typeset the tables of all reports, and odd strings, by pdflatex, which is installed where it can be
	@scripts/debian-packages latex || echo "Without LaTeX nothing is typeset"
	@$(SWIFT) build $(SWIFT_FLAGS) --product cultivar && scripts/test-latex $(BUILT) $(SAMPLE)

gallery: setup ## Draw the figures of docs/gallery.md again
	@$(SWIFT) build $(SWIFT_FLAGS) --product cultivar
	@CULTIVAR_PYTHON=$(VENV)/bin/python scripts/gallery $(BUILT) $(SAMPLE) docs

notebook: setup ## Export the notebook of notebooks-export/ again and run it
	@$(SWIFT) build $(SWIFT_FLAGS) --product cultivar
	@scripts/notebook $(BUILT) $(SAMPLE) notebooks-export $(VENV)/bin/python

# The Swift runtime is linked in, so that the library works where there is no toolchain.
extension: packages ## Build libcultivar.so, which shows a store to Python's sqlite3, the sqlite3 shell and Datasette
	$(SWIFT) build --configuration release --product cultivar-extension --scratch-path .build-extension \
		--static-swift-stdlib -Xswiftc -static-stdlib -Xlinker -L$(SWIFT_STATIC)
	install --strip --mode 755 .build-extension/release/libcultivar-extension.so libcultivar.so

bench: release ## Measure beside DuckDB, Polars and SQLite (ROWS, ROUNDS, PEERS, FORMATS, PARQUET; see Benchmarks/README.md)
	CULTIVAR_BENCHMARKS=1 $(SWIFT) build $(RELEASE_FLAGS) --product benchmark
	@scripts/python-environment $(PYTHON) .venv-bench Benchmarks/requirements.txt
	.venv-bench/bin/python Benchmarks/bench.py --program $(RELEASE) --harness .build/release/benchmark \
		$(if $(ROWS),--rows $(ROWS)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(PEERS),--peers $(PEERS)) \
		$(if $(PARQUET),--parquet $(PARQUET)) $(if $(FORMATS),--formats $(FORMATS))

bench-spark: release setup-spark ## Let Spark generate ROWS (default 20000000) rows, and measure questions and the client's memory
	@scripts/with-spark .venv-spark .venv-spark/bin/python Benchmarks/spark.py --program $(RELEASE) \
		$(if $(ROWS),--rows $(ROWS))

intervals: packages ## Simulate how often the intervals hold the truth (docs/interval-coverage.md), some minutes
	CULTIVAR_BENCHMARKS=1 $(SWIFT) run --configuration release interval-coverage

lint: ## Check the form of the sources; changes nothing
	@scripts/lint

format: ## Lay the Swift sources out as the linter wants them
	$(SWIFT) format format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

clean: ## Remove what was built, and the demo
	rm -rf .build .build-asan .build-fuzz .build-tsan .build-extension libcultivar.so $(VENV) .venv-bench .venv-spark $(DEMO) demo-preferences demo-tagging demo-surveys Benchmarks/.work
