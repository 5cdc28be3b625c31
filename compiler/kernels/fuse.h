// Private to fusion.
#pragma once

#include "graph/map.h"
#include "kernels/kernels.h"

// A value that a kernel stores: its place among the kernel's stores.
typedef struct Place {
  Kernel *kernel;
  int store;
} Place;

// What is known of a node while fusing, by Node.mark.
typedef struct NodeUse {
  int readers;                   // formulas that read it
  double reuse;                  // the most times that one reader reads one element
  double steps;                  // how often the loops around make it
  bool read_by_reduction, kept;  // kept: an output, an update's value, a result of a scan's step
  bool read_with_fallback;
  bool read_apart;  // not only by sums that are written out for the values of a table
  bool early;  // computed from scalars of the run alone: fused first, so that it holds nothing up
  const Expr *inlined;  // its body over its own free indices, if it is inlined
  Kernel *kernel;       // that makes it, or one of its parts
  int store;            // its place among the kernel's stores
  ListOf(Place) parts;  // where it is made part by part; its tensor is there from the start
  Tensor **results;     // of a scan
  Kernel *scan_end;     // of a scan and its results: the last kernel of its steps
} NodeUse;

typedef struct Fusion {
  Kernels *kernels;
  Graph *graph;
  NodeUse *uses;
  PointerMap variables;  // Variable -> the tensor of its value before the run
  Arena *scratch;
  KernelLoop *loop;  // whose body is being fused
} Fusion;

// What a kernel is to make of a node: all of it, or where a free slot runs from `start` on.
typedef struct Part {
  Node *node;
  const Formula *formula;  // its own; its slot counts from 0
  int slot;                // -1: all of the node
  int64_t start;
} Part;

// In a kernel that makes its last operand, or in one of its own.
void fuse_part(Fusion *f, const Part *part);
// A node that an index decides by ranges, part by part. False if there is no such index.
bool fuse_in_parts(Fusion *f, Node *node, const Formula *formula);
// Would its readers gain from that, more than from choosing the value themselves?
bool prefers_parts(Fusion *f, Node *node, const Formula *formula);

// What the costliest part of such a node costs, an element; -1: it is not one.
int costliest_part(Fusion *f, Node *node, const Formula *formula);
// Roughly the operations of one evaluation.
int expr_cost(Graph *graph, const Expr *e);

// The kernels of a region, in the present loop.
void fuse_region(Fusion *f, const Region *region);
// The kernels of a scan: what its carries start from, its steps, where its results lie.
void fuse_scan(Fusion *f, Node *node);
// A projection is the tensor that the scan left its result in.
void fuse_projection(Fusion *f, const Node *node);
// The tensor of a leaf: it lies where others put it.
Tensor *add_leaf(Fusion *f, Node *node, TensorKind kind);
// The tensors of all leaves of a region that have none yet.
void add_leaves(Fusion *f, const Region *region);
// A kernel that copies one value to a tensor: for those whose value has another home. `place`: by
// the tensor's dimension, over the value's; null: the same.
void add_copy(Fusion *f, Tensor *to, Node *from, const Expr *const *place);

// Puts the kernels into an order in which producers come before consumers, and readers of a
// variable's old value before the kernel that overwrites it. Where that is impossible, or where a
// kernel reads other elements of what it overwrites, the update goes through the workspace and is
// copied at the end.
void order_kernels(Kernels *kernels, Arena *scratch);
