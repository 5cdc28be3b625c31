// Which statement may stand where, and the order of arguments: rules that are easier to state, and
// to report, over the tree than in the grammar.

#include "syntax/check.h"

typedef struct Checker {
  Diag *diag;
  const AstDefinition *definition;
  int scans;  // that the statement stands in
} Checker;

static void check_expr(Checker *c, const AstExpr *e);

static void check_exprs(Checker *c, const AstExprs *exprs)
{
  for (int i = 0; i < exprs->count; i++)
    check_expr(c, exprs->items[i]);
}

static void check_arguments(Checker *c, const AstArguments *arguments)
{
  const AstArgument *named = NULL;
  for (int i = 0; i < arguments->count; i++) {
    const AstArgument *argument = &arguments->items[i];
    if (argument->name)
      named = argument;
    else if (named) {
      diag_error(c->diag, E0114, argument->value->span,
                 "an argument without a name after the named argument %s", named->name);
      diag_note(c->diag, named->name_span, "the first argument with a name is before it");
      named = NULL;
    }
    check_expr(c, argument->value);
  }
}

static void check_type(Checker *c, const AstType *type)
{
  if (!type)
    return;
  check_expr(c, type->list_count);
  check_exprs(c, &type->extents);
}

static void check_reduction(Checker *c, const AstExpr *e)
{
  for (int i = 0; i < e->reduction.ranges.count; i++)
    check_expr(c, e->reduction.ranges.items[i].bound);
  check_expr(c, e->reduction.condition);
  check_expr(c, e->reduction.otherwise);
  check_expr(c, e->reduction.body);
}

static void check_duration(Checker *c, const AstExpr *e)
{
  if (c->definition->kind != AST_TRAIN)
    diag_error(c->diag, E0113, e->span, "a duration has a meaning only in a train block");
}

static void check_expr(Checker *c, const AstExpr *e)
{
  if (!e)
    return;
  switch (e->kind) {
  case AST_NAME:
  case AST_DIMENSION:
  case AST_NUMBER:
  case AST_STRING:
  case AST_PACK:
  case AST_GRADIENT:
  case AST_BOOLEAN:
    break;
  case AST_DURATION:
    check_duration(c, e);
    break;
  case AST_LIST:
  case AST_TUPLE:
    check_exprs(c, &e->items);
    break;
  case AST_RECORD:
    check_arguments(c, &e->record);
    break;
  case AST_INDEXED:
    check_expr(c, e->indexed.base);
    check_exprs(c, &e->indexed.indices);
    break;
  case AST_FIELD:
    check_expr(c, e->field.base);
    break;
  case AST_CALL:
    check_expr(c, e->call.callee);
    check_arguments(c, &e->call.arguments);
    break;
  case AST_CONVERT:
    check_expr(c, e->convert.operand);
    break;
  case AST_UNARY:
  case AST_BINARY:
    check_expr(c, e->operation.left);
    check_expr(c, e->operation.right);
    break;
  case AST_OTHERWISE:
    check_expr(c, e->otherwise.read);
    check_expr(c, e->otherwise.otherwise);
    break;
  case AST_IF:
    check_expr(c, e->conditional.condition);
    check_expr(c, e->conditional.then);
    check_expr(c, e->conditional.otherwise);
    break;
  case AST_PIPE:
    check_expr(c, e->pipe.value);
    check_expr(c, e->pipe.stage);
    break;
  case AST_REDUCTION:
    check_reduction(c, e);
    break;
  }
}

#define IN(kind) (1u << AST_##kind)

// The definitions a statement may stand in, and how both are called in a message.
static const struct {
  const char *text;
  unsigned places;
  const char *where;
} rules[] = {
    [AST_ASSIGN] = {"an assignment", ~0u, ""},
    [AST_SETTING] = {"a setting", IN(TRAIN), "a train block"},
    [AST_FORMULA] = {"a formula", IN(OP) | IN(LAYER) | IN(NET) | IN(FN) | IN(TRAIN),
                     "an op, a layer or a net"},
    [AST_GRAD] = {"`grad`", IN(OP) | IN(FN), "an op or a fn"},
    [AST_RETURN] = {"`return`", IN(LAYER) | IN(FN), "a layer or a fn"},
    [AST_YIELD] = {"`yield`", IN(LAYER) | IN(NET), "a scan"},
    [AST_REQUIRE] = {"`require`", ~0u, ""},
    [AST_FREEZE] = {"`freeze`", IN(TRAIN) | IN(NET) | IN(LAYER), "a train block, a net or a layer"},
    [AST_SHARE] = {"`share`", IN(LAYER) | IN(NET), "a layer or a net"},
    [AST_STATE] = {"`state`", IN(LAYER) | IN(NET) | IN(OPTIMIZER),
                   "a layer, a net or an optimizer"},
    [AST_UPDATE] = {"`update`", IN(LAYER) | IN(NET) | IN(OPTIMIZER),
                    "a layer, a net or an optimizer"},
    [AST_DRAW] = {"`draw`", IN(LAYER) | IN(NET), "a layer or a net"},
    [AST_PARAM] = {"`param`", IN(LAYER) | IN(NET), "a layer or a net"},
    [AST_GROUP] = {"`group`", IN(TRAIN), "a train block"},
    [AST_RENAME] = {"`rename`", IN(TRAIN) | IN(NET) | IN(LAYER), "a train block, a net or a layer"},
    [AST_FOR] = {"`for`", ~0u, ""},
    [AST_REPEAT] = {"`repeat`", ~0u, ""},
    [AST_IF_BLOCK] = {"`if`", ~0u, ""},
    [AST_SCAN] = {"`scan`", IN(LAYER) | IN(NET), "a layer or a net"},
};

static const char *definition_name(AstDefinitionKind kind)
{
  static const char *const names[] = {"an op",        "a layer", "a net",   "a train block",
                                      "an optimizer", "a fn",    "an init", "a const",
                                      "an import",    "a graph"};
  return names[kind];
}

static void check_place(Checker *c, const AstStatement *s)
{
  // The first word is what the message is about, not the lines of a whole block.
  Span at = {s->span.source, s->span.start, s->span.start + 1};
  while (at.end < s->span.end && ((s->span.source->text[at.end] | 0x20) >= 'a' &&
                                  (s->span.source->text[at.end] | 0x20) <= 'z'))
    at.end++;
  if (s->kind == AST_YIELD && c->scans == 0)
    diag_error(c->diag, E0113, at, "`yield` stands in the block of a scan only");
  else if (!(rules[s->kind].places & (1u << c->definition->kind)))
    diag_error(c->diag, E0113, at, "%s stands in %s, not in %s", rules[s->kind].text,
               rules[s->kind].where, definition_name(c->definition->kind));
}

static void check_block(Checker *c, const AstBlock *block);

static void check_bindings(Checker *c, const AstBindings *bindings)
{
  for (int i = 0; i < bindings->count; i++) {
    check_type(c, bindings->items[i].type);
    check_expr(c, bindings->items[i].value);
  }
}

static void check_state(Checker *c, const AstBindings *bindings)
{
  check_bindings(c, bindings);
  for (int i = 0; i < bindings->count; i++)
    if (!bindings->items[i].value) {
      diag_error(c->diag, E0101, bindings->items[i].span, "the state %s has no start",
                 bindings->items[i].name);
      diag_help(c->diag, "write how it starts: `%s = 0`", bindings->items[i].name);
    }
}

static void check_scan(Checker *c, const AstStatement *s)
{
  check_arguments(c, &s->scan.options);
  check_state(c, &s->scan.carries);
  c->scans++;
  check_block(c, &s->scan.body);
  c->scans--;
}

static void check_statement(Checker *c, const AstStatement *s)
{
  check_place(c, s);
  switch (s->kind) {
  case AST_ASSIGN:
  case AST_SETTING:
  case AST_RETURN:
  case AST_YIELD:
  case AST_FREEZE:
  case AST_SHARE:
  case AST_UPDATE:
  case AST_AGAIN:
    check_exprs(c, &s->assign.values);
    break;
  case AST_FORMULA:
  case AST_GRAD:
    check_exprs(c, &s->formula.indices);
    check_expr(c, s->formula.value);
    break;
  case AST_REQUIRE:
    check_expr(c, s->require.condition);
    break;
  case AST_STATE:
  case AST_SLOT:
  case AST_SCALAR:
  case AST_CONSTANT:
    check_state(c, &s->state);
    break;
  case AST_DRAW:
    check_type(c, s->draw.type);
    check_expr(c, s->draw.distribution);
    break;
  case AST_PARAM:
    check_type(c, s->param.type);
    check_expr(c, s->param.initializer);
    check_expr(c, s->param.constant);
    check_expr(c, s->param.condition);
    check_expr(c, s->param.otherwise);
    break;
  case AST_GROUP:
    check_arguments(c, &s->group.arguments);
    break;
  case AST_RENAME:
    break;
  case AST_FOR:
  case AST_REPEAT:
    check_expr(c, s->loop.in);
    check_block(c, &s->loop.body);
    break;
  case AST_IF_BLOCK:
    check_expr(c, s->branch.condition);
    check_block(c, &s->branch.then);
    check_block(c, &s->branch.otherwise);
    break;
  case AST_SCAN:
    check_scan(c, s);
    break;
  }
}

static void check_block(Checker *c, const AstBlock *block)
{
  for (int i = 0; i < block->count; i++)
    check_statement(c, block->items[i]);
}

void check_syntax(Diag *diag, const AstFile *file)
{
  for (int i = 0; i < file->definitions.count; i++) {
    const AstDefinition *definition = file->definitions.items[i];
    Checker c = {.diag = diag, .definition = definition};
    for (int k = 0; k < definition->parameters.count; k++) {
      check_type(&c, definition->parameters.items[k].type);
      check_expr(&c, definition->parameters.items[k].bound);
      check_expr(&c, definition->parameters.items[k].fallback);
    }
    for (int k = 0; k < definition->results.count; k++)
      check_type(&c, definition->results.items[k].type);
    check_block(&c, &definition->body);
    check_expr(&c, definition->value);
  }
}
