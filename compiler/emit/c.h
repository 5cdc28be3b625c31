// The parts of the C back-end: what they share while one file is written.
#pragma once

#include "emit/emit.h"
#include "emit/model.h"
#include "graph/map.h"

// C names that are taken in one scope.
typedef struct CNames {
  Names *names;
  PointerMap taken;  // interned
} CNames;

CNames c_names(Arena *arena);

// A kernel as it was written: its function, and what of its parameters and variables that takes.
typedef struct CKernel {
  const char *name;
  bool *parameters, *variables;
  bool takes_call;
} CKernel;

typedef struct CWriter {
  Arena *arena;
  const LoopProgram *program;
  Text types, helpers;           // of vectors, as they are asked for
  ListOf(const char *) defined;  // their names
  Text *out;                     // the text that expressions and statements are added to
  int depth;                     // of indentation
  CNames file_names;
  PointerMap kernels;           // LoopKernel -> CKernel
  const char **constant_names;  // by position in the program
  bool has_random, has_bf16, has_lines;

  // Of the kernel at hand.
  const LoopKernel *kernel;
  CNames names;
  const char **buffers, **variables, **registers;  // C names, by kernel_buffer and id

  bool *is_live;  // by register; the others are left out
} CWriter;

// A C identifier made of `wanted` that is free in the scope; it is taken from now on.
const char *c_name(Arena *arena, CNames *scope, const char *wanted);

const char *c_scalar(Type type);  // "float"
// "float", "f32x8", defined if need be; lanes of bool are a mask.
const char *c_type(CWriter *writer, LoopType type);
const char *c_lanes_type(CWriter *writer, const char *element, int lanes);  // "u32": "u32x8"
// The name of a helper of vectors or of scalars, "f32x8_fma", defined if need be.
const char *c_helper(CWriter *writer, const char *operation, LoopType type);
const char *c_conversion(CWriter *writer, LoopType from, Type to);
const char *c_function(CWriter *writer, const char *function, int arguments);  // of libm

void c_line(CWriter *writer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void c_add_text(Text *out, const char *text);  // a string literal
void c_add_number(Text *out, LoopType type, const LoopExpr *number);
void c_expr(CWriter *writer, const LoopExpr *expr);
// An operand of an operator of that precedence; C's, the additive ones are 12.
void c_operand(CWriter *writer, const LoopExpr *expr, int precedence);
// `&x[address]`
void c_address(CWriter *writer, const LoopParameter *parameter, const LoopExpr *address);

void c_kernel(CWriter *writer, const LoopKernel *kernel);
// The C names of an entry.
typedef struct CScope {
  PointerMap buffers;  // LoopBuffer -> its name
  int symbol_count;
  const char **steps;  // by repeat
} CScope;

void c_call(CWriter *writer, const LoopCall *call, const CScope *scope);
void c_size(CWriter *writer, const LoopSize *size, const CScope *scope);
// The task that runs `row`, the function of another entry, for a part of the rows; and its launch.
void c_row_part(CWriter *writer, const LoopEntry *entry, const char *symbol, const char *row);
void c_run_rows(CWriter *writer, const LoopEntry *entry, const char *symbol);
void c_tables(CWriter *writer, const ModelData *model);
