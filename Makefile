# netc: a compiler for neural networks.
#
#   make demo     install what is missing, build, compile LeNet-5, train it on Fashion-MNIST, predict pictures
#   make check    install what is missing, build, run all tests
#   make          build build/netc
#
# Variables: BUILD=build  LLVM=1  SANITIZE=address,undefined | thread  CC  CFLAGS  PREFIX  DESTDIR  NETC_DATA

CC       ?= cc
CFLAGS   ?= -O2 -g
PREFIX   ?= /usr/local
LLVM     ?= 1
SANITIZE ?=
BUILD    ?= build$(if $(SANITIZE),/sanitize-$(firstword $(subst $(comma), ,$(SANITIZE))))$(if $(filter 0,$(LLVM)),/no-llvm)
comma    := ,

LLVM_CONFIG ?= llvm-config-19
RUNTIME_LIBS := -lpng -ljpeg -lz -ljansson -lpthread -lm

WARNINGS := -Wall -Wextra -Wno-unused-parameter -Wvla
ALL_CFLAGS := -std=gnu11 -D_GNU_SOURCE $(CFLAGS) $(WARNINGS) -Icompiler -Iruntime -I$(BUILD) \
              $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer)
ALL_LDFLAGS := $(LDFLAGS) $(if $(SANITIZE),-fsanitize=$(SANITIZE))

ifneq ($(LLVM),0)
LLVM_CFLAGS = -DNETC_LLVM $(shell $(LLVM_CONFIG) --cflags | sed 's/-I/-isystem /g; s/-std=[^ ]*//g; s/-D_GNU_SOURCE//g')
LLVM_LIBS   = $(shell $(LLVM_CONFIG) --ldflags --libs core passes native aarch64 x86 --system-libs 2>/dev/null)
endif

# The sources of the compiler: all of compiler/, without the LLVM back-end where LLVM=0.
compiler_sources := $(sort $(wildcard compiler/*.c compiler/*/*.c compiler/*/*/*.c))
ifeq ($(LLVM),0)
compiler_sources := $(filter-out compiler/emit/llvm%.c,$(compiler_sources))
endif
runtime_sources  := $(sort $(wildcard runtime/*.c runtime/*/*.c))
library_files    := $(sort $(wildcard compiler/library/*.net))
generated        := $(BUILD)/net.tab.c $(BUILD)/net.lex.c $(BUILD)/loops.tab.c $(BUILD)/loops.lex.c \
                    $(BUILD)/library_files.c $(BUILD)/embedded.c

compiler_objects := $(compiler_sources:%.c=$(BUILD)/%.o) $(generated:%.c=%.o)
runtime_objects  := $(runtime_sources:%.c=$(BUILD)/%.o)
main_object      := $(BUILD)/compiler/main.o
# What is linked into tests: everything but the two mains.
compiler_archive := $(BUILD)/libnetc_compiler.a
runtime_archive  := $(BUILD)/libnetc_runtime.a

unit_sources := $(sort $(wildcard tests/unit/*.c))
unit_objects := $(unit_sources:%.c=$(BUILD)/%.o)

.PHONY: all deps demo check test unit golden runtime-test accuracy bench install uninstall clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/netc

# -- what must be installed ----------------------------------------------------------------------------

PACKAGES := gcc make flex bison libcriterion-dev libpng-dev libjpeg62-turbo-dev zlib1g-dev libjansson-dev \
            dataset-fashion-mnist pkg-config $(if $(filter 0,$(LLVM)),,llvm-19-dev)

deps:
	@missing=""; for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  echo "installing:$$missing"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi

# -- build ---------------------------------------------------------------------------------------------

$(BUILD)/netc: $(main_object) $(compiler_archive)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LLVM_LIBS) -ljansson -lpthread -lm

$(compiler_archive): $(filter-out $(main_object),$(compiler_objects))
	@rm -f $@; ar rcs $@ $^

$(runtime_archive): $(runtime_objects)
	@rm -f $@; ar rcs $@ $^

$(BUILD)/compiler/emit/llvm%.o: ALL_CFLAGS += $(LLVM_CFLAGS)
ifneq ($(LLVM),0)
$(BUILD)/compiler/%.o: ALL_CFLAGS += -DNETC_LLVM
endif

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: $(BUILD)/%.c
	$(CC) $(ALL_CFLAGS) -Wno-unused-function -Wno-sign-compare -Icompiler/syntax -MMD -MP -c -o $@ $<

# Bison's header must exist before anything that includes it is compiled.
$(compiler_objects): | $(BUILD)/net.tab.c $(BUILD)/loops.tab.c $(BUILD)/net.lex.c $(BUILD)/loops.lex.c

$(BUILD)/%.tab.c: grammar/%.y
	@mkdir -p $(@D)
	bison -Werror=conflicts-sr,conflicts-rr --header=$(BUILD)/$*.tab.h -o $@ $<

$(BUILD)/%.lex.c: grammar/%.l $(BUILD)/%.tab.c
	flex --header-file=$(BUILD)/$*.lex.h -o $@ $<

# The standard library as text in the binary.
$(BUILD)/library_files.c: $(library_files) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "library/library.h"'; i=0; \
	  for f in $(library_files); do \
	    echo "__asm__(\".section .rodata\\nlibrary_text_$$i: .incbin \\\"$$f\\\"\\n.byte 0\\n.previous\\n\");"; \
	    echo "extern const char library_text_$$i[];"; i=$$((i+1)); done; \
	  echo 'const LibraryFile library_files[] = {'; i=0; \
	  for f in $(library_files); do \
	    echo "  {\"$${f#compiler/}\", library_text_$$i, $$(wc -c < $$f)},"; i=$$((i+1)); done; \
	  echo '};'; echo "const int library_file_count = $$i;"; } > $@

# The runtime archive and the headers of generated code, carried by the compiler.
$(BUILD)/embedded.c: $(runtime_archive) runtime/model.h runtime/random.h Makefile
	@{ echo '#include "emit/embedded.h"'; \
	  for pair in runtime_archive:$(runtime_archive) model_header:runtime/model.h random_header:runtime/random.h; do \
	    name=$${pair%%:*}; file=$${pair#*:}; \
	    echo "__asm__(\".section .rodata\\n.balign 16\\n.global embedded_$$name\\nembedded_$$name: .incbin \\\"$$file\\\"\\n.byte 0\\n.previous\\n\");"; \
	    echo "const size_t embedded_$${name}_length = $$(wc -c < $$file);"; done; } > $@

# -- tests ---------------------------------------------------------------------------------------------

check: deps
	@$(MAKE) --no-print-directory test

test: $(BUILD)/netc $(BUILD)/unit
	@NETC=$(BUILD)/netc BUILD=$(BUILD) tests/check

unit: $(BUILD)/unit
	$(BUILD)/unit

golden: $(BUILD)/netc
	NETC=$(BUILD)/netc tests/run

$(BUILD)/unit: $(unit_objects) $(compiler_archive) $(runtime_archive)
	$(CC) $(ALL_LDFLAGS) -o $@ $(unit_objects) $(compiler_archive) $(runtime_archive) $(LLVM_LIBS) \
	  -lcriterion -ldl $(RUNTIME_LIBS)

# -- the main job --------------------------------------------------------------------------------------

demo: deps
	@$(MAKE) --no-print-directory $(BUILD)/netc
	@BUILD=$(BUILD) examples/demo

install: $(BUILD)/netc
	install -D -m 755 $(BUILD)/netc $(DESTDIR)$(PREFIX)/bin/netc

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/netc

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
