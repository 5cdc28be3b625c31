// From kernels to a program of loops: what the pipeline calls.
#pragma once

#include "kernels/kernels.h"
#include "loops/loops.h"

// Gives every parameter, state and slot its place in the weights or slots arena.
void place_variables(Program *program);
// Adds one entry: the kernels as loops, the tensors as buffers.
void lower_entry(LoopProgram *loops, const Program *program, Kernels *kernels, const char *name);
// Adds an entry that runs `row`, made for one row, for each of up to `rows` of them; in so many
// parts where there are threads.
void lower_rows(LoopProgram *loops, const LoopEntry *row, int64_t rows, int parts,
                const char *name);
// Adds an entry that runs the kernels of `one` up to plan->end for each row, and then `rest`, which
// is what keep_rest left of those for all rows.
void lower_row_plan(LoopProgram *loops, const Program *program, Kernels *one, Kernels *rest,
                    const RowPlan *plan, int parts, const char *name);
// Of what the kernel computes, of which shapes and in which layouts; its schedule does not count.
uint64_t kernel_identity(Kernels *kernels, const Kernel *kernel);
// Fills in everything of the model but its entries.
void lower_model(LoopProgram *loops, const Program *program, const Machine *machine);
// The first input, result or scan whose extents are not of one symbol each; null: they all are.
const Node *find_unknown_extent(const Graph *graph);
int64_t variable_bytes(const Variable *variable);
