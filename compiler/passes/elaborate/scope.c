// Names: what files define, and what is bound where.
//
// A name is looked up in the scopes of its definition from the inside out, then among the
// definitions of its file, of the files it imports, and of the library. The library sees only
// itself. Two definitions of one place may share a name, if one takes a graph first.

#include "passes/elaborate/elaborate.h"

#include <stdlib.h>
#include <string.h>

// -- scopes ---------------------------------------------------------------------------------------

Scope *scope_create(Elaborator *e, Scope *outer)
{
  Scope *scope = arena_new(e->arena, Scope);
  scope->outer = outer;
  return scope;
}

Binding *scope_find(Scope *scope, const char *name)
{
  for (; scope; scope = scope->outer)
    for (int i = scope->bindings.count - 1; i >= 0; i--)
      if (scope->bindings.items[i].name == name)
        return &scope->bindings.items[i];
  return NULL;
}

void scope_define(Elaborator *e, Scope *scope, const char *name, Value value, Span span)
{
  for (int i = 0; i < scope->bindings.count; i++)
    if (scope->bindings.items[i].name == name) {
      scope->bindings.items[i] = (Binding){.name = name, .value = value, .span = span};
      return;
    }
  list_add(e->arena, &scope->bindings, ((Binding){.name = name, .value = value, .span = span}));
}

void scope_assign(Elaborator *e, Scope *scope, const char *name, Value value, Span span)
{
  Binding *binding = scope_find(scope, name);
  if (binding)
    *binding = (Binding){.name = name, .value = value, .span = span};
  else
    scope_define(e, scope, name, value, span);
}

// -- modules --------------------------------------------------------------------------------------

static bool is_in_namespace(const AstDefinition *ast)
{
  return ast->kind != AST_TRAIN && ast->kind != AST_IMPORT && ast->kind != AST_GRAPH_TEXT &&
         ast->name;
}

bool takes_graph(const AstDefinition *ast)
{
  const AstParameters *parameters = &ast->parameters;
  return parameters->count && parameters->items[0].type &&
         parameters->items[0].type->dtype == AST_GRAPH;
}

static bool is_op_or_layer(const AstDefinition *ast)
{
  return ast->kind == AST_OP || ast->kind == AST_LAYER;
}

// What is done to a graph may have the name of what is done to a tensor: calls tell them apart.
static bool can_be_twins(const Definition *a, const Definition *b)
{
  return !a->twin && is_op_or_layer(a->ast) && is_op_or_layer(b->ast) &&
         takes_graph(a->ast) != takes_graph(b->ast);
}

static void define(Elaborator *e, Module *module, const AstDefinition *ast)
{
  Definition *definition = arena_new(e->arena, Definition);
  definition->ast = ast;
  definition->module = module;
  list_add(e->arena, &module->in_order, definition);
  if (!is_in_namespace(ast))
    return;
  Definition *first = pointer_map_get(&module->definitions, ast->name);
  if (first && can_be_twins(first, definition)) {
    first->twin = definition;
    definition->twin = first;
    return;
  }
  if (first) {
    diag_error(e->diag, E0202, ast->name_span, "%s is defined twice", ast->name);
    diag_note(e->diag, first->ast->name_span, "the first definition is here");
    return;
  }
  pointer_map_set(&module->definitions, ast->name, definition);
  list_add(e->arena, &module->names, ast->name);
}

Module *module_of_library(Elaborator *e, const Library *library)
{
  Module *module = arena_new(e->arena, Module);
  module->is_library = true;
  module->definitions = pointer_map(e->arena);
  for (int i = 0; i < library->files.count; i++)
    for (int k = 0; k < library->files.items[i]->definitions.count; k++)
      define(e, module, library->files.items[i]->definitions.items[k]);
  return module;
}

Module *module_create(Elaborator *e, const AstFile *file, const char *path)
{
  Module *module = arena_new(e->arena, Module);
  module->file = file;
  module->path = path;
  module->definitions = pointer_map(e->arena);
  list_add(e->arena, &e->modules, module);
  for (int i = 0; i < file->definitions.count; i++)
    define(e, module, file->definitions.items[i]);
  list_add(e->arena, &e->loading, module);
  module->is_loading = true;
  for (int i = 0; i < file->definitions.count; i++)
    if (file->definitions.items[i]->kind == AST_IMPORT)
      add_import(e, module, file->definitions.items[i]);
  module->is_loading = false;
  e->loading.count--;
  return module;
}

static Definition *find_in_module(const Module *module, const char *name)
{
  Definition *found = pointer_map_get(&module->definitions, name);
  for (int i = 0; !found && i < module->imports.count; i++)
    if (!module->imports.items[i].name)
      found = pointer_map_get(&module->imports.items[i].module->definitions, name);
  return found;
}

Definition *find_definition(const Module *module, const char *name, Module *library)
{
  Definition *found = find_in_module(module, name);
  return found || module == library ? found : find_in_module(library, name);
}

// -- looking up -----------------------------------------------------------------------------------

static bool is_plain_name(const char *name)
{
  return (name[0] >= 'a' && name[0] <= 'z') || (name[0] >= 'A' && name[0] <= 'Z') || name[0] == '_';
}

// The nearest of all names that would have been found here; null if none is near.
static const char *nearest_name(Frame *f, const char *name)
{
  Elaborator *e = f->e;
  ListOf(const char *) names = {0};
  for (const Scope *s = f->scope; s; s = s->outer)
    for (int i = 0; i < s->bindings.count; i++)
      if (is_plain_name(s->bindings.items[i].name))
        list_add(e->arena, &names, s->bindings.items[i].name);
  for (int i = 0; i < f->module->names.count; i++)
    list_add(e->arena, &names, f->module->names.items[i]);
  for (int i = 0; i < e->library->names.count; i++)
    list_add(e->arena, &names, e->library->names.items[i]);
  const char *builtins[64];
  int count = builtin_names(builtins, 64);
  for (int i = 0; i < count; i++)
    list_add(e->arena, &names, builtins[i]);
  return text_nearest(name, names.items, names.count);
}

// What people look for and the language leaves out; grammar/README.md has the reasons at length.
static const char *why_left_out(const char *name)
{
  static const char *const reasons[][2] = {
      {"sort", "nothing is sorted: `max`, `argmax` and `top_k` pick the largest"},
      {"argsort", "nothing is sorted: `argmax` gives the place of the largest"},
      {"topk", "nothing is sorted: the metric `top_k` counts, `argmax` gives the largest"},
      {"unique",
       "sizes that depend on values are left out: buffers are fixed; a mask says which count"},
      {"nonzero",
       "sizes that depend on values are left out: buffers are fixed; a mask says which count"},
      {"nms",
       "sizes that depend on values are left out: buffers are fixed; a mask says which count"},
      {"solve", "there is no linear solver: iterate in a `scan`"},
      {"inverse", "there is no linear solver: iterate in a `scan`"},
      {"inv", "there is no linear solver: iterate in a `scan`"},
      {"while",
       "nothing stops by data: `repeat` and `scan` know their steps, `lengths` ends rows early"},
  };
  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
    if (strcmp(name, reasons[i][0]) == 0)
      return reasons[i][1];
  return NULL;
}

static Value unknown_name(Frame *f, const char *name, Span span)
{
  bool is_dimension = name[0] >= 'A' && name[0] <= 'Z';
  report(f, E0201, span,
         is_dimension ? "no dimension %s is bound here" : "nothing is named %s here", name);
  const char *nearest =
      strlen(name) > 2 ? nearest_name(f, name) : NULL;  // two letters are near to all
  const char *why = why_left_out(name);
  if (why)
    diag_help(f->e->diag, "%s", why);
  else if (nearest)
    diag_suggest(f->e->diag, span, nearest);
  report_end(f);
  return poison();
}

static Value constant_definition(Frame *f, Definition *definition, Span span)
{
  Elaborator *e = f->e;
  if (definition->in_progress)
    return fail(f, E0207, span, "the constant %s is defined by itself", definition->ast->name);
  definition->in_progress = true;
  Frame *inner = frame_create(f, e, definition, span);
  const AstType *type = definition->ast->type;
  Value v = evaluate(inner, definition->ast->value);
  Shape shape = {0};
  Type element = TYPE_F32;
  Tensor constants;
  if (v.kind == VALUE_POISON || !evaluate_type(inner, type, &shape, &element))
    v = poison();
  else if (shape.rank > 0)
    v = tensor_of_constants(inner, v, shape, element, definition->ast->value->span, &constants)
            ? tensor_value(e, constants)
            : poison();
  else if (!is_constant_number(v))
    v = fail(inner, E0404, definition->ast->value->span, "a constant is a number, this is %s",
             value_kind_text(e, v));
  definition->in_progress = false;
  return v;
}

static Value definition_value(Frame *f, Definition *definition, Span span)
{
  definition->is_called |= !definition->twin;  // which of twins is meant, the call says
  if (definition->ast->kind == AST_CONST)
    return constant_definition(f, definition, span);
  return (Value){.kind = VALUE_DEFINITION, .definition = definition};
}

Value find_name(Frame *f, const char *name, Span span)
{
  const Binding *binding = scope_find(f->scope, name);
  if (!binding && (bind_pending(f, name) || bind_constant(f, name)))
    binding = scope_find(f->scope, name);
  if (binding)
    return is_half_bound(f, binding, span) ? poison() : binding->value;
  if (strcmp(name, "training") == 0)
    return boolean_value(graph_is_training(f->e->kind) || f->e->kind == GRAPH_AUGMENT);
  Definition *definition = find_definition(f->module, name, f->e->library);
  if (definition)
    return definition_value(f, definition, span);
  const Builtin *builtin = find_builtin(name);
  if (builtin)
    return (Value){.kind = VALUE_BUILTIN, .builtin = builtin};
  return unknown_name(f, name, span);
}
