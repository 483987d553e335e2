# Thin: CMake does the work. `make demo` and `make test` set up a bare Debian 12 by themselves.
JOBS ?= $(shell nproc)
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
PACKAGES := $(shell sed 's/\#.*//' packages.txt)
# Packages that one target alone needs.
SPARK_PACKAGES := default-jre-headless
PACKAGE_PACKAGES := lintian
DOCS_PACKAGES := doxygen

.PHONY: setup build demo test test-formats test-embedding test-spark package docs bench clean
setup:
	@missing=""; for p in $(PACKAGES) $(MORE_PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "installing:$$missing"; $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; fi

build: setup
	cmake --preset release $(CMAKE_FLAGS)
	cmake --build build --parallel $(JOBS) --target sluice_cli

demo: build
	build/sluice extract --format table --date 2025-06-30 corpus/samples

test: setup
	cmake --preset release $(CMAKE_FLAGS)
	cmake --build build --parallel $(JOBS)
	cd build && ctest --output-on-failure --parallel $(JOBS)

# What readers of other makes say to our output; they come from PyPI into an environment of their own.
test-formats: build
	test -e build/readers/bin/python || python3 -m venv build/readers
	build/readers/bin/pip install --quiet --disable-pip-version-check -r tests/formats/requirements.txt
	build/readers/bin/python tests/formats/test_readers.py $(CURDIR)/build/sluice $(CURDIR)

# The installed library from projects of its own, and the Python package from its wheel.
test-embedding: setup
	cmake --preset release $(CMAKE_FLAGS) -DSLUICE_EMBEDDING_TESTS=ON
	cmake --build build --parallel $(JOBS)
	cd build && ctest --output-on-failure -R '^(install|python)$$'

# On real PySpark, in local mode and on a local cluster; needs a Java runtime.
test-spark:
	@$(MAKE) --no-print-directory setup MORE_PACKAGES="$(SPARK_PACKAGES)"
	cmake --preset release $(CMAKE_FLAGS)
	cmake --build build --parallel $(JOBS) --target sluice_cli sluice_static sluice_shared
	python3 tests/python/run.py spark --build build

package:
	@$(MAKE) --no-print-directory setup MORE_PACKAGES="$(PACKAGE_PACKAGES)"
	cmake --preset release $(CMAKE_FLAGS) -DCMAKE_INSTALL_LIBDIR=lib/$$(gcc -print-multiarch)
	cmake --build build --parallel $(JOBS) --target sluice_cli sluice_static sluice_shared
	rm -rf build/packages && cd build && cpack
	lintian --fail-on error,warning build/packages/*.deb
	$(SUDO) tests/install/packages.sh build/packages

docs:
	@$(MAKE) --no-print-directory setup MORE_PACKAGES="$(DOCS_PACKAGES)"
	cmake --preset release $(CMAKE_FLAGS)
	doxygen build/Doxyfile

bench: setup
	cmake --preset release -DSLUICE_BENCH=ON
	cmake --build build --parallel $(JOBS)
	build/bench_cascade build/sluice
	build/bench_lists

clean:
	rm -rf build
