# What `make check` needs beyond the programs. tests/run runs it all and prints "N passed, N failed".
#
#   make tests         unit programs, tools, the rules of the house
#   make asan          the programs and unit tests under ASan and UBSan, in $(BUILD)/asan
#   make check-asan    every test with these
#   make check-rooms   who includes whom
#   make check-headers every header compiles alone

# The rooms that each room stands on; a unit test links these and no more. A new test-ROOM.c needs no entry.
ON_base     := base
ON_model    := base model
ON_assess   := base model assess
ON_plan     := base model assess plan
ON_document := base document
ON_report   := base model assess document report
ON_exchange := base model assess exchange
ON_migrate  := base model assess
ON_cli      := base

LIBS_base = $(CORE_LIBS)
LIBS_model = $(CORE_LIBS)
LIBS_assess = $(CORE_LIBS)
LIBS_plan = $(PLAN_LIBS)
LIBS_document = $(REPORT_LIBS)
LIBS_report = $(REPORT_LIBS)
LIBS_exchange = $(EXCHANGE_LIBS)
LIBS_migrate = $(CORE_LIBS)
LIBS_cli = $(CORE_LIBS)

UNIT_TESTS   := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test-*.c))
TEST_TOOLS   := $(patsubst tests/tools/%.c,$(BUILD)/tests/%,$(wildcard tests/tools/*.c))
HEADERS      := $(wildcard src/*/*.h src/*/*/*.h)
ROOM_SOURCES := $(wildcard src/*/*.[ch] src/*/*/*.[ch])

tests: check-rooms check-headers $(UNIT_TESTS) $(TEST_TOOLS) $(BUILD)/tests/peak $(BUILD)/tests/solver.so
ifneq ($(notdir $(BUILD)),asan)
tests: asan $(BUILD)/tests/plan/installed
endif

define unit_test
$(BUILD)/tests/unit/test-$(1): $(BUILD)/tests/unit/test-$(1).o $(call objects,$(ON_$(1)))
	@mkdir -p $$(@D)
	@echo "  link $$@"; $$(CC) $$(CFLAGS) $$(LDFLAGS) $$(LINK) -o $$@ $$^ $$(LIBS_$(1))
endef
$(foreach room,$(patsubst tests/unit/test-%.c,%,$(wildcard tests/unit/test-*.c)),$(eval $(call unit_test,$(room))))

# A tool may use every room but cli; --as-needed leaves out the libraries that it does not.
$(TEST_TOOLS): $(BUILD)/tests/%: $(BUILD)/tests/tools/%.o $(call objects,base model assess document report)
	@mkdir -p $(@D)
	@echo "  link $@"; $(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(REPORT_LIBS)

# HiGHS, the solver of the second model of the plan (tests/plan/peer.js), from npm.
$(BUILD)/tests/plan/installed: tests/plan/package.json
	@mkdir -p $(@D)
	@echo "  npm  $(@D)"; cp $< $(@D)/ && npm install --prefix $(@D) --no-package-lock --no-audit --no-fund --silent && touch $@

# Plain C, and never under ASan: it measures.
$(BUILD)/tests/peak: tests/hostile/peak.c
	@mkdir -p $(@D)
	@echo "  link $@"; $(CC) -O2 -Wall -Wextra -D_GNU_SOURCE -o $@ $<

# A solver with faults, for LD_PRELOAD.
$(BUILD)/tests/solver.so: tests/hostile/solver.c
	@mkdir -p $(@D)
	@echo "  link $@"; $(CC) -O2 -Wall -Wextra -D_GNU_SOURCE -shared -fPIC -o $@ $< -ldl

check-rooms:
	@awk -f tests/rooms.awk $(ROOM_SOURCES)

check-headers: $(patsubst %,$(BUILD)/%.ok,$(HEADERS))
$(BUILD)/%.h.ok: %.h Makefile
	@mkdir -p $(@D)
	@echo '#include "$(patsubst src/%,%,$<)"' | $(CC) $(OWN) -MMD -MP -MT $@ -MF $(BUILD)/$*.h.d -fsyntax-only -x c - && touch $@

ASAN_FLAGS := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
asan:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan CFLAGS='$(ASAN_FLAGS)' all tests

check-asan: deps-test asan
	tests/run -b $(BUILD)/asan

.PHONY: tests check-rooms check-headers asan
.SECONDARY:
