// The tables of a model (runtime/model.h) as a tree of constants: the C back-end prints it as
// initialisers, the LLVM back-end builds constants from it.
//
//   global NetcTensor netc_tensors[2] = {{"w", NETC_F32, 1, {8, 0, ..}, 0, true}, ..}
//   global NetcModel netc_model = {1, "lenet5", .., &netc_tensors, ..}
//
// Every field of a struct is there, in the order of model.h; so the layout is C's for fields of the
// given kinds.
#pragma once

#include "loops/loops.h"

typedef enum DataKind {
  DATA_INT32,  // also enums
  DATA_INT64,  // also uint64_t
  DATA_DOUBLE,
  DATA_BOOL,      // a byte
  DATA_TEXT,      // the address of a terminated text; null if `text` is
  DATA_ADDRESS,   // of the first element of a global; null if `target` is
  DATA_FUNCTION,  // the address of the function of an entry, by `integer`: its position; -1: null
  DATA_STRUCT,
  DATA_ARRAY,  // inside a struct, or a global
} DataKind;

typedef struct Data Data;
struct Data {
  DataKind kind;
  const char *name;    // of the field; of a global: its symbol
  const char *type;    // STRUCT: of model.h; ARRAY: of an element, as C writes it
  int64_t integer;     // INT32, INT64, BOOL, FUNCTION
  double number;       // DOUBLE
  const char *text;    // TEXT
  const Data *target;  // ADDRESS: one of the globals
  ListOf(Data *) items;
};

typedef struct ModelData {
  ListOf(Data *) globals;  // each after those it points to; the last is netc_model, a STRUCT
} ModelData;

ModelData *model_data(Arena *arena, const LoopProgram *program);
const char *entry_symbol(Arena *arena, int position);  // "netc_entry_0"
