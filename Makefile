# Premier Pas: `make run` to see it, `make test` to check it. `make help` lists the rest.
# Every step goes through script/tools, which installs what is missing and skips what is there.

SHELL := /usr/bin/env bash
.DEFAULT_GOAL := help
.PHONY: help run build dev test mutants coverage bench crash load fuzz audit clean

# What the release build is made from. Folders are listed too: a deleted file changes its folder's date.
SOURCES := $(shell find Cargo.toml Cargo.lock build.rs src style desk public map -path map/node_modules -prune -o -print 2>/dev/null)
BUILT := target/.built

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

run: build ## build for release, then serve with the demonstration data
	@target/release/premier-pas serve

build: $(BUILT) ## build for release: target/release/premier-pas and target/site

# Sets of bits are counted three times as fast with the instructions of processors since 2013 (Haswell); elsewhere than on
# x86-64 it changes nothing. `make build CPU=x86-64` for older ones.
CPU := x86-64-v3
RELEASE := CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS="-C target-cpu=$(CPU)"

$(BUILT): $(SOURCES) script/tools script/style script/map end2end/package-lock.json
	script/style
	script/tools script/map
	$(RELEASE) script/tools cargo leptos build --release --precompress
	@touch $@

dev: ## build for development, serve, and rebuild at every change
	@rm -f $(BUILT) # the two share target/site
	script/style
	script/tools script/map
	script/tools cargo leptos watch

test: ## check everything: format, lints, unit and storage tests, the API, browser tests
	@echo "== format"
	@script/tools cargo fmt --check
	@echo "== lints, server"
	@script/tools cargo clippy --all-targets --no-default-features --features ssr -- -D warnings
	@echo "== lints, browser"
	@script/tools cargo clippy --lib --no-default-features --features hydrate --target wasm32-unknown-unknown -- -D warnings
	@echo "== tests, on SQLite and PostgreSQL"
	@script/tools script/postgres cargo test
	@echo "== the stories that lived on SQLite alone, on PostgreSQL"
	@TEST_ENGINE=postgres script/tools script/postgres cargo test --lib -- tests:: --skip domain:: --skip exchange:: --skip search:: --skip layers::
	@echo "== release build"
	@$(MAKE) --no-print-directory build
	@echo "== any question to the API"
	@script/tools script/schemathesis
	@echo "== open data, by the official models"
	@script/tools script/open-data
	@echo "== tests in the browser"
	@cd end2end && ../script/tools playwright test
	@echo "== tests in the browser, on PostgreSQL"
	@cd end2end && ../script/tools ../script/postgres playwright test --project=phone

mutants: ## put thousands of small faults into the domain: which ones does no test of it notice?
	@script/tools script/mutants

coverage: ## which lines and branches of the domain its own tests take
	@script/tools script/coverage

bench: build ## measure times, beside what others would use: adds a table to benches/RESULTS.md
	@$(RELEASE) script/tools script/bench

crash: build ## kill the server and the database again and again: adds a table to benches/RESULTS.md
	@CRASHES_SQLITE=1000 CRASHES_POSTGRES=200 ROLLS=67 NETWORK_PEOPLE=10000 CUT_EVERY=2 POWER_REQUESTS=100 CUT_COMMITS=500 \
		FALLS=40 FULL_DISKS=20 MAIL_SECONDS=30 STOPS=200 PUBLISHED=100 BACKUPS=20 ROTATIONS=5 \
		PREMIER_PAS=target/release/premier-pas script/tools script/postgres script/crash

load: build ## ten minutes of a real day, then ten times as much: adds a table to benches/RESULTS.md
	@$(RELEASE) script/tools script/load

fuzz: ## invent a million inputs of each kind for whatever reads what others wrote
	@script/tools script/fuzz

audit: ## look up known weaknesses of what we depend on, on the network
	@script/tools script/audit

clean: ## remove what was built
	rm -rf target end2end/node_modules map/node_modules public/map
