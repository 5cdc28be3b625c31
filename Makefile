# netc: a compiler for neural networks.
#
#   make demo     install what is missing, build, compile LeNet-5, train it on Fashion-MNIST, predict pictures
#   make check    install what is missing, build, run all tests
#   make imagenet the nets for ImageNet at full size: two steps and a prediction each (NET=vgg16; needs NETC_DATA)
#   make bench    time nets against PyTorch, ONNX Runtime and others, fetched from PyPI (NET=lenet5 MODE=train)
#   make roofline draw how fast each kernel of ResNet-50 and LeNet-5 runs, beside what the machine can do
#   make          build build/netc
#   make install  netc, its manual page and completions of shells, below PREFIX; make uninstall
#
# Variables: BUILD=build  LLVM=1  SANITIZE=address,undefined | thread  CC  CFLAGS  PREFIX  DESTDIR  NETC_DATA

ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc)
endif

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
              $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer \
                               -DNETC_SANITIZE='"$(SANITIZE)"')
ALL_LDFLAGS := $(LDFLAGS) $(if $(SANITIZE),-fsanitize=$(SANITIZE))

ifneq ($(LLVM),0)
ALL_CFLAGS  += -DNETC_LLVM
LLVM_CFLAGS  = -isystem $(shell $(LLVM_CONFIG) --includedir)
LLVM_LIBS   = $(shell $(LLVM_CONFIG) --ldflags --libs core passes native aarch64 x86 --system-libs 2>/dev/null)
endif

# The sources of the compiler: all of compiler/, without the LLVM back-end where LLVM=0.
compiler_sources := $(sort $(wildcard compiler/*.c compiler/*/*.c compiler/*/*/*.c))
ifeq ($(LLVM),0)
compiler_sources := $(filter-out compiler/emit/llvm%.c,$(compiler_sources))
endif
runtime_sources  := $(sort $(wildcard runtime/*.c runtime/*/*.c))
library_files    := $(sort $(wildcard compiler/library/*.net))
grammars         := $(patsubst grammar/%.y,$(BUILD)/%.tab.c,$(wildcard grammar/*.y)) \
                    $(patsubst grammar/%.l,$(BUILD)/%.lex.c,$(wildcard grammar/*.l))
generated        := $(grammars) $(BUILD)/library_files.c $(BUILD)/embedded.c

compiler_objects := $(compiler_sources:%.c=$(BUILD)/%.o) $(generated:%.c=%.o)
runtime_objects  := $(runtime_sources:%.c=$(BUILD)/%.o)
main_object      := $(BUILD)/compiler/main.o
# LLVM is not instrumented.
suppressions     := $(if $(filter thread,$(SANITIZE)),$(BUILD)/tests/plain/suppressions.o)
# What is linked into tests: everything but the two mains.
compiler_archive := $(BUILD)/libnetc_compiler.a
runtime_archive  := $(BUILD)/libnetc_runtime.a

unit_sources := $(sort $(wildcard tests/unit/*.c))
unit_objects := $(unit_sources:%.c=$(BUILD)/%.o)
differential_sources := $(sort $(wildcard tests/differential/*.c))
differential_objects := $(differential_sources:%.c=$(BUILD)/%.o)

.PHONY: all deps demo imagenet check test unit differential golden fuzz runtime-test accuracy bench roofline install uninstall clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/netc

# -- what must be installed ----------------------------------------------------------------------------

PACKAGES := gcc make flex bison libcriterion-dev libpng-dev libjpeg62-turbo-dev zlib1g-dev libjansson-dev \
            dataset-fashion-mnist pkg-config $(if $(filter 0,$(LLVM)),,llvm-19-dev)

deps:
	@missing=""; for p in $(PACKAGES) $(MORE_PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  echo "installing:$$missing"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi

# -- build ---------------------------------------------------------------------------------------------

# It reads files of weights as executables do, by the runtime's readers. The build id tells whose objects are in a cache.
$(BUILD)/netc: $(main_object) $(suppressions) $(compiler_archive) $(runtime_archive)
	$(CC) $(ALL_LDFLAGS) -Wl,--build-id -o $@ $^ $(LLVM_LIBS) -ljansson -lz -lpthread -lm

$(compiler_archive): $(filter-out $(main_object),$(compiler_objects))
	@rm -f $@; ar rcs $@ $^

$(runtime_archive): $(runtime_objects)
	@rm -f $@; ar rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(if $(findstring emit/llvm,$<),$(LLVM_CFLAGS)) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: $(BUILD)/%.c
	$(CC) $(ALL_CFLAGS) -Wno-unused-function -Wno-sign-compare -Icompiler/syntax -MMD -MP -c -o $@ $<

# Bison's header must exist before anything that includes it is compiled.
$(compiler_objects): | $(grammars)

$(BUILD)/%.tab.c: grammar/%.y
	@mkdir -p $(@D)
	bison -Werror=conflicts-sr,conflicts-rr --header=$(BUILD)/$*.tab.h -o $@ $<

$(BUILD)/%.lex.c: grammar/%.l $(BUILD)/%.tab.c
	flex --header-file=$(BUILD)/$*.lex.h -o $@ $<

# The standard library as text, the runtime archive and the headers of generated code, all in the binary.
$(BUILD)/library_files.c: $(library_files) compiler/embed.sh
	@mkdir -p $(@D)
	compiler/embed.sh library $(library_files) > $@

$(BUILD)/embedded.c: $(runtime_archive) runtime/model.h runtime/random.h compiler/embed.sh
	compiler/embed.sh embedded runtime_archive=$(runtime_archive) model_header=runtime/model.h \
	  random_header=runtime/random.h > $@

# -- tests ---------------------------------------------------------------------------------------------

# For its own tests, the shells whose completions they try, and what sets a manual page.
check: MORE_PACKAGES = fish groff-base zsh
check: deps
	@$(MAKE) --no-print-directory test

test: $(BUILD)/netc $(BUILD)/unit $(BUILD)/differential
	@NETC=$(BUILD)/netc BUILD=$(BUILD) tests/check

unit: $(BUILD)/unit
	$(BUILD)/unit

differential: $(BUILD)/differential
	$(BUILD)/differential

golden: $(BUILD)/netc
	NETC=$(BUILD)/netc tests/run

# Changed at random: FUZZ_RUNS inputs from FUZZ_SEED on. Best with SANITIZE=address,undefined.
FUZZ_RUNS  ?= 2000
FUZZ_SEED  ?= 1
fuzz_files := $(sort $(wildcard examples/*.net tests/differential/cases/*.net tests/golden/*/*.t) $(library_files))

fuzz: $(BUILD)/fuzz
	$(BUILD)/fuzz $(FUZZ_RUNS) $(FUZZ_SEED) $(fuzz_files)

$(BUILD)/fuzz: $(BUILD)/tests/fuzz/fuzz.o $(compiler_archive)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LLVM_LIBS) -ljansson -lpthread -lm

accuracy: $(BUILD)/netc
	NETC=$(BUILD)/netc LLVM=$(LLVM) tests/accuracy/run

# The peers come from PyPI, into an environment below $(BUILD)/bench.
bench: MORE_PACKAGES = g++ $(shell tests/bench/has_python || echo python3 python3-dev python3-venv)
bench: deps
	@$(MAKE) --no-print-directory $(BUILD)/netc
	@BUILD=$(BUILD) NET='$(NET)' MODE='$(MODE)' THREADS='$(THREADS)' PEERS='$(PEERS)' \
	  WITHOUT='$(WITHOUT)' RESUME='$(RESUME)' ROUNDS='$(ROUNDS)' BURST='$(BURST)' tests/bench/run

# How fast each kernel of two nets runs, beside what the machine can do.
roofline: $(BUILD)/netc
	@for net in imagenet/resnet50 lenet5; do \
	  name=$${net##*/}; program=$(BUILD)/roofline_$$name; \
	  $(BUILD)/netc build examples/$$net.net -o $$program && \
	  python3 -B tests/bench/roofline.py $(BUILD)/netc $$program compiler/kernels/roofline_$$name.svg || exit 1; \
	done

# Criterion does not run under ThreadSanitizer.
criterion := $(if $(suppressions),$(BUILD)/tests/plain/criterion.o)

# Its main comes first, so that the one of the runtime stays in its archive.
$(BUILD)/unit: $(unit_objects)
$(BUILD)/differential: $(differential_objects)
$(BUILD)/unit $(BUILD)/differential: $(criterion) $(suppressions) $(compiler_archive) $(runtime_archive)
	$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(if $(criterion),,-lcriterion) $(compiler_archive) $(runtime_archive) \
	  $(LLVM_LIBS) -ldl $(RUNTIME_LIBS)

# -- the main job --------------------------------------------------------------------------------------

demo: deps
	@$(MAKE) --no-print-directory $(BUILD)/netc
	@BUILD=$(BUILD) examples/demo

imagenet: $(BUILD)/netc
	NETC=$(BUILD)/netc examples/imagenet/try $(NET)

# zsh looks for what belongs to no package of Debian in site-functions.
zsh_folder := share/zsh/$(if $(filter /usr,$(PREFIX)),vendor-completions,site-functions)
described  := share/man/man1/netc.1 share/bash-completion/completions/netc $(zsh_folder)/_netc \
              share/fish/vendor_completions.d/netc.fish

install: $(BUILD)/netc
	install -D -m 755 $(BUILD)/netc $(DESTDIR)$(PREFIX)/bin/netc
	@for file in $(described); do install -d $(DESTDIR)$(PREFIX)/$${file%/*} || exit 1; done
	$(BUILD)/netc man > $(DESTDIR)$(PREFIX)/$(word 1,$(described))
	$(BUILD)/netc completion bash > $(DESTDIR)$(PREFIX)/$(word 2,$(described))
	$(BUILD)/netc completion zsh > $(DESTDIR)$(PREFIX)/$(word 3,$(described))
	$(BUILD)/netc completion fish > $(DESTDIR)$(PREFIX)/$(word 4,$(described))

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/netc $(described:%=$(DESTDIR)$(PREFIX)/%)

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
