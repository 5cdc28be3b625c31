// Graphs as text: one line per node, self-contained, read back by parse.c.
//
//   graph mlp(image: u8[B, 784], label: i32[B] in 10) -> loss {
//     capacity = (B: 64)
//     require B%2 == 0, "B pictures are no pairs"
//     param dense1.weight: f32[128, 784]
//     h: f32[B, 128]; h[b, o] = sum(i) f32(image[b, i])*dense1.weight[o, i]
//     draw r: f32[B, 128] ~ uniform(0, 1) key 7; r[i, j] = random(0)
//     a: f32[B, 128]; a[b, o] = maximum(h[b, o], 0); again a
//     g: f32[128, 784] = gradient(loss, dense1.weight)
//     update dense1.weight = w
//   }
//
// Variables whose node has another name say `param w: f32[4] = dense1.weight`. Constants of more
// than a line of numbers are referred to by name. Functions that are not one of the mathematical
// ones (exp, tanh,
// ..) are printed as `fn` ahead of the graph, with their derivatives.

#include "graph/print.h"

#include "syntax/words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_INLINE_NUMBERS = 36 };

static void print_type(const ExprPrinter *p, Type type, Shape shape)
{
  text_add(p->out, "%s", type_name(type));
  if (shape.rank)
    shape_print(p->graph, shape, p->out);
}

static void indent(const ExprPrinter *p, int depth)
{
  text_add(p->out, "%*s", 2 * depth, "");
}

// -- leaves ---------------------------------------------------------------------------------------

static void print_input(const ExprPrinter *p, const Node *node)
{
  text_add(p->out, "%s: ", node->name);
  print_type(p, node->type, node->shape);
  if (node->input.bound) {
    text_add(p->out, " in ");
    print_value(p, node->input.bound);
  }
  if (node->input.fallback) {
    text_add(p->out, " = ");
    print_value(p, node->input.fallback);
  }
}

static void print_variable(const ExprPrinter *p, const Node *node)
{
  static const char *const words[] = {"param", "state", "slot"};
  const Variable *variable = node->variable;
  text_add(p->out, "%s %s: ", words[variable->kind], node->name);
  print_type(p, node->type, node->shape);
  if (strcmp(node->name, variable->name) != 0)
    text_add(p->out, " = %s", variable->name);
  if (variable->kind == VARIABLE_PARAMETER && !variable->trained)
    text_add(p->out, "; freeze %s", node->name);
}

static void print_constant(const ExprPrinter *p, const Node *node)
{
  int64_t count = shape_capacity(p->graph, node->shape);
  text_add(p->out, "constant %s: ", node->name);
  print_type(p, node->type, node->shape);
  if (!node->data || count > MOST_INLINE_NUMBERS)
    return;
  for (int64_t i = 0; i < count; i++) {
    text_add(p->out, i ? ", " : " = [");
    print_float(p->out, TYPE_F64, node->data[i]);
  }
  text_add(p->out, "]");
}

// -- formulas -------------------------------------------------------------------------------------

static void print_map(const ExprPrinter *outer, const Node *node)
{
  IndexNames names;
  ExprPrinter p = *outer;
  p.indices = &names;
  name_indices(p.graph, node->formula, &names);
  text_add(p.out, "%s: ", node->name);
  print_type(&p, node->type, node->shape);
  if (node->shape.rank == 0) {
    text_add(p.out, " = ");
    print_formula_value(&p, node->formula);
  } else {
    text_add(p.out, "; ");
    print_formula(&p, node);
  }
}

static void print_draw(const ExprPrinter *outer, const Node *node)
{
  IndexNames names;
  ExprPrinter p = *outer;
  p.indices = &names;
  name_indices(p.graph, node->formula, &names);
  text_add(p.out, "draw %s: ", node->name);
  print_type(&p, node->type, node->shape);
  text_add(p.out, " ~ %s(", node->draw.distribution);
  for (int i = 0; i < node->draw.argument_count; i++) {
    text_add(p.out, i ? ", " : "");
    print_float(p.out, TYPE_F64, node->draw.arguments[i]);
  }
  long long key = (long long)node->draw.key;  // numbers of the language are signed
  text_add(p.out, key < 0 ? ") key (%lld); " : ") key %lld; ", key);
  print_formula(&p, node);
}

// -- scans ----------------------------------------------------------------------------------------

static void print_region(const ExprPrinter *p, const Region *region, int depth);

static void print_scan_options(const ExprPrinter *p, const Node *node)
{
  const Scan *scan = node->scan;
  text_add(p->out, ", name: %s", node->name);
  if (scan->reverse)
    text_add(p->out, ", reverse: true");
  if (scan->lengths)
    text_add(p->out, ", lengths: %s", scan->lengths->name);
  if (scan->every > 1)
    text_add(p->out, ", every: %d", scan->every);
  if (scan->recompute)
    text_add(p->out, ", recompute: true");
  for (int i = 0; i < scan->yield_count; i++)
    text_add(p->out, "%s%d%s", i ? ", " : ", axes: [", scan->yield_axis[i],
             i + 1 == scan->yield_count ? "]" : "");
}

static void print_scan(const ExprPrinter *p, const Node *node, int depth)
{
  const Scan *scan = node->scan;
  text_add(p->out, "scan over %s < ", scan->step->name);
  print_value(p, scan->extent);
  print_scan_options(p, node);
  for (int i = 0; i < scan->carry_count; i++) {
    const Carry *carry = &scan->carries[i];
    if (i == 0) {
      text_add(p->out, "\n");
      indent(p, depth);
    }
    text_add(p->out, "%s%s: ", i ? ", " : "carry ", carry->carry->name);
    print_type(p, carry->carry->type, carry->carry->shape);
    text_add(p->out, " = %s", carry->initial->name);
  }
  text_add(p->out, " {\n");
  print_region(p, &scan->body, depth + 1);
  for (int i = 0; i < scan->carry_count; i++) {
    indent(p, depth + 1);
    text_add(p->out, "%s = %s\n", scan->carries[i].carry->name, scan->carries[i].next->name);
  }
  for (int i = 0; i < scan->yield_count; i++) {
    indent(p, depth + 1);
    text_add(p->out, "yield %s\n", scan->yields[i]->name);
  }
  indent(p, depth);
  text_add(p->out, "}");
}

// -- nodes and graphs -----------------------------------------------------------------------------

static void print_node(const ExprPrinter *p, const Node *node, int depth)
{
  indent(p, depth);
  switch (node->form) {
  case FORM_INPUT:
    break;
  case FORM_VARIABLE:
    print_variable(p, node);
    break;
  case FORM_SCALAR:
    text_add(p->out, "scalar %s: ", node->name);
    print_type(p, node->type, node->shape);
    break;
  case FORM_CONSTANT:
    print_constant(p, node);
    break;
  case FORM_MAP:
  case FORM_REDUCE:
    print_map(p, node);
    break;
  case FORM_DRAW:
    print_draw(p, node);
    break;
  case FORM_SCAN:
    print_scan(p, node, depth);
    break;
  case FORM_PROJECTION:
    text_add(p->out, "%s: ", node->name);
    print_type(p, node->type, node->shape);
    text_add(p->out, " = project(%s, %d)", node->projection.scan->name, node->projection.result);
    break;
  case FORM_GRADIENT:
    text_add(p->out, "%s: ", node->name);
    print_type(p, node->type, node->shape);
    text_add(p->out, " = gradient(%s, %s)", node->gradient.of->name, node->gradient.by->name);
    break;
  }
  text_add(p->out, node->again ? "; again %s\n" : "\n", node->name);
}

// Inputs stand in the signature; the leaves of a scan's body in its head.
static void print_region(const ExprPrinter *p, const Region *region, int depth)
{
  for (const Node *node = region->first; node; node = node->next)
    if (node->form != FORM_INPUT)
      print_node(p, node, depth);
}

static void print_signature(const ExprPrinter *p)
{
  const Graph *graph = p->graph;
  text_add(p->out, "graph %s(", graph->name);
  for (int i = 0; i < graph->inputs.count; i++) {
    text_add(p->out, i ? ", " : "");
    print_input(p, graph->inputs.items[i]);
  }
  text_add(p->out, ")");
  for (int i = 0; i < graph->outputs.count; i++)
    text_add(p->out, "%s%s", i ? ", " : " -> ", graph->outputs.items[i].name);
  text_add(p->out, " {\n");
}

static int compare_symbols(const void *a, const void *b)
{
  return strcmp(((const Symbol *)a)->name, ((const Symbol *)b)->name);
}

// By name: the order in which symbols were met is no part of the text.
static void print_capacities(const ExprPrinter *p, Arena *scratch)
{
  int count = p->graph->symbols.count;
  Symbol *symbols = arena_grow(scratch, p->graph->symbols.items, (size_t)count, (size_t)count + 1,
                               sizeof *symbols);
  const char *separator = "  capacity = (";
  qsort(symbols, (size_t)count, sizeof *symbols, compare_symbols);
  for (int i = 0; i < count; i++) {
    if (symbols[i].capacity <= 0)
      continue;
    text_add(p->out, "%s%s: %lld", separator, symbols[i].name, (long long)symbols[i].capacity);
    separator = ", ";
  }
  if (separator[0] == ',')
    text_add(p->out, ")\n");
}

static void print_requirements(const ExprPrinter *p)
{
  for (int i = 0; i < p->graph->requirements.count; i++) {
    const Requirement *requirement = &p->graph->requirements.items[i];
    text_add(p->out, "  require ");
    print_value(p, requirement->condition);
    text_add(p->out, ", ");
    text_add_string(p->out, requirement->message);
    text_add(p->out, "\n");
  }
}

static bool has_node(const Graph *graph, const Variable *variable)
{
  for (const Node *node = graph->body.first; node; node = node->next)
    if (node->form == FORM_VARIABLE && node->variable == variable)
      return true;
  return false;
}

// Variables that are written and never read have no node; the text declares them all the same.
static void print_written_variables(const ExprPrinter *p)
{
  for (int i = 0; i < p->graph->updates.count; i++) {
    const Variable *variable = p->graph->updates.items[i].variable;
    if (has_node(p->graph, variable))
      continue;
    Node declared = {.form = FORM_VARIABLE, .type = variable->type, .shape = variable->shape};
    declared.name = variable->name;
    declared.variable = (Variable *)variable;
    text_add(p->out, "  ");
    print_variable(p, &declared);
    text_add(p->out, "\n");
  }
}

static void print_ends(const ExprPrinter *p)
{
  const Graph *graph = p->graph;
  for (int i = 0; i < graph->outputs.count; i++) {
    const Output *output = &graph->outputs.items[i];
    if (strcmp(output->name, output->node->name) != 0)
      text_add(p->out, "  %s = %s\n", output->name, output->node->name);
  }
  for (int i = 0; i < graph->updates.count; i++)
    text_add(p->out, "  update %s = %s\n", graph->updates.items[i].variable->name,
             graph->updates.items[i].value->name);
}

// -- functions ------------------------------------------------------------------------------------

typedef struct FunctionSearch {
  Graph *graph;
  PointerMap seen;
} FunctionSearch;

static void find_calls(const Expr *e, void *context)
{
  FunctionSearch *search = context;
  if (e->kind != EXPR_CALL || pointer_map_get(&search->seen, e->function))
    return;
  const Function *function = e->function;
  pointer_map_set(&search->seen, function, e->function);
  if (function->exact)
    return;
  if (function->body)
    expr_walk(search->graph, function->body, find_calls, search);
  for (int i = 0; function->derivatives && i < function->parameter_count; i++)
    if (function->derivatives[i])
      expr_walk(search->graph, function->derivatives[i], find_calls, search);
}

static void find_calls_in(FunctionSearch *search, const Region *region)
{
  for (const Node *node = region->first; node; node = node->next) {
    if (node->formula)
      formula_walk(search->graph, node->formula, find_calls, search);
    else if (node->form == FORM_SCAN)
      find_calls_in(search, &node->scan->body);
  }
}

typedef struct FormalTypes {
  Type *types;
  int count;
} FormalTypes;

static void find_formal(const Expr *e, void *context)
{
  FormalTypes *formals = context;
  if (e->kind == EXPR_FORMAL && e->slot < formals->count)
    formals->types[e->slot] = e->type;
}

static void print_function_text(const ExprPrinter *outer, Graph *graph, const Function *function,
                                Arena *scratch)
{
  ExprPrinter p = *outer;
  FormalTypes formals = {arena_array(scratch, Type, function->parameter_count),
                         function->parameter_count};
  char **names = arena_array(scratch, char *, function->parameter_count);
  for (int i = 0; i < function->parameter_count; i++)
    names[i] = arena_print(scratch, i < 3 ? "%c" : "x%d", i < 3 ? 'x' + i : i);
  p.formals = names;
  expr_walk(graph, function->body, find_formal, &formals);
  text_add(p.out, "fn %s(", function->name);
  for (int i = 0; i < function->parameter_count; i++)
    text_add(p.out, "%s%s: %s", i ? ", " : "", names[i], type_name(formals.types[i]));
  text_add(p.out, ") {\n");
  for (int i = 0; i < function->parameter_count; i++) {
    text_add(p.out, "  grad %s = ", names[i]);
    if (function->derivatives && function->derivatives[i])
      print_value(&p, function->derivatives[i]);
    else
      text_add(p.out, "0");
    text_add(p.out, "\n");
  }
  text_add(p.out, "  return ");
  print_value(&p, function->body);
  text_add(p.out, "\n}\n");
}

static void print_functions(const ExprPrinter *p, Graph *graph, Arena *scratch)
{
  FunctionSearch search = {graph, pointer_map(scratch)};
  find_calls_in(&search, &graph->body);
  for (int i = 0; i < graph->functions.count; i++) {
    const Function *function = graph->functions.items[i];
    if (!function->exact && function->body && pointer_map_get(&search.seen, function))
      print_function_text(p, graph, function, scratch);
  }
}

void graph_print(const Graph *graph, Text *out)
{
  Arena *scratch = arena_create();
  ExprPrinter p = {.graph = graph, .out = out};
  print_functions(&p, (Graph *)graph, scratch);  // walks use scratch of the graph's, nothing else
  print_signature(&p);
  print_capacities(&p, scratch);
  arena_destroy(scratch);
  print_requirements(&p);
  print_written_variables(&p);
  print_region(&p, &graph->body, 1);
  print_ends(&p);
  text_add(out, "}\n");
}
