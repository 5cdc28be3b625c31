// What the code is made for: a target as the user names it, and its figures as the scheduler reads
// them.
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Target {
  const char *triple;  // null: the host
  const char *cpu;     // "native", "x86-64-v3", "znver3"; null: native
  int optimization;    // 0 .. 3
  bool debug;          // line tables of the `.net` file
} Target;

// What the vector unit of a target can do; the scheduler reads it.
typedef struct Machine {
  const char *triple, *cpu, *features;
  int vector_bytes;      // 16, 32, 64
  int vector_registers;  // 16, 32
  int vector_units;      // full vectors that a core multiplies and adds, or loads, in a cycle
  bool has_fma;
  bool has_scalb;                        // multiplies by powers of two: AVX-512
  bool has_bf16;                         // multiplies pairs of bf16: AVX512-BF16
  bool uses_bf16;                        // the code asks for that, and its peak is the double one
  int64_t l1_bytes, l2_bytes, l3_bytes;  // data caches, of one core
  int l2_rate, l3_rate;                  // bytes that one core has of them in a cycle, sustained
  int memory_rate;                       // the same of memory
  int cores;
  bool knows_cores;  // else it is made for whatever machine of that name
} Machine;

// Of what kind is the target that a triple names?
bool target_is_x86(const char *triple);
bool target_is_arm(const char *triple);
// Fills in the host's, or a named CPU's, figures. False with a message for an unknown one.
bool machine_describe(Arena *arena, const Target *target, Machine *machine, const char **message);
// Gives it the figures that schedules follow of one fixed machine: with them the order of every sum
// is the same for any CPU that fuses multiply and add, and so is every bit. False if it does not.
bool machine_make_common(Machine *machine);
// The code will ask for the instructions of bf16. False if it does not have them.
bool machine_use_bf16(Arena *arena, Machine *machine);
// What back-ends emit otherwise where the CPU has an instruction for it.
typedef struct Instructions {
  bool bf16;   // products of bf16
  bool scalb;  // products with powers of two
} Instructions;
// Those of its CPU; none of one that is not known.
Instructions machine_instructions(const Target *target);
int machine_host_cores(void);  // CPUs that this process may run on
