# Lists the commands; the work is done in xtask/ (`cargo xtask --help`).
.DEFAULT_GOAL := help
.PHONY: help run test quick build bench screenshots torture fmt lint

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s  %s\n", $$1, $$2 }' Makefile

run: ## Build and serve http://127.0.0.1:8080 with the demo company
	@cargo xtask run

test: ## Set up and run everything that CI runs; ends with "N passed, N failed"
	@cargo xtask ci

quick: ## Check what this branch touched, and what depends on it
	@cargo xtask quick

build: ## Build the release binary with the web app: target/release/heyi
	@cargo xtask build

bench: ## Measure Heyi against the very SQL that it emits
	@cargo xtask bench

screenshots: ## Take pictures of all pages of the web app: target/screenshots
	@cargo xtask screenshots

torture: ## Kill Heyi under load and look for lost or half writes
	@cargo xtask torture

fmt: ## Format the Rust code
	@cargo fmt --all

lint: ## Run clippy and the house rules
	@cargo clippy --workspace --all-targets -- -D warnings
	@cargo xtask tidy
