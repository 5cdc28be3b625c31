// The keys of a train block. What the runtime reads (data, epochs, ..) goes to the program as text
// and numbers; what becomes formulas (loss, optimiser, ..) is kept as trees.

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

#include <string.h>

// -- readers --------------------------------------------------------------------------------------

// An argument that a reader knows by name: one of some words, or a number.
typedef struct ReaderOption {
  const char *name;
  const char *words[3];  // of `text`; none: a number
} ReaderOption;

// What the runtime can read. Other arguments by name are fields, where they are allowed. `split` is
// for `valid` alone.
static const struct {
  const char *name;
  bool has_fields;
  ReaderOption options[3];
} reader_kinds[] = {
    {"idx", true, {{0}}},
    {"npy", true, {{0}}},
    {"csv", true, {{0}}},
    {"pictures", false, {{.name = "resize"}}},
    {"cifar", false, {{0}}},
    {"text", false, {{"symbols", {"bytes", "utf8"}}, {.name = "held"}}},
    {"ts", false, {{0}}},
    {"planetoid", false, {{0}}},
    {"gin", false, {{.name = "fold"}}},
    {"gml", false, {{0}}},
    {"split", false, {{0}}},
};

enum { READER_KINDS = sizeof reader_kinds / sizeof *reader_kinds };

static bool read_word(Frame *f, const AstExpr *value, const ReaderOption *option, Setting *setting)
{
  Text found = {.arena = f->e->arena};
  format_expr(value, &found);
  setting->text = text_get(&found);
  for (int i = 0; option->words[i]; i++)
    if (value->kind == AST_NAME && strcmp(value->text, option->words[i]) == 0)
      return true;
  fail(f, E0201, value->span, "`%s` is %s or %s, this is %s", option->name, option->words[0],
       option->words[1], setting->text);
  return false;
}

static bool read_number(Frame *f, const AstExpr *value, Setting *setting)
{
  Value v = evaluate(f, value);
  if (v.kind != VALUE_POISON && !is_constant_number(v))
    v = fail(f, E0401, value->span, "`%s` is a number, this is %s", setting->name,
             value_kind_text(f->e, v));
  setting->number = v.kind == VALUE_POISON ? 0 : number_of(v);
  return v.kind != VALUE_POISON;
}

// A file, or where a field is: col(0) goes on as text.
static void read_place(Frame *f, const AstExpr *value, Setting *setting)
{
  Text text = {.arena = f->e->arena};
  if (value->kind == AST_NUMBER) {
    setting->number =
        value->number.is_integer ? (double)value->number.integer : value->number.value;
    return;
  }
  format_expr(value, &text);
  setting->text = value->kind == AST_STRING ? value->text : text_get(&text);
}

// False after an error. `option`: null for a file or a field.
static bool read_argument(Frame *f, const AstArgument *argument, const ReaderOption *option,
                          Setting *setting)
{
  *setting = (Setting){.name = argument->name ? argument->name : ""};
  if (option)
    return option->words[0] ? read_word(f, argument->value, option, setting)
                            : read_number(f, argument->value, setting);
  read_place(f, argument->value, setting);
  return true;
}

static int find_reader(Frame *f, const AstExpr *callee)
{
  const char *names[READER_KINDS];
  for (int i = 0; i < READER_KINDS; i++) {
    names[i] = reader_kinds[i].name;
    if (strcmp(names[i], callee->text) == 0)
      return i;
  }
  report(f, E0201, callee->span, "there is no reader %s", callee->text);
  const char *nearest = text_nearest(callee->text, names, READER_KINDS);
  if (nearest)
    diag_suggest(f->e->diag, callee->span, nearest);
  report_end(f);
  return -1;
}

// False after an error; null for a file, which has no name, and for a field.
static bool find_option(Frame *f, int kind, const AstArgument *argument,
                        const ReaderOption **option)
{
  const ReaderOption *options = reader_kinds[kind].options;
  const char *names[3];
  int count = 0;
  *option = NULL;
  if (!argument->name || reader_kinds[kind].has_fields)
    return true;
  for (; options[count].name; count++) {
    names[count] = options[count].name;
    if (strcmp(names[count], argument->name) == 0)
      *option = &options[count];
  }
  if (*option)
    return true;
  report(f, E0201, argument->value->span, "the reader %s has no argument %s",
         reader_kinds[kind].name, argument->name);
  const char *nearest = text_nearest(argument->name, names, count);
  if (nearest)
    diag_help(f->e->diag, "did you mean `%s`?", nearest);
  report_end(f);
  return false;
}

static void add_reader(Frame *f, const char *role, const AstExpr *value)
{
  Elaborator *e = f->e;
  Reader reader = {.role = role};
  const AstExpr *callee = value->kind == AST_CALL ? value->call.callee : value;
  if (callee->kind != AST_NAME) {
    fail(f, E0208, value->span,
         "`%s` names a reader: idx(\"folder\"), npy(..), csv(..), pictures(..)", role);
    return;
  }
  int kind = find_reader(f, callee);
  if (kind < 0)
    return;
  reader.kind = callee->text;
  for (int i = 0; value->kind == AST_CALL && i < value->call.arguments.count; i++) {
    const AstArgument *argument = &value->call.arguments.items[i];
    const ReaderOption *option;
    Setting setting;
    if (find_option(f, kind, argument, &option) && read_argument(f, argument, option, &setting))
      list_add(e->arena, &reader.arguments, setting);
  }
  list_add(e->arena, &e->program->readers, reader);
}

// Names are those of the classes that an input of the train block counts: `label: i32[B] in 10`.
static void check_class_count(Frame *f, const AstExpr *value, int count)
{
  const AstParameters *parameters = &f->definition->ast->parameters;
  int64_t classes, other = -1;
  const AstParameter *label = NULL;
  for (int i = 0; i < parameters->count; i++) {
    const AstParameter *p = &parameters->items[i];
    const Expr *bound = p->bound ? evaluate_extent(f, p->bound) : NULL;
    if (!bound || !expr_capacity(f->e->graph, bound, &classes))
      continue;
    if (classes == count)
      return;
    label = p;
    other = classes;
  }
  if (!label)
    return;
  report(f, E0405, value->span, "%d names, and %s has %lld classes", count, label->name,
         (long long)other);
  report_note(f, label->span, "its classes are counted here");
  report_end(f);
}

static void add_classes(Frame *f, const AstExpr *value)
{
  Value v = evaluate(f, value);
  if (v.kind == VALUE_POISON)
    return;
  for (int i = 0; v.kind == VALUE_LIST && i < v.list->count; i++) {
    if (v.list->items[i].kind != VALUE_STRING)
      v = poison();
    else
      list_add(f->e->arena, &f->e->program->classes, v.list->items[i].text);
  }
  if (v.kind != VALUE_LIST)
    fail(f, E0401, value->span, "`names` is a list of texts");
  else
    check_class_count(f, value, v.list->count);
}

// -- numbers --------------------------------------------------------------------------------------

static void add_setting(Elaborator *e, const char *name, const char *text, double number)
{
  list_add(e->arena, &e->program->settings, ((Setting){name, text, number}));
}

static bool add_number(Frame *f, const char *key, const AstExpr *value, double least,
                       double *number)
{
  Value v = evaluate(f, value);
  if (v.kind == VALUE_POISON)
    return false;
  if (!is_constant_number(v)) {
    fail(f, E0401, value->span, "`%s` is a number, this is %s", key, value_kind_text(f->e, v));
    return false;
  }
  *number = number_of(v);
  if (!(*number >= least) || *number != (double)(int64_t)*number) {
    fail(f, E0303, value->span, "`%s` is a whole number of at least %g, this is %g", key, least,
         *number);
    return false;
  }
  add_setting(f->e, key, NULL, *number);
  return true;
}

static void add_text(Frame *f, const char *key, const AstExpr *value)
{
  if (value->kind == AST_STRING)
    add_setting(f->e, key, value->text, 0);
  else
    fail(f, E0401, value->span, "`%s` is a text, \"file\"", key);
}

// stop = patience(3)
static void add_stop(Frame *f, const AstExpr *value)
{
  double number;
  bool fits = value->kind == AST_CALL && value->call.callee->kind == AST_NAME &&
              strcmp(value->call.callee->text, "patience") == 0 && value->call.arguments.count == 1;
  if (fits)
    add_number(f, "patience", value->call.arguments.items[0].value, 1, &number);
  else
    fail(f, E0401, value->span, "`stop` is patience(n): after n epochs without a better one");
}

static void add_capacities(Frame *f, const AstExpr *value, TrainBlock *block)
{
  if (value->kind != AST_RECORD) {
    fail(f, E0401, value->span, "`capacity` gives sizes by name: (T: 64, N: 2708)");
    return;
  }
  for (int i = 0; i < value->record.count; i++) {
    const AstArgument *item = &value->record.items[i];
    int64_t size;
    if (!evaluate_integer(f, item->value, "a capacity", &size))
      continue;
    if (size < 1)
      fail(f, E0304, item->value->span, "a capacity is at least 1");
    else
      list_add(f->e->arena, &block->capacities, ((Symbol){item->name, size}));
  }
}

// carry_over = h, c: for the runtime the names in one text.
static void add_carried(Frame *f, const AstExprs *values, TrainBlock *block)
{
  Text names = {.arena = f->e->arena};
  for (int i = 0; i < values->count; i++) {
    if (values->items[i]->kind != AST_NAME) {
      fail(f, E0401, values->items[i]->span,
           "`carry_over` names results that are inputs as well: h, c");
      return;
    }
    text_add(&names, "%s%s", i ? "," : "", values->items[i]->text);
  }
  block->carry_over = *values;
  add_setting(f->e, "carry_over", text_get(&names), 0);
}

// generate = 500: as many symbols if nobody asks for another number; true: the runtime's own
// number.
static void add_generate(Frame *f, const AstExpr *value, TrainBlock *block)
{
  Value v = evaluate(f, value);
  double number = 0;
  if (v.kind == VALUE_POISON || (v.kind == VALUE_BOOLEAN && !v.boolean))
    return;
  if (v.kind == VALUE_BOOLEAN)
    add_setting(f->e, "generate", NULL, 0);
  else if (!add_number(f, "generate", value, 1, &number))
    return;
  block->generate = value;
}

// -- keys -----------------------------------------------------------------------------------------

typedef enum Key {
  KEY_READER,
  KEY_NAMES,
  KEY_AUGMENT,
  KEY_LOSS,
  KEY_METRIC,
  KEY_OPTIMIZER,
  KEY_SCHEDULE,
  KEY_BATCH,
  KEY_EPOCHS,
  KEY_CLIP,
  KEY_STOP,
  KEY_START,
  KEY_SEED,
  KEY_CAPACITY,
  KEY_ACCUMULATE,
  KEY_AVERAGE,
  KEY_CARRY,
  KEY_GENERATE,
} Key;

static const struct {
  const char *name;
  Key key;
} keys[] = {
    {"data", KEY_READER},       {"valid", KEY_READER},        {"test", KEY_READER},
    {"names", KEY_NAMES},       {"augment", KEY_AUGMENT},     {"loss", KEY_LOSS},
    {"metric", KEY_METRIC},     {"optimizer", KEY_OPTIMIZER}, {"schedule", KEY_SCHEDULE},
    {"batch", KEY_BATCH},       {"epochs", KEY_EPOCHS},       {"accumulate", KEY_ACCUMULATE},
    {"clip", KEY_CLIP},         {"average", KEY_AVERAGE},     {"stop", KEY_STOP},
    {"start", KEY_START},       {"carry_over", KEY_CARRY},    {"seed", KEY_SEED},
    {"generate", KEY_GENERATE}, {"capacity", KEY_CAPACITY},
};

enum { KEY_COUNT = sizeof keys / sizeof *keys };

static void unknown_key(Frame *f, const char *name, Span at)
{
  const char *names[KEY_COUNT];
  for (int i = 0; i < KEY_COUNT; i++)
    names[i] = keys[i].name;
  report(f, E0201, at, "a train block has no key %s", name);
  const char *nearest = text_nearest(name, names, KEY_COUNT);
  if (nearest)
    diag_suggest(f->e->diag, at, nearest);
  report_end(f);
}

// Where a key's expression is kept for the graphs; null: it is not kept as it stands.
static const AstExpr **kept_expression(TrainBlock *block, Key key)
{
  switch (key) {
  case KEY_LOSS:
    return &block->loss;
  case KEY_METRIC:
    return &block->metric;
  case KEY_OPTIMIZER:
    return &block->optimizer;
  case KEY_SCHEDULE:
    return &block->schedule;
  case KEY_CLIP:
    return &block->clip;
  case KEY_AVERAGE:
    return &block->average;
  default:
    return NULL;
  }
}

static void read_key(Frame *f, int index, const AstExprs *values, Span at, TrainBlock *block)
{
  const char *name = keys[index].name;
  const AstExpr *value = values->items[0];
  double number = 0;
  const AstExpr **kept = kept_expression(block, keys[index].key);
  if (kept)
    *kept = value;
  if (values->count > 1 && keys[index].key != KEY_AUGMENT && keys[index].key != KEY_CARRY)
    fail(f, E0405, at, "`%s` has one value, here are %d", name, values->count);
  switch (keys[index].key) {
  case KEY_READER:
    add_reader(f, name, value);
    return;
  case KEY_NAMES:
    add_classes(f, value);
    return;
  case KEY_AUGMENT:
    block->augment = *values;
    return;
  case KEY_BATCH:
    if (add_number(f, name, value, 1, &number))
      block->batch = (int64_t)number;
    return;
  case KEY_EPOCHS:
  case KEY_SEED:
    add_number(f, name, value, 0, &number);
    return;
  case KEY_STOP:
    add_stop(f, value);
    return;
  case KEY_START:
    add_text(f, name, value);
    return;
  case KEY_CAPACITY:
    add_capacities(f, value, block);
    return;
  case KEY_ACCUMULATE:
    if (add_number(f, name, value, 1, &number))
      block->accumulates = number > 1;
    return;
  case KEY_AVERAGE:
    add_setting(f->e, name, "average", 0);
    return;
  case KEY_CARRY:
    add_carried(f, values, block);
    return;
  case KEY_GENERATE:
    add_generate(f, value, block);
    return;
  default:  // kept
    return;
  }
}

static int find_key(const char *name)
{
  for (int i = 0; i < KEY_COUNT; i++)
    if (strcmp(keys[i].name, name) == 0)
      return i;
  return -1;
}

static void read_statement(Frame *f, const AstStatement *s, const AstStatement **seen,
                           TrainBlock *block)
{
  switch (s->kind) {
  case AST_GROUP:
    list_add(f->e->arena, &block->groups, s);
    return;
  case AST_FREEZE:
    run_freeze(f, s);
    return;
  case AST_RENAME:
    run_rename(f, s);
    return;
  case AST_ASSIGN:
  case AST_SETTING: {
    int index = s->assign.names.count == 1 ? find_key(s->assign.names.items[0]) : -1;
    if (index < 0) {
      unknown_key(f, s->assign.names.items[0], s->span);
    } else if (seen[index]) {
      report(f, E0202, s->span, "`%s` is set twice", keys[index].name);
      report_note(f, seen[index]->span, "the first is here");
      report_end(f);
    } else {
      seen[index] = s;
      read_key(f, index, &s->assign.values, s->span, block);
    }
    return;
  }
  default:
    fail(f, E0113, s->span, "this statement cannot stand in a train block");
  }
}

bool read_train_block(Elaborator *e, Definition *definition, TrainBlock *block)
{
  int errors = diag_error_count(e->diag);
  Frame *f = frame_create(NULL, e, definition, definition->ast->name_span);
  const AstStatement *seen[KEY_COUNT] = {0};
  *block = (TrainBlock){.definition = definition};
  for (int i = 0; i < definition->ast->body.count; i++)
    read_statement(f, definition->ast->body.items[i], seen, block);
  if (!block->loss)
    fail(f, E0204, definition->ast->name_span, "the train block has no `loss`");
  if (!block->optimizer)
    fail(f, E0204, definition->ast->name_span, "the train block has no `optimizer`");
  if (block->batch == 0)
    block->batch = 32;
  e->program->batch = block->batch;
  return diag_error_count(e->diag) == errors;
}
