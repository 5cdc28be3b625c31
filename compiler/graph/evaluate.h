// The evaluator's inside: formulas compiled to straight programs over a register file, run in
// loops. Shared by evaluate.c (graphs), evaluate_formula.c (loops) and evaluate_program.c
// (expressions).
#pragma once

#include "graph/private.h"

// The array of one node: dense, row-major, at the extents of the day.
typedef struct NodeArray {
  const double *values;
  double *own_values;  // what `values` points to, unless the caller gave the array
  double *scales;      // of the values, once computed in absolute mode
  int64_t extents[MAX_RANK];
  int64_t count;
} NodeArray;

// An integer type or a float type lies in one register.
typedef union Value {
  double number;
  int64_t integer;
} Value;

// What rounding can do to a value, in units of the last place of 1 (evaluate_scale.c).
typedef struct Scale {
  double size;   // what the value would be with every term of its formula taken positive
  double error;  // what comes with the nodes it was computed from
} Scale;

// constant + sum of coefficient*register
typedef struct Linear {
  int64_t constant;
  int count;
  const int *registers;
  const int64_t *coefficients;
} Linear;

typedef struct Load {
  const NodeArray *array;
  Linear address;         // without a fallback
  const Linear *indices;  // one per dimension, with a fallback
  int rank;
  bool is_integer;
  bool is_lenient;  // outside is 0: what stands under a condition not tested yet
} Load;

typedef enum StepCode {
  STEP_NUMBER_OP,   // on floats
  STEP_COMPARE,     // floats to bool
  STEP_INTEGER_OP,  // on integers of any type
  STEP_CONVERT,
  STEP_LINEAR,
  STEP_LOAD,
  STEP_LOAD_OR,  // with a fallback in register b
  STEP_CALL,
  STEP_RANDOM,
  STEP_MOVE,
  STEP_JUMP,         // to step b
  STEP_JUMP_UNLESS,  // register a: to step b
} StepCode;

typedef struct Step {
  StepCode code;
  ExprKind kind;
  Type type, from;  // of the result; CONVERT: of the operand
  int to, a, b, c;
  union {
    const Linear *linear;
    const Load *load;
    const Function *function;
  };
  const int *arguments;  // CALL
} Step;

typedef struct Program {
  ListOf(Step) steps;
  int result;
} Program;

// What a formula's programs share.
typedef struct Machine {
  Value *registers;                   // the formula's indices first
  Scale *scales;                      // parallel, in absolute mode
  uint64_t seed, step, key, element;  // of RANDOM
} Machine;

// Compiling: one for each formula.
typedef struct Compiler {
  Evaluation *run;
  Arena *arena;
  int register_count;
  ListOf(struct {
    int at;
    Value value;
    double size;
  }) constants;            // set once
  int *known;              // by expression id: its register + 1, or 0
  ListOf(uint32_t) trail;  // ids in `known`, in order, to forget them at the end of a branch
  Program *program;
  const int *formals;  // registers of the arguments of the function being inlined
  bool is_lenient;
} Compiler;

Program compile_program(Compiler *compiler, const Expr *e);
// The expression as a linear form in registers; false if it is not one without further steps.
bool compile_linear(Compiler *compiler, const Expr *e, uint32_t forbidden_mask, Linear *linear);
double call_exact(const Step *step, const Value *registers);
int64_t checked_address(const Load *load, const Value *registers);  // -1 outside
// The scale beside the value that the step has just put into its register.
Scale step_scale(const Step *step, const Value *registers, const Scale *scales);
void run_program(const Program *program, Machine *machine, bool scaled);
int64_t linear_value(const Linear *linear, const Value *registers);

typedef struct Routine Routine;  // a compiled formula
Routine *routine_create(Evaluation *run, const Node *node);
// Fills the node's array.
void routine_run(Routine *routine, bool scaled, uint64_t seed, uint64_t step, int64_t time);

NodeArray *evaluation_array(const Evaluation *run, const Node *node);
int64_t evaluation_extent(const Evaluation *run, const Expr *extent);
Arena *evaluation_arena(const Evaluation *run);
const Graph *evaluation_graph(const Evaluation *run);
int *evaluation_known(Evaluation *run);  // Compiler.known: all 0 between programs
