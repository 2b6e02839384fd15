# SPDX-License-Identifier: Apache-2.0
#
# make demo     the weekly batch on the demo mailbox (installs what is missing, builds, runs)
# make test     builds and runs all tests (installs what they need)
# make help     the other targets

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

PREFIX  ?= /usr/local
DESTDIR ?=
BUILD   ?= build
VERSION := 0.1.0

CC      := gcc
CFLAGS  ?= -O2 -g
LDFLAGS ?=
WARN    := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
           -Wwrite-strings -Wvla -Wformat=2
HARDEN  ?= -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
HARDEN_LD ?= -pie -Wl,-z,relro,-z,now

# What the program needs, and what only its tests need, as Debian 12 names it.
DEPS := gcc libc6-dev pkg-config libglib2.0-dev libxml2-dev libzip-dev libgmime-3.0-dev \
        libsqlite3-dev libcairo2-dev libpango1.0-dev zlib1g-dev libqpdf-dev libseccomp-dev libhyphen-dev \
        hyphen-fr liblpsolve55-dev libssl-dev libcurl4-openssl-dev fonts-inter gettext
TEST_DEPS := perl locales python3 python3-lxml python3-scipy libxml2-utils jq poppler-utils qpdf openssl libnss3-tools strace sqlite3 \
             universal-ctags libreoffice-writer-nogui libreoffice-calc-nogui python3-uno abiword pandoc jing chromium tidy \
             emacs-common libxerces-c-samples fonts-liberation unzip python3-fonttools python3-aiosmtpd msmtp
TORTURE_DEPS := e2fsprogs python3-fusepy libfaketime
FUZZ_DEPS := clang openssl python3 unzip
LINT_DEPS := clang-tidy clang-format cppcheck
BENCH_DEPS := hyperfine python3 python3-lxml jq sqlite3 poppler-utils weasyprint groff libreoffice-writer-nogui
PKGS := glib-2.0 gobject-2.0 libxml-2.0 libzip gmime-3.0 sqlite3 cairo cairo-pdf pango \
        pangoft2 fontconfig zlib libqpdf libseccomp libcrypto libcurl

# The rooms, each with those it may know (a test holds the includes to the same table).
ROOMS := base sandbox signature archive convention blank form correction mail check examine register figures publish document report html letter export typeset chart layout pdf delivery commands
KNOWS_base       :=
KNOWS_sandbox    := base
KNOWS_signature  := base sandbox
KNOWS_archive    := base
KNOWS_convention := base archive
KNOWS_blank      := base archive convention
KNOWS_form       := base archive convention
KNOWS_correction := base archive convention form
KNOWS_mail       := base
KNOWS_check      := base archive convention form
KNOWS_examine    := base sandbox archive convention form correction mail check
KNOWS_register   := base archive convention form mail check examine
KNOWS_figures    := base archive convention form mail check examine register
KNOWS_publish    := base archive convention form mail check examine register figures
KNOWS_document   := base
KNOWS_report     := base archive convention form mail check examine register figures publish document
KNOWS_html       := base document
KNOWS_letter     := base mail document html
KNOWS_export     := base archive convention form mail check examine register figures publish
KNOWS_typeset    := base document
KNOWS_chart      := base document typeset
KNOWS_layout     := base document typeset chart
KNOWS_pdf        := base document typeset layout
KNOWS_delivery   := base
KNOWS_commands   := $(filter-out commands,$(ROOMS))

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-8s %s\n' $(1) $(2))

.PHONY: all
all: $(BUILD)/copil $(BUILD)/locale/fr/LC_MESSAGES/copil.mo

# ---- dependencies: checked once, before the flags can be known ----
.PHONY: deps test-deps lint-deps
deps:      ; $(Q)sh tests/deps.sh $(DEPS)
test-deps: ; $(Q)sh tests/deps.sh $(TEST_DEPS)
lint-deps: ; $(Q)sh tests/deps.sh $(LINT_DEPS)

ifneq ($(if $(MAKECMDGOALS),$(filter-out clean help deps test-deps lint-deps,$(MAKECMDGOALS)),all),)
include $(BUILD)/flags.mk
endif
$(BUILD)/flags.mk: Makefile
	@mkdir -p $(@D)
	$(Q)sh tests/deps.sh $(DEPS)
	$(Q)printf 'PKG_CFLAGS := %s\nPKG_LIBS := %s -lhyphen -llpsolve55 -lcolamd -ldl -lm\n' \
	  "$$(pkg-config --cflags $(PKGS))" "$$(pkg-config --libs $(PKGS))" > $@

# ---- compiling ----
ALL_CFLAGS = -std=gnu11 -D_GNU_SOURCE -Isrc -I$(BUILD)/gen $(WARN) $(HARDEN) $(CFLAGS) \
             -DG_LOG_DOMAIN='"copil"' -DCOPIL_VERSION='"$(VERSION)"' \
             $(PKG_CFLAGS) -MMD -MP
ALL_LDFLAGS = $(HARDEN_LD) $(LDFLAGS) -Wl,--as-needed

sources = $(sort $(wildcard src/$(1)/*.c))
objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(call sources,$(1)))
OBJECTS := $(foreach room,$(ROOMS),$(call objects,$(room))) $(BUILD)/obj/src/main.o
GENERATED := $(patsubst %,$(BUILD)/gen/%.h,$(wildcard schemas/*.xsd src/register/*.sql src/html/*.css))

$(BUILD)/copil: $(OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/obj/%.o: %.c | $(GENERATED)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# Files compiled into the program: NAME.EXT becomes the byte array NAME_EXT, NUL-terminated.
$(BUILD)/gen/%.h: %
	@mkdir -p $(@D)
	$(call say,EMBED,$<)
	$(Q){ printf 'static const char %s[] = {' "$$(basename $< | tr '.-' '__')"; \
	  od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g'; echo '0};'; } > $@

$(BUILD)/locale/fr/LC_MESSAGES/copil.mo: src/fr.po
	@mkdir -p $(@D)
	$(call say,MSGFMT,$<)
	$(Q)msgfmt --check-format --check-domain -o $@ $<

# ---- tests: one program a file, linked with the rooms that its room may know, and theirs ----
# (those of pdf draw whole reports, too)
TESTED_WITH_pdf := report
needs = $(KNOWS_$(1)) $(TESTED_WITH_$(1))
known = $(foreach r,$(1),$(KNOWS_$(r)))
closure = $(if $(filter-out $(1),$(known)),$(call closure,$(sort $(1) $(known))),$(1))
links = $(call closure,$(sort $(needs)))
UNIT_SOURCES := $(sort $(wildcard tests/unit/*/test-*.c))
UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(UNIT_SOURCES))
SCRIPT_TESTS := $(sort $(wildcard tests/*.t tests/*/*.t))

define room_test
$(BUILD)/tests/$(1)/%: tests/unit/$(1)/%.c $(call objects,$(1)) $(foreach r,$(call links,$(1)),$(call objects,$(r)))
	@mkdir -p $$(@D)
	$$(call say,TEST,$$<)
	$$(Q)$$(CC) $$(ALL_CFLAGS) -MF $$@.d $$(ALL_LDFLAGS) -o $$@ $$(filter %.c %.o,$$^) $$(PKG_LIBS)
endef
$(foreach room,$(ROOMS),$(eval $(call room_test,$(room))))
$(UNIT_TESTS): | $(GENERATED)

# What all tests are run with: messages in English, no clock but one that is given, our binary.
PROVE_ENV = COPIL_SRCDIR=$(CURDIR) COPIL=$(abspath $(BUILD)/copil) COPIL_BUILD=$(abspath $(BUILD)) \
            G_DEBUG=fatal-warnings LC_ALL=C.UTF-8 LANGUAGE=en TZ=Europe/Paris
PROVE = $(PROVE_ENV) prove --exec '' $(if $(V),-v,) -j2

.PHONY: test check
test: test-deps check
check: all $(UNIT_TESTS)
	$(Q)$(PROVE) $(UNIT_TESTS) $(SCRIPT_TESTS)

SAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
# Both write what they find to FOUND, a file a process; one is enough to fail.
FOUND = $(abspath $(BUILD))/found-$@
.PHONY: asan valgrind valgrind-units valgrind-commands cover
asan: test-deps
	$(Q)COPIL_NO_SANDBOX=1 COPIL_PATIENCE=6 UBSAN_OPTIONS=print_stacktrace=1:log_path=$(FOUND)/ubsan \
	  ASAN_OPTIONS=detect_leaks=1:intercept_strstr=0:log_path=$(FOUND)/asan \
	  LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 \
	  sh tests/heard.sh $(FOUND) \
	  $(MAKE) BUILD=build/asan CFLAGS='-O1 -g $(SAN)' LDFLAGS='$(SAN) -static-libubsan' \
	  HARDEN=-fPIE check # beside a shared ASan a shared UBSan knows no log_path
VALGRIND = COPIL_NO_SANDBOX=1 COPIL_PATIENCE=20 G_SLICE=always-malloc $(PROVE_ENV) \
  VALGRIND_OPTS='-q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite \
  --errors-for-leak-kinds=definite --suppressions=$(CURDIR)/tests/valgrind.supp --log-file=$(FOUND)/%p'
# Each command at least once, hostile mail among what they are given.  Left out: test-report-pdf,
# which is test-pdf over hundreds of pages, and the script tests that run a command hundreds of times.
VALGRIND_COMMANDS := $(patsubst %,tests/%.t,cli/hostile cli/journal cli/remind cli/enter cli/explain \
  cli/signed cli/send cli/purge forms/command mail/verdicts)
valgrind: valgrind-units valgrind-commands
valgrind-units: test-deps all $(UNIT_TESTS)
	$(Q)sh tests/deps.sh valgrind
	$(Q)$(VALGRIND) sh tests/heard.sh $(FOUND) prove -j2 --exec valgrind \
	  $(filter-out %/test-report-pdf,$(UNIT_TESTS))
valgrind-commands: test-deps all
	$(Q)sh tests/deps.sh valgrind
	$(Q)$(VALGRIND) COPIL=$(CURDIR)/tests/valgrind.sh sh tests/heard.sh $(FOUND) prove -j2 --exec '' \
	  $(VALGRIND_COMMANDS)
cover: test-deps
	$(Q)rm -rf build/cover
	$(Q)$(MAKE) BUILD=build/cover CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage HARDEN=-fPIE check
	$(Q)sh tests/cover.sh build/cover

# The readers on hostile input, with clang's libFuzzer: FUZZ_SECONDS for each target (FUZZ=…).
FUZZ_SECONDS ?= 60
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz-*.c))
$(BUILD)/fuzz/%: tests/fuzz/%.c $(foreach room,$(filter-out blank publish report export layout pdf commands,$(ROOMS)),$(call objects,$(room)))
	@mkdir -p $(@D)
	$(call say,FUZZ,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -MF $@.d $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ \
	  $(filter %.c %.o,$^) $(PKG_LIBS)
.PHONY: fuzz fuzzers
fuzzers: $(FUZZERS)
fuzz:
	$(Q)sh tests/deps.sh $(FUZZ_DEPS)
	$(Q)$(MAKE) BUILD=build/fuzzing CC=clang CFLAGS='-O1 -g -fsanitize=fuzzer-no-link $(SAN)' \
	  LDFLAGS='$(SAN)' HARDEN=-fPIE fuzzers
	$(Q)$(PROVE_ENV) sh tests/fuzz/fuzz.sh build/fuzzing/fuzz $(FUZZ_SECONDS) $(FUZZ)

# Mail of others, in bulk: folders given as CORPUS, compared with an independent reading.
.PHONY: replay
replay: all
	$(Q)$(PROVE_ENV) tests/replay/replay.py $(if $(KEEP),--keep $(KEEP)) $(or $(CORPUS),tests/mail/idf-2013)

# Killed, cut and denied its disk (TORTURE="kills errors": those parts; "errors:batch": of a part
# one stage, with the points that are left out elsewhere since they are like others).
.PHONY: torture
torture: test-deps all
	$(Q)sh tests/deps.sh $(TORTURE_DEPS)
	$(Q)$(PROVE_ENV) /usr/bin/python3 tests/torture/torture.py $(TORTURE)

.PHONY: lint format
lint: lint-deps $(BUILD)/flags.mk $(GENERATED)
	$(Q)clang-format --dry-run --Werror $$(git ls-files '*.c' '*.h')
	$(Q)cppcheck --quiet --error-exitcode=1 --inline-suppr --std=c11 -Isrc --library=gtk \
	  '-DG_DEFINE_AUTOPTR_CLEANUP_FUNC(a,b)=' '-DG_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(a,b)=' \
	  '-DG_DEFINE_QUARK(a,b)=' '-DG_GNUC_PRINTF(a,b)=' '-D_(a)=a' \
	  --enable=warning,performance,portability --suppressions-list=tests/cppcheck.supp src
	$(Q)clang-tidy --quiet --warnings-as-errors='*' $$(git ls-files 'src/*.c') -- -std=gnu11 \
	  -D_GNU_SOURCE -Isrc -I$(BUILD)/gen $(PKG_CFLAGS) -DCOPIL_VERSION='""'
format: ; $(Q)clang-format -i $$(git ls-files '*.c' '*.h')

# ---- running ----
.PHONY: demo bench
demo: all
	$(Q)sh tests/demo.sh $(BUILD)
bench: all $(addprefix $(BUILD)/bench/,report-figures pages isolation)
	$(Q)sh tests/deps.sh $(BENCH_DEPS)
	$(Q)$(PROVE_ENV) sh tests/bench.sh
# Programs of the bench, each linked with the room that it measures, and those that this one knows.
define bench_program
$(BUILD)/bench/$(1): tests/bench/$(1).c $(foreach r,$(2) $(call links,$(2)),$(call objects,$(r)))
	@mkdir -p $$(@D)
	$$(call say,BENCH,$$<)
	$$(Q)$$(CC) $$(ALL_CFLAGS) -MF $$@.d $$(ALL_LDFLAGS) -o $$@ $$(filter %.c %.o,$$^) $$(PKG_LIBS)
endef
$(eval $(call bench_program,report-figures,publish))
$(eval $(call bench_program,pages,pdf))
$(eval $(call bench_program,isolation,examine))

# What is shipped for the conventions of forms/, from their definitions.
.PHONY: forms
forms: all
	$(Q)set -e; for definition in forms/*/convention.xml; do \
	  dir=$$(dirname $$definition); name=$$(basename $$dir); out=$(BUILD)/forms/$$name; \
	  rm -rf $$out; mkdir -p schemas/$$name; \
	  $(BUILD)/copil forms --convention $$dir --output $$out; \
	  rm -f $$dir/fiche-* schemas/$$name/fiche-*; \
	  install -m 644 $$out/forms/* $$dir/; install -m 644 $$out/schemas/* schemas/$$name/; \
	done

# ---- installing ----
.PHONY: install clean help
install: all
	$(Q)install -D -m 755 $(BUILD)/copil $(DESTDIR)$(PREFIX)/bin/copil
	$(Q)install -D -m 644 $(BUILD)/locale/fr/LC_MESSAGES/copil.mo \
	  $(DESTDIR)$(PREFIX)/share/locale/fr/LC_MESSAGES/copil.mo
	$(Q)mkdir -p $(DESTDIR)$(PREFIX)/share/copil
	$(Q)cp -r forms schemas $(DESTDIR)$(PREFIX)/share/copil/
clean: ; rm -rf build
help:
	@echo 'make            build/copil, optimised'
	@echo 'make demo       the weekly batch on the demo mailbox'
	@echo 'make test       all tests, and what they need'
	@echo 'make check      the same, without installing anything'
	@echo 'make deps       install what the program needs (Debian; sudo when not root)'
	@echo 'make forms      write anew the blank forms and schemas that are shipped'
	@echo 'make asan       the tests under AddressSanitizer and UBSan'
	@echo 'make valgrind   the unit tests, and each command, under valgrind'
	@echo 'make cover      the tests with coverage, a line a file'
	@echo 'make fuzz       the readers on hostile input; FUZZ_SECONDS=60 each, FUZZ="typing message"'
	@echo 'make replay     the mail of others through it: CORPUS="folder folder", KEEP=dir keeps what came of it'
	@echo 'make torture    faults of every kind at every step; TORTURE="kills errors": these parts'
	@echo 'make lint       clang-format, cppcheck, clang-tidy'
	@echo 'make bench      performance: a week as ratios, a large register in seconds'
	@echo 'make install    PREFIX=$(PREFIX) DESTDIR=$(DESTDIR)'
	@echo 'make clean      remove build/'
	@echo 'V=1 shows each command'

-include $(wildcard $(BUILD)/obj/src/*.d $(BUILD)/obj/src/*/*.d $(BUILD)/tests/*/*.d $(BUILD)/fuzz/*.d)
