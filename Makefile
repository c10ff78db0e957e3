# make demo    from a bare checkout to findings on a report
# make test    the whole test suite
# make lint    style, formatting, types, layers
# make bench   speed, of reports and of an archive of a thousand, and how figures are read beside another extractor
# make faults  faults put into clean reports, and how many of them are found
# make fuzz    broken files for every reader, for two minutes
# make lock    requirements.lock anew from pyproject.toml
#
# All of it runs in .venv, which is made on first use. Only Python 3.11 or newer (with pip and
# venv) and make have to be there.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/crossfoot-installed
DEMO := corpora/demo/cold-chain-monitoring.html

# What a user may have set in the shell must not change what is installed or tested.
# PYTHONOPTIMIZE would take the assertions out of the tests.
unexport PYTHONPATH PYTHONHOME PYTHONOPTIMIZE PYTHONWARNINGS PYTHONHASHSEED
unexport PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV PIP_NO_COMPILE
unexport PYTEST_ADDOPTS PYTEST_PLUGINS

.PHONY: demo test lint bench faults fuzz lock

# A check that finds something ends with 1: that is what the demo is for. Anything else is a fault.
demo: $(STAMP)
	@$(BIN)/crossfoot check $(DEMO); code=$$?; \
	case $$code in \
	  1) ;; \
	  0) echo "make demo: no findings in a report full of faults" >&2; exit 1 ;; \
	  *) echo "make demo: crossfoot ended with exit code $$code" >&2; exit $$code ;; \
	esac

# In as many processes as there are cores, each file of tests in one of them.
test: $(STAMP)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: $(STAMP)
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/mypy tests/benchmarks/fault_injection.py
	$(BIN)/lint-imports

bench: $(STAMP)
	$(BIN)/python tests/benchmarks/archive.py
	$(BIN)/python tests/benchmarks/speed.py
	$(BIN)/python tests/benchmarks/pdf_speed.py
	$(BIN)/python tests/benchmarks/figure_reading.py

faults: $(STAMP)
	$(BIN)/python tests/benchmarks/fault_injection.py

fuzz: $(STAMP)
	$(BIN)/python tests/fuzz/readers.py --seconds 120

# The first run is faster when the bytecode of the libraries is there before it.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Crossfoot needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -qq src $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
	@touch $@

lock: $(STAMP)
	$(BIN)/python -m venv .venv/lock
	.venv/lock/bin/python -m pip install --quiet pip-tools
	.venv/lock/bin/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras \
	  --no-annotate --no-header --no-config \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements.lock pyproject.toml
