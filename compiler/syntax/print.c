// `netc emit --stage ast`: the tree, a node a line, what hangs below a node two spaces further in.
//
//   y[b, o] = sum(i) x[b, i]*w[o, i]        formula y
//                                             index: b
//                                             index: o
//                                             value: reduction sum
//                                               range i
//                                               body: binary *
//                                                 left: indexed
//                                                   ..

#include "syntax/syntax.h"
#include "syntax/words.h"

typedef struct Printer {
  Text *out;
  int depth;
} Printer;

__attribute__((format(printf, 3, 4))) static void line(Printer *p, const char *role,
                                                       const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  char *text = arena_print_list(p->out->arena, format, arguments);
  va_end(arguments);
  text_add(p->out, "%*s%s%s%s\n", p->depth * 2, "", role, *role ? ": " : "", text);
}

static const char *joined(Printer *p, const AstNames *names)
{
  Text text = {.arena = p->out->arena};
  for (int i = 0; i < names->count; i++)
    text_add(&text, "%s%s", i ? ", " : "", names->items[i]);
  return text_get(&text);
}

static const char *quoted(Printer *p, const char *value)
{
  Text text = {.arena = p->out->arena};
  text_add_string(&text, value);
  return text_get(&text);
}

static const char *pack_text(Printer *p, const AstPack *pack)
{
  return arena_print(p->out->arena, "..%s%s%s", pack->name ? pack->name : "",
                     pack->length ? ": " : "", pack->length ? pack->length : "");
}

static void print_expr(Printer *p, const char *role, const AstExpr *e);

static void print_exprs(Printer *p, const char *role, const AstExprs *exprs)
{
  for (int i = 0; i < exprs->count; i++)
    print_expr(p, role, exprs->items[i]);
}

static void print_arguments(Printer *p, const AstArguments *arguments)
{
  for (int i = 0; i < arguments->count; i++) {
    const char *name = arguments->items[i].name;
    const char *role = name ? arena_print(p->out->arena, "argument %s", name) : "argument";
    print_expr(p, role, arguments->items[i].value);
  }
}

static void print_type(Printer *p, const AstType *type)
{
  if (!type)
    return;
  Text text = {.arena = p->out->arena};
  format_type(type, &text);
  line(p, "type", "%s", text_get(&text));
}

static void print_range(Printer *p, const AstRange *range)
{
  static const char *const kinds[] = {"range", "range pack", "range below", "range in",
                                      "range edges"};
  const char *text =
      range->kind == AST_RANGE_PACK ? pack_text(p, &range->pack) : joined(p, &range->names);
  line(p, "", "%s %s", kinds[range->kind], text);
  p->depth++;
  print_expr(p, "bound", range->bound);
  p->depth--;
}

// Expressions that are their parts only.
static const char *const bare_words[] = {
    [AST_LIST] = "list",       [AST_TUPLE] = "tuple", [AST_RECORD] = "record",
    [AST_INDEXED] = "indexed", [AST_CALL] = "call",   [AST_OTHERWISE] = "otherwise",
    [AST_IF] = "if",
};

// The line of an expression itself.
static void print_head(Printer *p, const char *role, const AstExpr *e)
{
  Arena *arena = p->out->arena;
  Text number = {.arena = arena};
  switch (e->kind) {
  case AST_NAME:
    line(p, role, "name %s", e->text);
    break;
  case AST_DIMENSION:
    line(p, role, "dimension %s", e->text);
    break;
  case AST_NUMBER:
  case AST_DURATION:
    format_expr(e, &number);
    line(p, role, "%s %s", e->kind == AST_NUMBER ? "number" : "duration", text_get(&number));
    break;
  case AST_STRING:
    line(p, role, "string %s", quoted(p, e->text));
    break;
  case AST_BOOLEAN:
    line(p, role, "boolean %s", e->boolean ? "true" : "false");
    break;
  case AST_PACK:
    line(p, role, "pack %s", pack_text(p, &e->pack));
    break;
  case AST_FIELD:
    line(p, role, "field %s", e->field.name);
    break;
  case AST_CONVERT:
    line(p, role, "convert %s", dtype_word(e->convert.dtype));
    break;
  case AST_GRADIENT:
    line(p, role, "gradient of %s", e->gradient_of);
    break;
  case AST_UNARY:
    line(p, role, "unary %s", operator_word(e->operation.operator));
    break;
  case AST_BINARY:
    line(p, role, "binary %s", operator_word(e->operation.operator));
    break;
  case AST_LIST:
  case AST_TUPLE:
  case AST_RECORD:
  case AST_INDEXED:
  case AST_CALL:
  case AST_OTHERWISE:
  case AST_IF:
    line(p, role, "%s", bare_words[e->kind]);
    break;
  case AST_PIPE:
    line(p, role, "pipe%s%s", e->pipe.label ? " as " : "", e->pipe.label ? e->pipe.label : "");
    break;
  case AST_REDUCTION:
    line(p, role, "reduction %s", reduction_word(e->reduction.reduction));
    break;
  }
}

static void print_parts(Printer *p, const AstExpr *e)
{
  switch (e->kind) {
  case AST_NAME:
  case AST_DIMENSION:
  case AST_NUMBER:
  case AST_DURATION:
  case AST_STRING:
  case AST_BOOLEAN:
  case AST_PACK:
  case AST_GRADIENT:
    break;
  case AST_LIST:
  case AST_TUPLE:
    print_exprs(p, "", &e->items);
    break;
  case AST_RECORD:
    print_arguments(p, &e->record);
    break;
  case AST_INDEXED:
    print_expr(p, "of", e->indexed.base);
    print_exprs(p, "index", &e->indexed.indices);
    break;
  case AST_FIELD:
    print_expr(p, "of", e->field.base);
    break;
  case AST_CALL:
    print_expr(p, "callee", e->call.callee);
    print_arguments(p, &e->call.arguments);
    break;
  case AST_CONVERT:
    print_expr(p, "", e->convert.operand);
    break;
  case AST_UNARY:
  case AST_BINARY:
    print_expr(p, "", e->operation.left);
    print_expr(p, "", e->operation.right);
    break;
  case AST_OTHERWISE:
    print_expr(p, "read", e->otherwise.read);
    print_expr(p, "outside", e->otherwise.otherwise);
    break;
  case AST_IF:
    print_expr(p, "condition", e->conditional.condition);
    print_expr(p, "then", e->conditional.then);
    print_expr(p, "else", e->conditional.otherwise);
    break;
  case AST_PIPE:
    print_expr(p, "value", e->pipe.value);
    print_expr(p, "stage", e->pipe.stage);
    break;
  case AST_REDUCTION:
    for (int i = 0; i < e->reduction.ranges.count; i++)
      print_range(p, &e->reduction.ranges.items[i]);
    print_expr(p, "if", e->reduction.condition);
    print_expr(p, "else", e->reduction.otherwise);
    print_expr(p, "body", e->reduction.body);
    break;
  }
}

static void print_expr(Printer *p, const char *role, const AstExpr *e)
{
  if (!e)
    return;
  print_head(p, role, e);
  p->depth++;
  print_parts(p, e);
  p->depth--;
}

static void print_block(Printer *p, const AstBlock *block);

static void print_bindings(Printer *p, const char *role, const AstBindings *bindings)
{
  for (int i = 0; i < bindings->count; i++) {
    line(p, role, "%s", bindings->items[i].name);
    p->depth++;
    print_type(p, bindings->items[i].type);
    print_expr(p, "value", bindings->items[i].value);
    p->depth--;
  }
}

static void print_branch(Printer *p, const AstStatement *s)
{
  print_expr(p, "condition", s->branch.condition);
  line(p, "", "then");
  p->depth++;
  print_block(p, &s->branch.then);
  p->depth--;
  if (!s->branch.has_else)
    return;
  line(p, "", "else");
  p->depth++;
  print_block(p, &s->branch.otherwise);
  p->depth--;
}

static void print_statement_head(Printer *p, const AstStatement *s)
{
  static const char *const words[] = {
      "assign", "setting", "formula", "grad", "return", "yield",    "require", "freeze",
      "share",  "state",   "update",  "draw", "param",  "group",    "rename",  "for",
      "repeat", "if",      "scan",    "slot", "scalar", "constant", "again"};
  const char *word = words[s->kind], *rest = "";
  switch (s->kind) {
  case AST_ASSIGN:
  case AST_SETTING:
  case AST_RETURN:
  case AST_YIELD:
  case AST_FREEZE:
  case AST_SHARE:
  case AST_UPDATE:
  case AST_AGAIN:
    rest = joined(p, &s->assign.names);
    break;
  case AST_FORMULA:
  case AST_GRAD:
    rest = s->formula.name;
    break;
  case AST_DRAW:
    rest = s->draw.name;
    break;
  case AST_PARAM:
    rest = s->param.name;
    break;
  case AST_GROUP:
    rest = quoted(p, s->group.pattern);
    break;
  case AST_RENAME:
    rest =
        arena_print(p->out->arena, "%s -> %s", quoted(p, s->rename.from), quoted(p, s->rename.to));
    break;
  case AST_FOR:
  case AST_REPEAT:
    rest = joined(p, &s->loop.names);
    break;
  case AST_SCAN:
    rest = arena_print(p->out->arena, "%s over %s", joined(p, &s->scan.inputs), s->scan.over);
    break;
  default:
    break;
  }
  line(p, "", "%s%s%s", word, *rest ? " " : "", rest);
}

static void print_statement_parts(Printer *p, const AstStatement *s)
{
  switch (s->kind) {
  case AST_ASSIGN:
  case AST_SETTING:
  case AST_RETURN:
  case AST_YIELD:
  case AST_FREEZE:
  case AST_SHARE:
  case AST_UPDATE:
  case AST_AGAIN:
    print_exprs(p, "value", &s->assign.values);
    break;
  case AST_FORMULA:
  case AST_GRAD:
    print_type(p, s->formula.type);
    print_exprs(p, "index", &s->formula.indices);
    print_expr(p, "value", s->formula.value);
    break;
  case AST_REQUIRE:
    print_expr(p, "condition", s->require.condition);
    print_expr(p, "message", s->require.message);
    break;
  case AST_STATE:
  case AST_SLOT:
  case AST_SCALAR:
  case AST_CONSTANT:
    print_bindings(p, "", &s->state);
    break;
  case AST_DRAW:
    print_type(p, s->draw.type);
    print_expr(p, "from", s->draw.distribution);
    print_expr(p, "key", s->draw.key);
    break;
  case AST_PARAM:
    print_type(p, s->param.type);
    print_expr(p, "start", s->param.initializer);
    print_expr(p, "constant", s->param.constant);
    print_expr(p, "if", s->param.condition);
    print_expr(p, "else", s->param.otherwise);
    break;
  case AST_GROUP:
    print_arguments(p, &s->group.arguments);
    break;
  case AST_RENAME:
    break;
  case AST_FOR:
  case AST_REPEAT:
    print_expr(p, s->kind == AST_FOR ? "in" : "count", s->loop.in);
    print_block(p, &s->loop.body);
    break;
  case AST_IF_BLOCK:
    print_branch(p, s);
    break;
  case AST_SCAN:
    print_expr(p, "extent", s->scan.extent);
    print_arguments(p, &s->scan.options);
    print_bindings(p, "carry", &s->scan.carries);
    print_block(p, &s->scan.body);
    break;
  }
}

static void print_block(Printer *p, const AstBlock *block)
{
  for (int i = 0; i < block->count; i++) {
    print_statement_head(p, block->items[i]);
    p->depth++;
    print_statement_parts(p, block->items[i]);
    p->depth--;
  }
}

static void print_parameter(Printer *p, const AstParameter *parameter)
{
  line(p, "parameter", "%s", parameter->name);
  p->depth++;
  print_type(p, parameter->type);
  print_expr(p, "in", parameter->bound);
  if (parameter->words.count)
    line(p, "words", "%s", joined(p, &parameter->words));
  print_expr(p, "default", parameter->fallback);
  p->depth--;
}

void print_ast(const AstFile *file, Text *out)
{
  Printer p = {.out = out};
  for (int i = 0; i < file->definitions.count; i++) {
    const AstDefinition *definition = file->definitions.items[i];
    line(&p, "", "%s%s%s", definition_word(definition->kind), definition->name ? " " : "",
         definition->name ? definition->name : "");
    p.depth++;
    for (int k = 0; k < definition->parameters.count; k++)
      print_parameter(&p, &definition->parameters.items[k]);
    for (int k = 0; k < definition->results.count; k++) {
      const AstResult *result = &definition->results.items[k];
      line(&p, "", "result%s%s", result->name ? " " : "", result->name ? result->name : "");
      p.depth++;
      print_type(&p, result->type);
      p.depth--;
    }
    print_type(&p, definition->type);
    print_expr(&p, "value", definition->value);
    print_block(&p, &definition->body);
    p.depth--;
  }
}
