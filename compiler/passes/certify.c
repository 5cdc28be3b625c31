// The gradient certificate: every derived or declared gradient against finite differences.
//
//   conv2d: 534 derivatives at 3 shapes
//
// An op is taken at generated shapes, its results weighted by random numbers and summed, and the
// gradients of that sum by its float inputs are differentiated and solved as in a build. Both sides
// run in the reference evaluator, in double. The difference is taken at two widths and extrapolated
// (Richardson 1911); what the two differ by, and the rounding of the sum, are allowed for besides
// 1e-6 of the scale. At a kink (a tie of a maximum, relu at 0) the derivatives from the left and
// the right differ: anything between them holds. At a jump (sign at 0) anything does.
//
// Some ops are undefined for negative numbers; inputs are tried on both sides of 0, then above 0
// only. What works on the bits of floats rounds to f32 in the evaluator, too, so that differences
// say nothing of it: it is left out, and said to be.

#include "passes/passes.h"

#include "random.h"

#include <math.h>

enum { SHAPES = 3, MAX_POINTS = 40 };

// How inputs are drawn: over -1.5 .. 1.5, from a few values so that ties occur, or over 0.1 .. 0.9.
typedef enum Drawing { DRAWING_WIDE, DRAWING_TIES, DRAWING_POSITIVE, DRAWING_COUNT } Drawing;

typedef struct Certificate {
  Diag *diag;
  const AstDefinition *definition;
  Arena *arena;     // of one shape
  Graph *value;     // without gradients
  const Node *sum;  // its output
  Evaluation *run;  // of `value`
  double **inputs;
  int input_count;  // of the op; the weights come after them
  uint64_t seed;
  int derivatives, failures;
  bool works_on_bits;
  Text failure;  // the first
} Certificate;

// -- the graph ------------------------------------------------------------------------------------

static const Expr *read_all(Graph *graph, Node *node, Formula *formula)
{
  static const char *const names[MAX_RANK] = {"i", "j", "k", "l", "m", "n", "o", "p"};
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < node->shape.rank; d++)
    indices[d] =
        expr_index(graph, d < formula->index_count
                              ? d
                              : formula_add_index(formula, name_intern(graph->names, names[d]),
                                                  node->shape.extents[d]));
  return expr_read(graph, node, indices, NULL);
}

// sum over a result of result*weight
static Node *add_weighted_sum(Graph *graph, Node *result)
{
  Node *weight =
      graph_add(graph, FORM_INPUT, "weight", result->type, result->shape, result->origin);
  weight->input.position = graph->inputs.count;
  list_add(graph->arena, &graph->inputs, weight);
  Formula *formula = formula_create(graph);
  const Expr *value = read_all(graph, result, formula);
  formula->body = expr_binary(graph, EXPR_MULTIPLY, value, read_all(graph, weight, formula));
  formula->reduction = formula->index_count ? REDUCTION_SUM : REDUCTION_NONE;
  Form form = formula->index_count ? FORM_REDUCE : FORM_MAP;
  Node *sum = graph_add(graph, form, "sum", result->type, shape_scalar(), result->origin);
  sum->formula = formula;
  return sum;
}

// The weighted sum of all float results; null if there is none.
static Node *add_total(Graph *graph)
{
  Node *total = NULL;
  for (int i = 0; i < graph->outputs.count; i++) {
    Node *result = graph->outputs.items[i].node;
    if (!type_is_float(result->type))
      continue;
    Node *sum = add_weighted_sum(graph, result);
    if (!total) {
      total = sum;
      continue;
    }
    Node *both = graph_add(graph, FORM_MAP, "total", sum->type, shape_scalar(), sum->origin);
    both->formula = formula_create(graph);
    both->formula->body = expr_binary(graph, EXPR_ADD, expr_read(graph, total, NULL, NULL),
                                      expr_read(graph, sum, NULL, NULL));
    total = both;
  }
  return total;
}

// The graph of the gradient by one input; null if none passes through to it.
static Graph *gradient_graph(const Certificate *c, int input_position)
{
  Graph *graph = graph_copy(c->arena, c->value);
  Node *input = graph->inputs.items[input_position];
  Node *gradient =
      graph_add(graph, FORM_GRADIENT, "gradient", input->type, input->shape, input->origin);
  gradient->gradient.of = graph->outputs.items[0].node;
  gradient->gradient.by = input;
  graph->outputs.items[0].node = gradient;
  Diag *diag = diag_create(c->arena);  // an op without a gradient is no error, only a use of it is
  Arena *scratch = arena_create();
  differentiate(graph, diag, scratch);
  bool good = diag_error_count(diag) == 0;
  if (good) {
    solve(graph, scratch);
    remove_dead(graph, scratch);
  }
  arena_destroy(scratch);
  return good ? graph : NULL;
}

// -- values ---------------------------------------------------------------------------------------

static double draw_float(Drawing drawing, double uniform)
{
  switch (drawing) {
  case DRAWING_TIES:
    return floor(uniform * 5) * 0.5 - 1;
  case DRAWING_POSITIVE:
    return 0.1 + 0.8 * uniform;
  default:
    return uniform * 3 - 1.5;
  }
}

static double *draw_input(const Certificate *c, const Node *input, int position, Drawing drawing)
{
  int64_t count = shape_capacity(c->value, input->shape), bound = 3;
  double *values = arena_array(c->arena, double, count);
  if (input->input.bound)
    expr_capacity(c->value, input->input.bound, &bound);
  else if (input->type == TYPE_BOOL)
    bound = 2;
  for (int64_t i = 0; i < count; i++) {
    double uniform = netc_random_uniform(c->seed, 0, (uint64_t)position, (uint64_t)i, 0);
    values[i] =
        type_is_float(input->type) ? draw_float(drawing, uniform) : floor(uniform * (double)bound);
  }
  return values;
}

static double sum_at(const Certificate *c)
{
  evaluation_run(c->run, false);
  return *evaluation_result(c->run, c->sum);
}

static void fill_ones(const Certificate *c, double *values, const Node *input)
{
  for (int64_t i = 0; i < shape_capacity(c->value, input->shape); i++)
    values[i] = 1;
}

// Draws inputs where the sum is finite; false if this way of drawing gives none.
static bool draw_inputs(Certificate *c, Drawing drawing)
{
  const Graph *graph = c->value;
  c->inputs = arena_array(c->arena, double *, graph->inputs.count);
  for (int i = 0; i < graph->inputs.count; i++) {
    bool is_weight = i >= c->input_count;
    c->inputs[i] = draw_input(c, graph->inputs.items[i], i, is_weight ? DRAWING_WIDE : drawing);
    if (is_weight && c->definition->kind == AST_FN)  // element by element: plain derivatives
      fill_ones(c, c->inputs[i], graph->inputs.items[i]);
    evaluation_set_input(c->run, graph->inputs.items[i]->name, c->inputs[i]);
  }
  return isfinite(sum_at(c));
}

// -- comparison -----------------------------------------------------------------------------------

// What finite differences say of one derivative: it lies in low .. high.
typedef struct Estimate {
  double low, high;
} Estimate;

// Slopes over a width and over half of it. At a jump the slope doubles, and no number is a
// derivative: what the text declares there holds.
static bool is_jump(const double slopes[2], double width, double scale)
{
  return fabs(slopes[1]) > 1.9 * fabs(slopes[0]) && fabs(slopes[1]) * width > 1e-6 * scale;
}

static Estimate estimate(const Certificate *c, double *x, double middle)
{
  const double at = *x, width = 1e-4 * fmax(1, fabs(at));
  double right[2], left[2], scale = fabs(middle);
  for (int k = 0; k < 2; k++) {
    double h = k ? width / 2 : width;
    *x = at + h;
    double above = sum_at(c);
    *x = at - h;
    double below = sum_at(c);
    *x = at;
    right[k] = (above - middle) / h;
    left[k] = (middle - below) / h;
    scale = fmax(scale, fmax(fabs(above), fabs(below)));
  }
  if (is_jump(right, width, scale) || is_jump(left, width, scale))
    return (Estimate){-INFINITY, INFINITY};
  double wide = (right[0] + left[0]) / 2, narrow = (right[1] + left[1]) / 2;
  double best = narrow + (narrow - wide) / 3;
  double error = fabs(narrow - wide) + 1e-15 * scale / width + 1e-6 * (1 + fabs(best));
  // Curvature halves with the width, a kink does not.
  double gap = fabs(right[1] - left[1]);
  if (gap > 0.75 * fabs(right[0] - left[0]) && gap > error)
    return (Estimate){fmin(right[1], left[1]) - gap * 1e-2 - error,
                      fmax(right[1], left[1]) + gap * 1e-2 + error};
  return (Estimate){best - error, best + error};
}

// `[2, 0]`, from a row-major position.
static const char *print_place(const Certificate *c, Shape shape, int64_t position)
{
  int64_t indices[MAX_RANK];
  Text text = {.arena = c->arena};
  for (int d = shape.rank - 1; d >= 0; d--) {
    int64_t extent = 1;
    expr_capacity(c->value, shape.extents[d], &extent);
    indices[d] = position % extent;
    position /= extent;
  }
  for (int d = 0; d < shape.rank; d++)
    text_add(&text, "%s%lld%s", d ? ", " : "[", (long long)indices[d],
             d == shape.rank - 1 ? "]" : "");
  return text_get(&text);
}

static void note_failure(Certificate *c, const Node *input, const double *values, int64_t position,
                         double derived, Estimate found)
{
  if (c->failures++)
    return;
  const char *place = print_place(c, input->shape, position);
  text_add(&c->failure, "the gradient by %s%s is %g where it is %g, finite differences give %g",
           input->name, place, derived, values[position], (found.low + found.high) / 2);
}

static void compare_input(Certificate *c, int input_position, const double *derived)
{
  const Node *input = c->value->inputs.items[input_position];
  int64_t count = shape_capacity(c->value, input->shape);
  double middle = sum_at(c);
  // A large input is sampled: its last point, and others at a distance that shares no factor with
  // the usual extents.
  int64_t points = count < MAX_POINTS ? count : MAX_POINTS;
  for (int64_t k = 0; k < points; k++) {
    int64_t i = count <= MAX_POINTS ? k : (count - 1 + k * (count / MAX_POINTS | 1) * 11) % count;
    Estimate found = estimate(c, &c->inputs[input_position][i], middle);
    c->derivatives++;
    if (!isfinite(found.low) || !isfinite(found.high))
      continue;  // the value ends here
    if (!(found.low <= derived[i] && derived[i] <= found.high))
      note_failure(c, input, c->inputs[input_position], i, derived[i], found);
  }
}

static void compare_gradients(Certificate *c, Graph *const *gradients)
{
  for (int i = 0; i < c->value->inputs.count; i++) {
    if (!gradients[i])
      continue;
    Evaluation *run = evaluation_create(c->arena, gradients[i]);
    for (int k = 0; k < c->value->inputs.count; k++)
      evaluation_set_input(run, c->value->inputs.items[k]->name, c->inputs[k]);
    evaluation_run(run, false);
    compare_input(c, i, evaluation_result(run, gradients[i]->outputs.items[0].node));
  }
}

// -- one definition -------------------------------------------------------------------------------

static void check_shape(Certificate *c, Graph *graph)
{
  c->input_count = graph->inputs.count;
  Node *total = add_total(graph);
  if (!total)
    return;
  graph->outputs.count = 0;
  list_add(graph->arena, &graph->outputs, ((Output){"sum", total}));
  c->value = graph;
  c->sum = total;
  c->run = evaluation_create(c->arena, graph);
  Graph **gradients = arena_array(c->arena, Graph *, graph->inputs.count);
  for (int i = 0; i < c->input_count; i++)
    gradients[i] = type_is_float(graph->inputs.items[i]->type) ? gradient_graph(c, i) : NULL;
  bool drawn = false;
  for (int drawing = 0; drawing < DRAWING_COUNT && !(drawn && drawing == DRAWING_POSITIVE);
       drawing++)
    if (draw_inputs(c, drawing)) {
      compare_gradients(c, gradients);
      drawn = true;
    }
}

static void find_bits(const Expr *e, void *context)
{
  *(bool *)context |= e->kind == EXPR_BITS || e->kind == EXPR_FROM_BITS ||
                      e->kind == EXPR_EXPONENT || e->kind == EXPR_SCALB;
}

static bool works_on_bits(Graph *graph)
{
  bool found = false;
  for (const Node *node = graph->body.first; node; node = node->next)
    if (node->formula)
      formula_walk(graph, node->formula, find_bits, &found);
  for (int i = 0; i < graph->functions.count; i++)
    if (!graph->functions.items[i]->exact)
      expr_walk(graph, graph->functions.items[i]->body, find_bits, &found);
  return found;
}

static bool has_gradient(const AstDefinition *definition)
{
  for (int i = 0; i < definition->body.count; i++)
    if (definition->body.items[i]->kind == AST_GRAD)
      return true;
  return false;
}

// What was found of a definition, on a line.
static void put_result(const Certificate *c, int shapes, bool json, Text *out)
{
  const char *name = c->definition->name;
  const char *why = shapes == 0           ? "no shapes found that fit its signature"
                    : c->works_on_bits    ? "works on the bits of floats, not compared"
                    : c->derivatives == 0 ? "no gradient"
                                          : NULL;
  if (json)
    text_add(out, "{\"definition\":\"%s\",\"derivatives\":%d,\"shapes\":%d%s%s%s}\n", name,
             c->derivatives, shapes, why ? ",\"note\":\"" : "", why ? why : "", why ? "\"" : "");
  else if (why)
    text_add(out, "%s: %s\n", name, why);
  else
    text_add(out, "%s: %d derivatives at %d shapes\n", name, c->derivatives, shapes);
}

// All shapes of one definition; gives how many there were.
static int certify(Certificate *c, Names *names, Library *library, const AstFile *file,
                   Arena *arena)
{
  int shapes = 0;
  for (c->seed = 1; c->seed <= SHAPES; c->seed++) {
    c->arena = arena_create();
    Graph *graph = elaborate_op(arena, names, c->diag, library, file, c->definition, c->seed);
    shapes += graph != NULL;
    c->works_on_bits |= graph && works_on_bits(graph);
    if (graph && !c->works_on_bits)
      check_shape(c, graph);
    arena_destroy(c->arena);
  }
  if (c->failures)
    diag_error(c->diag, E0407, c->definition->name_span, "%s: %s; %d of %d derivatives differ",
               c->definition->name, text_get(&c->failure), c->failures, c->derivatives);
  return shapes;
}

int certify_gradients(Arena *arena, Names *names, Diag *diag, Library *library, const AstFile *file,
                      bool json, Text *out)
{
  int failures = 0;
  for (int i = 0; i < file->definitions.count; i++) {
    const AstDefinition *definition = file->definitions.items[i];
    if (definition->kind != AST_OP && !(definition->kind == AST_FN && has_gradient(definition)))
      continue;
    Certificate c = {.diag = diag, .definition = definition, .failure = {.arena = arena}};
    int shapes = certify(&c, names, library, file, arena);
    if (out && !c.failures)
      put_result(&c, shapes, json, out);
    failures += c.failures;
  }
  return failures;
}
