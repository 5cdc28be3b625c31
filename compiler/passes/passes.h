// The passes over graphs. Each is one file with one public function; pipeline.c lists them in
// order.
//
// A pass returns whether it changed the graph. It neither prints, verifies nor times: the pipeline
// does. `scratch` is reset after the pass.
#pragma once

#include "graph/graph.h"
#include "graph/program.h"
#include "passes/recompute.h"
#include "syntax/ast.h"

// What a build asks of elaboration.
typedef struct ElaborateOptions {
  const char *net;               // which net; null: the file's last
  ListOf(Symbol) bindings;       // capacities for predict: B=64
  ListOf(Setting) constants;     // --set classes=10
  ListOf(const char *) folders;  // -I: imports may lie there, too
  bool derive_all;               // ignore `grad` overrides
  unsigned with;                 // 1 << kind: the graphs that are made on request only
} ElaborateOptions;

// The standard library's files, parsed, and what the program's file and its imports define.
typedef struct Library Library;
// Parses the built-in library; never fails (its files are part of netc).
Library *library_load(Arena *arena, Names *names, Diag *diag);

// AST to graphs: definitions resolved, layers inlined, shapes inferred, every rule of the language
// checked. Null after errors, which are reported.
Program *elaborate(Arena *arena, Names *names, Diag *diag, Library *library, const AstFile *file,
                   const ElaborateOptions *options);
// Checks definitions that no net calls (ops, layers, fns) as far as that is possible without
// arguments.
void check_definitions(Arena *arena, Names *names, Diag *diag, Library *library,
                       const AstFile *file, const ElaborateOptions *options);

// One op of a file at generated shapes, as a graph of its own: inputs are its tensors, outputs its
// results. For the gradient certificate and the differential tests. Null if no legal shapes were
// found.
Graph *elaborate_op(Arena *arena, Names *names, Diag *diag, Library *library, const AstFile *file,
                    const AstDefinition *op, uint64_t seed);

bool multiply_rows(Graph *graph, Arena *scratch);  // products with rows that data picks
bool differentiate(Graph *graph, Diag *diag,
                   Arena *scratch);                // GRADIENT nodes become their formulas
bool segment_scans(Graph *graph, Arena *scratch);  // `every: k`: scans over segments of k steps
bool lengths_are_whole(const Scan *scan);          // lengths = T: every row has all steps
bool mask_lengths(Graph *graph, Arena *scratch);   // scans with lengths choose by element
bool solve(Graph *graph, Arena *scratch);     // conditions become substitutions, intervals, guards
bool ungroup(Graph *graph, Arena *scratch);   // merged indices become their factors
bool simplify(Graph *graph, Arena *scratch);  // constants, algebra, copies
bool hoist_from_scans(Graph *graph, Arena *scratch);  // what scans compute without their state
bool factor_out(Graph *graph, Arena *scratch);        // what does not vary along an index
bool split_members(Graph *graph, Arena *scratch);     // extremes of members, their places, and none
bool merge_common(Graph *graph, Arena *scratch);  // equal formulas, and bodies that repeat a node
bool remove_dead(Graph *graph, Arena *scratch);   // what reaches no output or update
bool fold_normalization(Graph *graph,
                        Arena *scratch);  // affine maps into the weights of a contraction
// Contractions of numbers rounded to bf16: those that pay, or all.
bool pair_products(Graph *graph, bool only_if_it_pays, Arena *scratch);
bool winograd(Graph *graph, Arena *scratch);  // windows of three points by fewer products
bool take_final_states(Graph *graph, Arena *scratch);  // the last of stacked states
bool ask_results(Graph *graph, Arena *scratch);   // conditions on values, asked of results
bool confine_sums(Graph *graph, Arena *scratch);  // sums that have terms at one remainder only
bool sum_in_parts(Graph *graph, Arena *scratch);  // long sums: by sample first
bool recompute(Graph *graph, const RecomputePlan *plan,
               Arena *scratch);  // what is read again much later is computed again

// `netc check`: compares every derived gradient with finite differences in double; reports failures
// to diag and returns their number. `out` gets a line per op if not null, an object with `json`.
int certify_gradients(Arena *arena, Names *names, Diag *diag, Library *library, const AstFile *file,
                      bool json, Text *out);
