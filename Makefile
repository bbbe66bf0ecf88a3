# dcmm: `make demo` makes three sample reports, `make check` runs every test. Each installs what it needs first.
#
#   make                 the programs, in build/
#   make demo            three enterprises, answers to printed report, in dcmm-demo/
#   make check           every test            make check-asan   the same under ASan and UBSan
#   make bench           the figures, beside their peers
#   make install         PREFIX=/usr/local DESTDIR=
#   make po              the catalogue of strings, brought up to date

VERSION  := 0.1.0
PREFIX   ?= /usr/local
prefix   ?= $(PREFIX)
CFLAGS   ?= -O2 -g
BUILD    ?= build
NPROC    := $(shell nproc 2>/dev/null || echo 2)
# Asked for when a recipe runs: where make was started with -j, its own make shares those jobs.
JOBS      = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(NPROC))

# The libraries of each program, not of the whole: every library that dcmm itself links is paid for at each start.
CORE_PKGS     := glib-2.0 libxml-2.0
REPORT_PKGS   := $(CORE_PKGS) libxslt libexslt fontconfig harfbuzz harfbuzz-subset
EXCHANGE_PKGS := $(CORE_PKGS)
PLAN_PKGS     := $(CORE_PKGS) cbc
CORE_LIBS      = $(shell pkg-config --libs $(CORE_PKGS)) -lgmp
# dcmm itself has GLib and GMP in it where the system has them as archives: finding and relocating three libraries costs
# as much as scoring twenty enterprises.
archive        = $(wildcard $(shell $(CC) -print-file-name=$(1).a))
GLIB_ARCHIVES  = -Wl,-Bstatic -lglib-2.0 -lpcre2-8 -lgmp -Wl,-Bdynamic $(shell pkg-config --libs libxml-2.0) -lm
DCMM_LIBS      = $(if $(and $(call archive,libglib-2.0),$(call archive,libpcre2-8),$(call archive,libgmp)),$(GLIB_ARCHIVES),$(CORE_LIBS))
REPORT_LIBS    = $(shell pkg-config --libs $(REPORT_PKGS)) -lgmp -lhpdf -lunibreak -lz -lm -ldl
EXCHANGE_LIBS  = $(CORE_LIBS)
PLAN_LIBS      = $(shell pkg-config --libs $(PLAN_PKGS)) -lgmp -lm

PKG_CFLAGS := $(shell pkg-config --cflags $(REPORT_PKGS) $(PLAN_PKGS) 2>/dev/null)
OWN = -std=gnu17 -Isrc -D_GNU_SOURCE -DDCMM_VERSION='"$(VERSION)"' -Wall -Wextra -Wshadow -Wconversion -Wmissing-prototypes $(PKG_CFLAGS)
# Bound lazily: resolving every symbol at the start costs dcmm a tenth of its whole run.
LINK = -Wl,--as-needed -Wl,-z,relro -Wl,-z,lazy

# A program is the rooms it needs and its own files of cli/; a new file needs no entry here.
sources = $(foreach room,$(1),$(wildcard src/$(room)/*.c src/$(room)/*/*.c))
objects = $(patsubst %.c,$(BUILD)/%.o,$(call sources,$(1)))
cli     = $(patsubst %,$(BUILD)/src/cli/%.o,$(1))
SHARED_CLI := options commands columns

PROGRAMS := $(BUILD)/dcmm $(BUILD)/dcmm-report $(BUILD)/dcmm-exchange $(BUILD)/dcmm-plan

all: $(PROGRAMS) $(BUILD)/locale/zh_CN/LC_MESSAGES/dcmm.mo

# src/cli/dcmm.c and dcmm-*.c belong to dcmm; report-*.c, exchange-*.c and plan-*.c to the programs of that name.
$(BUILD)/dcmm: $(call objects,base model assess) $(call cli,$(SHARED_CLI)) $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cli/dcmm*.c))
	@echo "  link $@"; $(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(DCMM_LIBS)
$(BUILD)/dcmm-report: $(call objects,base model assess document report) $(call cli,$(SHARED_CLI)) $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cli/report*.c))
	@echo "  link $@"; $(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(REPORT_LIBS)
$(BUILD)/dcmm-exchange: $(call objects,base model assess exchange) $(call cli,$(SHARED_CLI)) $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cli/exchange*.c))
	@echo "  link $@"; $(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(EXCHANGE_LIBS)
$(BUILD)/dcmm-plan: $(call objects,base model assess plan exchange) $(call cli,$(SHARED_CLI)) $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cli/plan*.c))
	@echo "  link $@"; $(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(PLAN_LIBS)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  cc   $<"; $(CC) $(OWN) $(CFLAGS) -MMD -MP -c -o $@ $<
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

$(BUILD)/locale/zh_CN/LC_MESSAGES/dcmm.mo: po/zh_CN.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

# xgettext finds the rule for templates by GETTEXTDATADIRS; where it is not found it only warns, so look at the result.
PO_SOURCES = $(sort $(wildcard src/*/*.c src/*/*/*.c src/cli/*.h templates/*.xsl))
$(BUILD)/dcmm.pot: $(PO_SOURCES) $(wildcard po/its/*)
	@mkdir -p $(@D)
	GETTEXTDATADIRS=$(CURDIR)/po xgettext --from-code=UTF-8 --no-location --add-comments=translators: -k_ -kN_ -kngettext:1,2 \
	    --package-name=dcmm --copyright-holder='the dcmm developers' -o $@ $(PO_SOURCES)
	@grep -q 'Self-assessment' $@ || { echo "the templates' strings were not found by xgettext" >&2; rm -f $@; exit 1; }
po: $(BUILD)/dcmm.pot
	msgmerge --quiet --no-fuzzy-matching --no-location --update --backup=none po/zh_CN.po $<

deps:
	@tools/install-packages build
deps-test:
	@tools/install-packages build test

demo: deps
	@$(MAKE) --no-print-directory $(JOBS) all
	$(BUILD)/dcmm demo

check: deps-test
	@$(MAKE) --no-print-directory $(JOBS) all tests
	tests/run

install: all
	install -d $(DESTDIR)$(prefix)/bin $(DESTDIR)$(prefix)/libexec/dcmm $(DESTDIR)$(prefix)/share/dcmm $(DESTDIR)$(prefix)/share/locale/zh_CN/LC_MESSAGES
	install $(BUILD)/dcmm $(DESTDIR)$(prefix)/bin/
	install $(filter-out $(BUILD)/dcmm,$(PROGRAMS)) $(DESTDIR)$(prefix)/libexec/dcmm/
	cp -R questionnaires templates $(DESTDIR)$(prefix)/share/dcmm/
	install -m 644 $(BUILD)/locale/zh_CN/LC_MESSAGES/dcmm.mo $(DESTDIR)$(prefix)/share/locale/zh_CN/LC_MESSAGES/

# The peer: our program with cairo's PDF surface in place of the file that writes the PDF.
CAIRO_CFLAGS = $(shell pkg-config --cflags cairo-pdf cairo-ft)
$(BUILD)/tests/bench/%.o: tests/bench/%.c Makefile
	@mkdir -p $(@D)
	@echo "  cc   $<"; $(CC) $(OWN) $(CAIRO_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/dcmm-report-cairo: $(filter-out %/canvas-pdf.o,$(call objects,base model assess document report)) $(call cli,$(SHARED_CLI)) \
                            $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cli/report*.c)) $(BUILD)/tests/bench/pdf-cairo.o
	@echo "  link $@"; $(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(REPORT_LIBS) $(shell pkg-config --libs cairo-pdf cairo-ft)
bench-tools: $(BUILD)/dcmm-report-cairo

bench:
	@tools/install-packages build test bench
	@$(MAKE) --no-print-directory $(JOBS) all bench-tools
	tests/bench/run

clean:
	rm -rf $(BUILD) dcmm-demo

.PHONY: all po deps deps-test demo check check-asan install bench bench-tools clean
.DELETE_ON_ERROR:
include tests/tests.mk
