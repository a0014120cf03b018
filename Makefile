# The commands of this checkout; `make` alone lists them. The first one sets everything up by itself: it needs git,
# make, Python 3.11 or newer and the package registries, writes inside the checkout only (and uv's cache), and needs no
# network afterwards. Works as root and as an ordinary user.

# each process starts in half the time where what was compiled once is kept
unexport PYTHONDONTWRITEBYTECODE
.SHELLFLAGS := -eu -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

UV_VERSION := 0.13.9
BIN := .venv/bin
READY := .venv/.ready
PYTEST := $(BIN)/pytest
# no services are needed for these; recorded histories join them as soon as there are any
CHECKED_TESTS := tests/domain $(wildcard tests/replay)
# as many at once as there are cores, each with engines of its own; a file stays together, since it shares them
AT_ONCE := --numprocesses logical --maxprocesses 4 --dist loadfile
# pages one by one, whoever is free
PAGES_AT_ONCE := --numprocesses logical --maxprocesses 4 --dist load --maxschedchunk 1
MEASURES := $(patsubst bench/%.py,bench.%,$(filter-out bench/__init__.py,$(wildcard bench/*.py)))

# as tests/browser/chromium.py looks for it
CHROMIUM := chromium-headless-shell chromium chromium-browser google-chrome

.PHONY: help demo test test-fast test-endurance test-browser screenshots chromium check tables docs run histories bench clean

help: ## this list
	@echo '常用命令 the commands:'
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)$$/  make \1\t\2/p' Makefile | expand -t 24

demo: $(READY) ## 演示：全流程，真实引擎，两分钟之内 the five processes on real engines, in two minutes
	$(BIN)/branchctl demo

test: $(READY) ## 测试：规则、账本、工作流 rules, journal, ledger, audit, workflows, engines, pages (10 minutes on two cores)
	$(PYTEST) $(AT_ONCE) -m 'not endurance and not browser and not screenshots' $(if $(CHECKED),$(addprefix --ignore=,$(CHECKED_TESTS)))

test-fast: $(READY) ## 只测规则与回放，不起服务 rules and replay only, no services
	$(PYTEST) $(CHECKED_TESTS)

test-endurance: $(READY) ## 中断、强杀与长跑 outages, kills and soaks; ONLY='tests/… tests/…' for some
	$(PYTEST) -m endurance $(ONLY)

test-browser: $(READY) chromium ## 在真实浏览器中测试网页 the console in a real browser (Chromium)
	$(PYTEST) $(PAGES_AT_ONCE) -m browser $(or $(ONLY),tests/browser)

screenshots: $(READY) chromium ## 每个网页的截图 a picture of every page, in build/screenshots
	$(PYTEST) $(PAGES_AT_ONCE) -m screenshots tests/browser

check: $(READY) ## 格式、静态检查、类型、方向、规则与回放 format, lint, types, import directions, rules, replay
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint infra/Dockerfile
	$(PYTEST) $(AT_ONCE) $(CHECKED_TESTS) --cov=domain --cov-fail-under=100 --tables=check

tables: $(READY) ## 由测试生成 docs/processes 与流程图 write the tables and maps of the processes from what the tests prove
	$(PYTEST) $(AT_ONCE) tests/domain --tables=write

docs: $(READY) ## 生成 docs 中由程序得出的页面 write the pages of docs that are made of the product
	$(BIN)/python -m tests.pages

run: $(READY) ## 启动内嵌服务，Ctrl-C 停止 the embedded stack in the foreground
	$(BIN)/branchctl up

histories: $(READY) ## 重新录制工作流历史 record histories of every workflow anew (see tests/replay)
	$(BIN)/python -m tests.replay.record

bench: $(READY) ## 测量速度 measure, on this machine
	for measure in $(MEASURES); do $(BIN)/python -m "$$measure"; done

clean: ## 删除环境与缓存，保留数据 remove the environment and caches, keep the data
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The browser comes by Debian's own package where we may install it, the one without windows: it asks a third less of a
# machine. Nothing is downloaded from anywhere else.
chromium:
	@for name in $(CHROMIUM); do if command -v "$$name" >/dev/null; then exit 0; fi; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo '正在安装 Chromium …… Installing Chromium …'; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-noto-cjk >/dev/null; \
	else \
		echo '没有找到 Chromium：请以 root 执行 apt-get install chromium-headless-shell fonts-noto-cjk，再执行一次。' >&2; \
		echo 'No Chromium here: as root, run apt-get install chromium-headless-shell fonts-noto-cjk, then this again.' >&2; \
		exit 3; \
	fi

# A fresh environment whenever the lock or the project changes. uv itself comes by pip, pinned, and never fetches an
# interpreter of its own; --inexact, because an exact sync would remove uv while it runs. A user without a home (as
# `nobody`) keeps uv's cache in the environment.
$(READY): uv.lock pyproject.toml Makefile
	@echo '正在准备环境（首次约一分钟）…… Setting up, about a minute the first time …'
	@python=''; \
	for candidate in python3 python3.14 python3.13 python3.12 python3.11; do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			python="$$candidate"; break; \
		fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo '需要 Python 3.11 或更新版本。 Python 3.11 or newer is needed.' >&2; exit 3; \
	fi; \
	if ! $(BIN)/python -c 'import pip' 2>/dev/null; then \
		"$$python" -m venv --clear .venv || { rm -rf .venv; \
			echo '无法建立虚拟环境；Debian 上请安装 python3-venv。 Cannot make a virtual environment: on Debian, install python3-venv.' >&2; \
			exit 3; }; \
	fi
	@if [ ! -w "$${HOME:-/nonexistent}" ]; then export UV_CACHE_DIR='$(CURDIR)/.venv/.cache' PIP_NO_CACHE_DIR=1; fi; \
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --root-user-action ignore 'uv==$(UV_VERSION)'; \
	UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy \
		$(BIN)/uv sync --frozen --quiet --inexact --python $(BIN)/python
	@touch $@
