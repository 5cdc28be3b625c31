// netc summary: what each layer makes, holds and costs.
//
//   layer    output           parameters   multiply-adds
//   conv1    [B, 6, 28, 28]          156         117,600
//
// Multiply-adds are the points of every sum of products, padding included, as papers count them:
// of one sample, other sizes of the day (steps, nodes) at their capacity, in a scan as often as it
// has steps. A layer's row counts what its own formulas do; layers that it calls have rows of their
// own.

#include "command/command.h"
#include "loops/pipeline.h"

#include <string.h>

typedef struct Row {
  const char *layers;
  const Node *last;
  int64_t parameters, products;
} Row;

typedef struct Summary {
  Compilation *c;
  const Graph *graph;
  ListOf(Row) rows;
  int64_t parameters, products, trained;
  int64_t sums;  // results of sums of products: each takes one addition less than it has products
} Summary;

static Row *row_of(Summary *s, const char *layers)
{
  for (int i = s->rows.count - 1; i >= 0; i--)
    if (!strcmp(s->rows.items[i].layers, layers))
      return &s->rows.items[i];
  list_add(s->c->arena, &s->rows, ((Row){.layers = layers}));
  return &s->rows.items[s->rows.count - 1];
}

static void find_product(const Expr *e, void *context)
{
  if (e->kind == EXPR_MULTIPLY)
    *(bool *)context = true;
}

static int64_t points_of(const Graph *graph, const Formula *formula, int index_count)
{
  int64_t points = 1;
  for (int i = 0; i < index_count; i++) {
    int64_t extent = 1;
    expr_capacity(graph, formula->indices[i].extent, &extent);
    points *= extent;
  }
  return points;
}

// A term that names the element it belongs to (an edge its end, say) is a term of that one alone.
static int64_t terms_of(Graph *graph, const Formula *formula)
{
  int64_t points = points_of(graph, formula, formula->index_count), extent = 1;
  Member member;
  if (find_member(graph, formula, &member))
    expr_capacity(graph, formula->indices[member.slot].extent, &extent);
  return points / extent;
}

static bool sums_products(Graph *graph, const Node *node)
{
  bool product = false;
  if (node->form == FORM_REDUCE && node->formula->reduction == REDUCTION_SUM)
    expr_walk(graph, node->formula->body, find_product, &product);
  return product;
}

static int64_t elements_of(const Variable *variable)
{
  return variable_bytes(variable) / type_bytes(variable->type);
}

// "conv1.weight" belongs to the row "conv1".
static const char *layer_of(Arena *arena, const Variable *variable)
{
  const char *dot = strrchr(variable->name, '.');
  return dot ? arena_copy_text(arena, variable->name, (size_t)(dot - variable->name)) : "";
}

// Functions that the net applies outside its layers are no row, unless they hold or sum products.
static void drop_maps(Summary *s)
{
  int kept = 0;
  for (int i = 0; i < s->rows.count; i++) {
    Row row = s->rows.items[i];
    if (*row.layers || row.parameters || row.products)
      s->rows.items[kept++] = row;
  }
  s->rows.count = kept;
}

// `rounds`: how often the region runs.
static void count_region(Summary *s, Graph *graph, const Region *region, int64_t rounds)
{
  for (const Node *node = region->first; node; node = node->next) {
    if (node->form == FORM_SCAN) {
      int64_t steps = 1;
      expr_capacity(graph, node->scan->extent, &steps);
      count_region(s, graph, &node->scan->body, rounds * steps);
    }
    if (!node->formula && node->form != FORM_PROJECTION)
      continue;
    Row *row = row_of(s, node->origin.layers ? node->origin.layers : "");
    row->last = node;
    if (!sums_products(graph, node))
      continue;
    row->products += rounds * terms_of(graph, node->formula);
    s->sums += rounds * points_of(graph, node->formula, node->formula->free_count);
  }
}

static void collect(Summary *s)
{
  Graph *graph = graph_copy(s->c->arena, s->c->program->graphs[GRAPH_PREDICT]);
  bind_one_sample(graph);
  // What a condition leaves out is no work: a transposed convolution sums over a window, not over
  // the picture.
  Arena *scratch = arena_create();
  solve(graph, scratch);
  arena_destroy(scratch);
  s->graph = graph;
  count_region(s, graph, &graph->body, 1);
  for (int i = 0; i < s->c->program->parameters.count; i++) {
    const Variable *variable = s->c->program->parameters.items[i];
    row_of(s, layer_of(s->c->arena, variable))->parameters += elements_of(variable);
    s->trained += variable->trained ? elements_of(variable) : 0;
  }
  drop_maps(s);
  for (int i = 0; i < s->rows.count; i++) {
    s->parameters += s->rows.items[i].parameters;
    s->products += s->rows.items[i].products;
  }
}

// 1,234,567
static const char *grouped(Arena *arena, int64_t value)
{
  char digits[32], *text = arena_allocate(arena, 48, 1), *out = text;
  int length = snprintf(digits, sizeof digits, "%lld", (long long)value);
  for (int i = 0; i < length; i++) {
    *out++ = digits[i];
    if ((length - i - 1) % 3 == 0 && i < length - 1 && digits[i] != '-')
      *out++ = ',';
  }
  return text;
}

static const char *shape_text(const Summary *s, const Node *node)
{
  Text text = {.arena = s->c->arena};
  if (node)
    shape_print(s->graph, node->shape, &text);
  return text_get(&text);
}

static void print_table(const Summary *s)
{
  Arena *arena = s->c->arena;
  printf("%-24s %-22s %14s %18s\n", "layer", "output", "parameters", "multiply-adds");
  for (int i = 0; i < s->rows.count; i++) {
    const Row *row = &s->rows.items[i];
    printf("%-24s %-22s %14s %18s\n", *row->layers ? row->layers : s->c->program->name,
           shape_text(s, row->last), grouped(arena, row->parameters),
           grouped(arena, row->products));
  }
  printf("%-24s %-22s %14s %18s\n", "total", "", grouped(arena, s->parameters),
         grouped(arena, s->products));
  printf("\n%s multiplications and %s additions: %s operations\n", grouped(arena, s->products),
         grouped(arena, s->products - s->sums), grouped(arena, 2 * s->products - s->sums));
}

static void print_json(const Summary *s)
{
  printf("{\"version\":1,\"net\":\"%s\",\"parameters\":%lld,\"trained\":%lld,\"multiply_adds\":%"
         "lld,\"operations\":%lld}\n",
         s->c->program->name, (long long)s->parameters, (long long)s->trained,
         (long long)s->products, (long long)(2 * s->products - s->sums));
  for (int i = 0; i < s->rows.count; i++) {
    const Row *row = &s->rows.items[i];
    printf("{\"layer\":\"%s\",\"output\":\"%s\",\"parameters\":%lld,\"multiply_adds\":%lld}\n",
           row->layers, shape_text(s, row->last), (long long)row->parameters,
           (long long)row->products);
  }
}

// Weights, optimiser state and the workspace that each graph needs, in bytes.
static bool print_memory(Compilation *c)
{
  for (int kind = 0; kind < GRAPH_KIND_COUNT; kind++)
    if (c->program->graphs[kind] && !compile_passes(c, c->program->graphs[kind]))
      return false;
  LoopProgram *loops = compile_loops(c);
  printf("weights %s bytes, made of them for predictions %s bytes, optimiser state %s bytes\n",
         grouped(c->arena, loops->model.weights_bytes),
         grouped(c->arena, loops->model.prepared_bytes),
         grouped(c->arena, loops->model.slots_bytes));
  for (int i = 0; i < loops->entries.count; i++) {
    const LoopEntry *entry = loops->entries.items[i];
    if (entry->kind != NETC_INITIALIZE && entry->kind != NETC_PREPARE &&
        entry->kind != NETC_CHECK && entry->kind != NETC_ROW)
      printf("workspace of %s: %s bytes\n", entry->name, grouped(c->arena, entry->workspace_bytes));
  }
  printf("memory to train and to predict in: %s bytes\n", grouped(c->arena, memory_bytes(loops)));
  return true;
}

int run_summary(CommandLine *line)
{
  Machine machine;
  if (!takes_one_file(line) || !check_machine(line, &machine))
    return EXIT_USAGE;
  Compilation *c = begin(line);
  c->machine = machine;
  if (compile_load(c, line->files.items[0]) && compile_graphs(c)) {
    Summary s = {.c = c};
    collect(&s);
    if (line->json) {
      print_json(&s);
    } else {
      print_table(&s);
      print_memory(c);
    }
  }
  return finish(line, c);
}
