// What the files of differentiate share.
//
// Every region has its level: the graph's own is level 0, a scan's body one deeper than the scan.
// Level l has two regions: the forward one, and the one where the adjoints of its nodes are made
// (for level 0 they are one). A forward value of a scan's body is seen from outside as a tape: a
// yield, stacked over the steps.
#pragma once

#include "passes/derivative.h"

#include "graph/map.h"

enum { MAX_LEVELS = 4 };

typedef ListOf(Node *) NodeList;

// A value of a scan's body, stacked over the steps: a projection of the scan.
typedef struct Tape {
  Node *node;
  int axis;  // where the steps stand
} Tape;

// The parts of the gradient of a tensor outside that the steps give, one sum of them in each step.
typedef struct StepSum {
  Node *of;
  NodeList parts;
} StepSum;

typedef struct Level {
  struct Level *outer;  // null: the graph's own
  int depth;            // from 1
  Node *forward;        // the scan whose body this is
  Scan *adjoint;        // the scan that runs the other way; null until the sweep is there
  Node *backward;       // its node, once it is complete
  // Yields that the two scans get besides their own; results are numbered anew when the sweep is
  // over.
  NodeList forward_tapes, backward_tapes;
  NodeList *results;     // by result of the forward scan: the parts of its gradient
  ListOf(StepSum) sums;  // where the steps are computed again
} Level;

// The adjoint of one read, made once the scans between the read tensor and the formula are
// complete.
typedef struct Contribution {
  Node *node;              // whose formula reads
  const Formula *formula;  // what is differentiated: the node's, or the map of its `otherwise`
  const Expr *read;
  const Guard *guard;
  const Expr *value, *extra;
} Contribution;

// The sweep for one value. Nodes carry their place in `nodes` in `mark`, from 1.
typedef struct Sweep {
  Graph *graph;
  Arena *scratch;
  Diag *diag;
  NodeList nodes;             // of all levels, up to the value differentiated
  bool *active;               // depends on what is differentiated by
  PointerMap overrides;       // entries of active written gradients, and copies of them, to Written
  NodeList *adjoints;         // by node: the parts of its gradient
  Node *place;                // new nodes of level 0 stand before it
  Level *level;               // of the region being swept
  PointerMap levels;          // forward nodes in scans' bodies to their Level
  PointerMap adjoint_levels;  // adjoint nodes in scans' bodies to their Level
  PointerMap inner_levels;    // scans to the Level of their body
  PointerMap tapes;           // nodes of both kinds to their Tape
  PointerMap copies;          // forward nodes computed again to what they copy
  PointerMap formulas;        // some of them to the formula that is differentiated
  ListOf(Level *) scans;
  ListOf(Contribution) deferred;  // to tensors outside of the scan being swept
  bool failed;
} Sweep;

bool sweep_is_active(const Node *node, void *sweep);
// The place of a node among the sweep's, or -1.
int sweep_position(const Sweep *sweep, const Node *node);
// A new node among the adjoints of the level being swept.
Node *sweep_add_node(Sweep *sweep, const char *stem, const char *suffix, Form form, Type type,
                     Shape shape, Origin origin);
Node *sweep_add_constant(Sweep *sweep, const Node *like, double value);
// The sum of the parts of a gradient, which is shaped like `like`; null if there are none.
Node *sweep_total(Sweep *sweep, const Node *like, NodeList *parts);
// Goes backward from `last` to the start of its region, handing adjoints on.
void sweep_region(Sweep *sweep, Node *last);
void sweep_refuse(Sweep *sweep, const Node *node, const char *what, const char *instead);

// differentiate_override.c: gradients that the text gives.
typedef struct Written Written;
// Whether `node` is the entry of a written gradient, which is active from now on.
bool activate_override(Sweep *sweep, Node *node, bool *is_new);
// If `old` is the entry of an active one, so is `copy`. `copies` has what `old`'s values became; it
// may be filled later.
void copy_override(Sweep *sweep, const Node *old, Node *copy, const PointerMap *copies);
// Whether a written gradient makes this node depend on what is differentiated by.
bool is_overridden_result(const Sweep *sweep, const Node *node);
// If `entry` is one of an active written gradient: writes that out, and hands it on to what the
// entry copies.
void derive_override(Sweep *sweep, const Node *entry);

// differentiate_formula.c: hands the adjoint of a map or reduction on to what it reads.
void derive_formula(Sweep *sweep, Node *node, Node *adjoint);
void add_contribution(Sweep *sweep, const Contribution *contribution);
// Reads `node`, whose dimensions are those of `like`, at like's own free indices.
const Expr *read_at_free(Graph *graph, Node *node, const Formula *like);

// differentiate_scan.c: hands the adjoints of a scan's results on.
void derive_scan(Sweep *sweep, Node *scan);
// What scans start from and hand on is made a node of their own regions, by copies.
void close_scans(Sweep *sweep, Region *region);
// The level of a scan's body; the caller registers its nodes.
Level *open_scan(Sweep *sweep, Node *scan, Level *outer);
// The level of a forward node; null for the graph's own.
Level *forward_level(const Sweep *sweep, const Node *node);
int level_depth(const Level *level);
// An expression over forward and adjoint nodes of any level, for a formula among the adjoints of
// level `depth`. times[l] is the step of level l there, of type index.
const Expr *translate_reads(Sweep *sweep, const Expr *e, int depth, const Expr *const *times);
// The step of level l as the adjoint regions of that level and deeper see it.
const Expr *level_time(Sweep *sweep, const Level *level);
// The same for one read, whose indices stand.
const Expr *translate_read(Sweep *sweep, const Expr *read, int depth, const Expr *const *times);
// The tape of a value of a scan's body, in place of the read of the value.
const Expr *read_tape(Sweep *sweep, const Expr *read, int depth, const Expr *const *times);
// Gives the scans the yields that were asked for, and their projections the results.
void finish_scans(Sweep *sweep);

// differentiate_again.c: scans whose gradient computes the forward steps anew.
bool is_recomputed(const Level *level);
// Copies the forward steps to where their adjoints are made; the last copy.
Node *compute_again(Sweep *sweep, Level *level);
// Where a part of the gradient of a tensor outside belongs if the steps sum it up; else null.
NodeList *sum_of_steps(Sweep *sweep, const Contribution *contribution);
// The sums become carries of the adjoint scan, and then gradients.
void close_sums(Sweep *sweep, Level *level);
void derive_sums(Sweep *sweep, const Level *level);
