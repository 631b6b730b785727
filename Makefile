# Everything that is typed more than once. `make help` lists it.

CARGO ?= cargo
# Where cargo builds, as cargo itself decides it.
BUILD := $(or $(CARGO_TARGET_DIR),target)
KEII  := $(BUILD)/release/keii
DEMO  := $(BUILD)/demo.keii

.PHONY: help setup setup-tests demo test bench score screenshots
.DEFAULT_GOAL := help

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1\t/p' Makefile | expand -t 22

setup: ## install what is missing (the Japanese dictionary), and nothing else
	@./setup.sh

setup-tests: ## the same, and a browser for the tests of the reading room
	@./setup.sh tests

demo: setup ## read the sample articles and show what they say
	$(CARGO) build --release --locked
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@KEII=$(KEII) LEDGER=$(DEMO) ./demo.sh

# The cheap checks come first: what is going to fail should fail soon.
test: setup-tests ## everything that must hold before a change is accepted
	$(CARGO) fmt --all --check
	$(CARGO) xtask tidy
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	$(CARGO) test --workspace --locked --quiet
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --locked --quiet

bench: setup ## articles and megabytes a second
	$(CARGO) bench --workspace --locked

score: setup ## compare with a gold file: KEII_SHARED names the folder that holds it
	$(CARGO) xtask score

screenshots: setup-tests ## pictures of the main pages, for README and guide
	$(CARGO) build --release --locked
	$(CARGO) xtask screenshots $(KEII)
