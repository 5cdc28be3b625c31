// Entries, constants and the model's tables from text.

#include "loops/parse.h"

#include "version.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_CONSTANT = 1 << 26 };

// -- constants ------------------------------------------------------------------------------------

static bool set_item(LoopsParser *p, Type type, void *data, int64_t i, const Tree *tree)
{
  double number = 0;
  int64_t integer = 0;
  if (type_is_float(type)) {
    if (!tree_number(p, tree, &number))
      return false;
  } else if (!tree_int(p, tree, &integer)) {
    return false;
  }
  switch (type) {
  case TYPE_F32:
    ((float *)data)[i] = (float)number;
    break;
  case TYPE_F64:
    ((double *)data)[i] = number;
    break;
  case TYPE_I32:
    ((int32_t *)data)[i] = (int32_t)integer;
    break;
  case TYPE_INDEX:
    ((int64_t *)data)[i] = integer;
    break;
  default:
    ((uint8_t *)data)[i] = (uint8_t)integer;
  }
  return true;
}

void parse_constant(LoopsParser *p, const char *name, const char *type, uint64_t count, Trees items,
                    Place place)
{
  Type scalar;
  if (!parse_scalar_type(p, type, place, &scalar))
    return;
  if (count > MAX_CONSTANT || count != (uint64_t)items.count) {
    parse_error(p, E0603, place, "%s has %llu elements and %d values", name,
                (unsigned long long)count, items.count);
    return;
  }
  void *data = arena_allocate(p->arena, (size_t)count + 1, (size_t)type_bytes(scalar));
  for (int i = 0; i < items.count; i++)
    if (!set_item(p, scalar, data, i, items.items[i]))
      return;
  LoopConstant constant = {name, scalar, (int64_t)count, data};
  list_add(p->arena, &p->program->constants, constant);
}

// -- entries --------------------------------------------------------------------------------------

void parse_entry_begin(LoopsParser *p, const char *kind, const char *name, Place place)
{
  LoopEntry *entry = p->entry = arena_new(p->arena, LoopEntry);
  entry->name = name;
  entry->place = place;
  p->buffers = pointer_map(p->arena);
  for (int i = 0; entry_kind_name((NetcEntryKind)i); i++)
    if (!strcmp(entry_kind_name((NetcEntryKind)i), kind)) {
      entry->kind = (NetcEntryKind)i;
      return;
    }
  parse_error(p, E0601, place,
              "no entry `%s`: initialize, prepare, check, row, predict, evaluate or train", kind);
}

void parse_entry_end(LoopsParser *p)
{
  list_add(p->arena, &p->program->entries, p->entry);
}

void parse_symbol(LoopsParser *p, const char *name, uint64_t least, uint64_t capacity)
{
  list_add(p->arena, &p->entry->least, (int64_t)least);
  list_add(p->arena, &p->entry->symbols, name);
  list_add(p->arena, &p->entry->capacities, (int64_t)capacity);
}

// 7, B, 2*B, 2*B + 1, (2*B + 1)/3
static bool read_extent(LoopsParser *p, const Tree *tree, NetcExtent *extent)
{
  if (tree->kind == TREE_OPERATOR && tree->op == LOOP_DIVIDE)
    return read_extent(p, tree->items.items[0], extent) &&
           tree_int(p, tree->items.items[1], &extent->divisor);
  *extent = (NetcExtent){.symbol = -1};
  const Tree *product = tree;
  bool sum = tree->kind == TREE_OPERATOR && (tree->op == LOOP_ADD || tree->op == LOOP_SUBTRACT);
  if (sum) {
    if (!tree_int(p, tree->items.items[1], &extent->constant))
      return false;
    if (tree->op == LOOP_SUBTRACT)
      extent->constant = (int64_t) - (uint64_t)extent->constant;
    product = tree->items.items[0];
  }
  const Tree *name = product;
  extent->factor = 1;
  if (product->kind == TREE_OPERATOR && product->op == LOOP_MULTIPLY) {
    if (!tree_int(p, product->items.items[0], &extent->factor))
      return false;
    name = product->items.items[1];
  }
  if (name->kind != TREE_NAME) {
    extent->factor = 0;
    return tree_int(p, tree, &extent->constant);
  }
  for (int i = 0; i < p->entry->symbols.count; i++)
    if (p->entry->symbols.items[i] == name->name)
      extent->symbol = i;
  for (int i = 0; i < p->repeats.count; i++)
    if (p->entry->repeats.items[p->repeats.items[i]].name == name->name)
      extent->symbol = p->entry->symbols.count + p->repeats.items[i];
  if (extent->symbol < 0)
    parse_error(p, E0602, name->place, "%s is no symbol of this entry", name->name);
  return extent->symbol >= 0;
}

// 0.5, or an extent
static bool read_default(LoopsParser *p, const Tree *tree, NetcDefault *otherwise)
{
  otherwise->is_given = true;
  if (tree->kind == TREE_NAME || (tree->kind == TREE_OPERATOR && tree->op != LOOP_NEGATE))
    return read_extent(p, tree, &otherwise->extent);
  return tree_number(p, tree, &otherwise->number);
}

static bool read_dtype(LoopsParser *p, const char *text, Place place, NetcDtype *dtype)
{
  for (int i = 0; dtype_name((NetcDtype)i); i++)
    if (!strcmp(dtype_name((NetcDtype)i), text)) {
      *dtype = (NetcDtype)i;
      return true;
    }
  parse_error(p, E0601, place, "no type `%s` of a tensor: f32, f64, i32, u8 or bool", text);
  return false;
}

static bool check_rank(LoopsParser *p, Trees extents, Place place)
{
  if (extents.count > NETC_MAX_RANK)
    parse_error(p, E0505, place, "%d dimensions: the limit is %d", extents.count, NETC_MAX_RANK);
  return extents.count <= NETC_MAX_RANK;
}

void parse_port(LoopsParser *p, const char *word, const char *name, const char *type, Trees extents,
                const Tree *bound, const Tree *otherwise, Place place)
{
  NetcPort port = {
      .name = name, .rank = extents.count, .bound.symbol = -1, .otherwise.extent.symbol = -1};
  if (!read_dtype(p, type, place, &port.dtype) || !check_rank(p, extents, place))
    return;
  for (int i = 0; i < NETC_MAX_RANK; i++)
    port.extents[i].symbol = -1;
  for (int i = 0; i < extents.count; i++)
    if (!read_extent(p, extents.items[i], &port.extents[i]))
      return;
  if ((bound && !read_extent(p, bound, &port.bound)) ||
      (otherwise && !read_default(p, otherwise, &port.otherwise)))
    return;
  if (!strcmp(word, "input"))
    list_add(p->arena, &p->entry->inputs, port);
  else if (!strcmp(word, "output"))
    list_add(p->arena, &p->entry->outputs, port);
  else
    parse_error(p, E0601, place, "expected `input` or `output`, found `%s`", word);
}

static LoopBuffer *find_buffer(LoopsParser *p, const Tree *tree)
{
  return tree->kind == TREE_NAME ? pointer_map_get(&p->buffers, tree->name) : NULL;
}

void parse_workspace(LoopsParser *p, const char *word, uint64_t bytes, Place place)
{
  if (strcmp(word, "workspace"))
    parse_error(p, E0601, place, "expected `workspace`, found `%s`", word);
  p->entry->workspace_bytes = (int64_t)bytes;
}

void parse_rows(LoopsParser *p, const char *word, const char *name, uint64_t parts, Trees kept,
                Place place)
{
  if (strcmp(word, "rows"))
    parse_error(p, E0601, place, "expected `rows`, found `%s`", word);
  if (parts < 1 || parts > INT32_MAX)
    parse_error(p, E0601, place, "%llu parts of the rows, expected 1 or more",
                (unsigned long long)parts);
  for (int i = 0; i < p->program->entries.count; i++)
    if (!strcmp(p->program->entries.items[i]->name, name))
      p->entry->row = p->program->entries.items[i];
  if (!p->entry->row)
    parse_error(p, E0602, place, "there is no entry %s before this one", name);
  p->entry->parts = (int)parts;
  for (int i = 0; i < kept.count; i++) {
    LoopBuffer *buffer = find_buffer(p, kept.items[i]);
    if (!buffer)
      parse_error(p, E0602, kept.items[i]->place, "expected a buffer of this entry for output %d",
                  i);
    list_add(p->arena, &p->entry->kept, buffer);
  }
}

void parse_check(LoopsParser *p, const char *word, const char *name, Place place)
{
  if (strcmp(word, "check"))
    parse_error(p, E0601, place, "expected `check`, found `%s`", word);
  for (int i = 0; i < p->program->entries.count; i++)
    if (!strcmp(p->program->entries.items[i]->name, name))
      p->entry->check = p->program->entries.items[i];
  if (!p->entry->check)
    parse_error(p, E0602, place, "no entry %s above", name);
}

static int find_symbol(const LoopEntry *entry, const Tree *tree)
{
  for (int i = 0; i < entry->symbols.count; i++)
    if (tree->kind == TREE_NAME && entry->symbols.items[i] == tree->name)
      return i;
  return -1;
}

void parse_requirement(LoopsParser *p, const char *word, const char *message, Trees symbols,
                       const char *rule, const char *layers, const char *call, Place place)
{
  NetcRequirement requirement = {.message = message,
                                 .rule = rule ? rule : "",
                                 .call = call ? call : "",
                                 .layers = layers ? layers : ""};
  if (strcmp(word, "require"))
    parse_error(p, E0601, place, "expected `require`, found `%s`", word);
  for (int i = 0; i < symbols.count; i++) {
    int symbol = find_symbol(p->entry, symbols.items[i]);
    if (symbol < 0)
      parse_error(p, E0602, symbols.items[i]->place, "expected a symbol of this entry");
    else if (symbol < REQUIREMENT_SYMBOLS)
      requirement.symbols |= (uint64_t)1 << symbol;
  }
  list_add(p->arena, &p->entry->requirements, requirement);
}

void parse_buffer(LoopsParser *p, const char *name, const char *type, uint64_t count,
                  const char *space, uint64_t offset, Place place)
{
  Type scalar;
  if (!parse_scalar_type(p, type, place, &scalar))
    return;
  if (pointer_map_get(&p->buffers, name)) {
    parse_error(p, E0601, place, "buffer %s is defined already", name);
    return;
  }
  int found = 0;
  while (space_name((LoopSpace)found) && strcmp(space_name((LoopSpace)found), space))
    found++;
  if (!space_name((LoopSpace)found)) {
    parse_error(p, E0601, place, "no space `%s` for %s", space, name);
    return;
  }
  LoopBuffer *buffer = arena_new(p->arena, LoopBuffer);
  *buffer = (LoopBuffer){name, scalar, (int64_t)count, (LoopSpace)found, (int64_t)offset, place};
  list_add(p->arena, &p->entry->buffers, buffer);
  pointer_map_set(&p->buffers, name, buffer);
}

void parse_repeat(LoopsParser *p, const char *name, uint64_t from, const Tree *to, bool reverse,
                  Place place)
{
  LoopRepeat repeat = {.name = name, .reverse = reverse, .place = place};
  repeat.first = repeat.last = p->entry->calls.count;
  NetcExtent count = {.symbol = -1};
  if (from != 0)
    parse_error(p, E0601, place, "steps count from 0, found %llu", (unsigned long long)from);
  read_extent(p, to, &count);
  repeat.count = count;
  list_add(p->arena, &p->repeats, p->entry->repeats.count);
  list_add(p->arena, &p->entry->repeats, repeat);
}

void parse_repeat_end(LoopsParser *p)
{
  int position = p->repeats.items[--p->repeats.count];
  p->entry->repeats.items[position].last = p->entry->calls.count;
}

static bool read_arguments(LoopsParser *p, LoopCall *call, Trees arguments)
{
  const LoopKernel *kernel = call->kernel;
  call->buffers = arena_array(p->arena, LoopBuffer *, kernel->parameters.count + 1);
  call->sizes = arena_array(p->arena, LoopSize, kernel->sizes.count + 1);
  for (int i = 0; i < arguments.count; i++) {
    const Tree *tree = arguments.items[i];
    if (i >= kernel->parameters.count) {
      NetcExtent extent = {.symbol = -1};
      if (tree->kind == TREE_INTEGER)  // a key has all 64 bits
        extent.constant = (int64_t)tree->integer;
      else if (!read_extent(p, tree, &extent))
        return false;
      call->sizes[i - kernel->parameters.count] = extent;
      continue;
    }
    LoopBuffer *buffer = find_buffer(p, tree);
    if (!buffer) {
      parse_error(p, E0602, tree->place, "expected a buffer of this entry for %s",
                  kernel->parameters.items[i]->name);
      return false;
    }
    call->buffers[i] = buffer;
  }
  return true;
}

void parse_call(LoopsParser *p, const char *name, Trees arguments, const char *as, const char *at,
                const char *layers, Trees cost, Place place)
{
  LoopKernel *kernel = pointer_map_get(&p->kernels, name);
  if (!kernel) {
    parse_error(p, E0602, place, "no kernel %s above", name);
    return;
  }
  int wanted = kernel->parameters.count + kernel->sizes.count;
  if (arguments.count != wanted) {
    parse_error(p, E0601, place, "%s takes %d arguments, found %d", name, wanted, arguments.count);
    return;
  }
  LoopCall call = {.kernel = kernel,
                   .name = as ? as : name,
                   .layers = layers ? layers : "",
                   .file = "",
                   .place = place};
  const char *colon = at ? strrchr(at, ':') : NULL;
  if (colon) {
    call.file = arena_copy_text(p->arena, at, (size_t)(colon - at));
    call.line = atoi(colon + 1);
  }
  double *const figures[] = {&call.flops, &call.bytes, &call.expected};
  for (int i = 0; i < cost.count; i++)
    if (i >= 3 || !tree_number(p, cost.items[i], figures[i]))
      return;
  if (read_arguments(p, &call, arguments))
    list_add(p->arena, &p->entry->calls, call);
}

// -- the model ------------------------------------------------------------------------------------

void parse_model_begin(LoopsParser *p, const char *name)
{
  p->program->model.name = name;
}

static void no_field(LoopsParser *p, const char *word, Place place)
{
  parse_error(p, E0601, place, "no field `%s` with such a value", word);
}

void parse_field_text(LoopsParser *p, const char *word, const char *text, Place place)
{
  NetcModel *m = &p->program->model;
  if (!strcmp(word, "class")) {
    list_add(p->arena, &p->classes, text);
  } else if (!strcmp(word, "metric") || !strcmp(word, "rising")) {
    m->metric_name = text;
    m->metric_rises = *word == 'r';
  } else if (!strcmp(word, "source")) {
    m->source_name = text;
  } else if (!strcmp(word, "compiler")) {
    if (strcmp(text, "netc " NETC_VERSION))
      parse_error(p, E0606, place, "text of %s, expected netc %s", text, NETC_VERSION);
    m->compiler = text;
  } else if (!strcmp(word, "target")) {
    m->target = text;
  } else if (!strcmp(word, "features")) {
    m->features = text;
  } else {
    no_field(p, word, place);
  }
}

void parse_field_integer(LoopsParser *p, const char *word, uint64_t value, Place place)
{
  NetcModel *m = &p->program->model;
  if (!strcmp(word, "fingerprint"))
    m->fingerprint = value;
  else if (!strcmp(word, "weights"))
    m->weights_bytes = (int64_t)value;
  else if (!strcmp(word, "slots"))
    m->slots_bytes = (int64_t)value;
  else if (!strcmp(word, "prepared"))
    m->prepared_bytes = (int64_t)value;
  else
    no_field(p, word, place);
}

NetcArgument parse_argument(LoopsParser *p, const char *name, const char *text, const Tree *number)
{
  NetcArgument argument = {.name = name, .text = text};
  if (number)
    tree_number(p, number, &argument.number);
  return argument;
}

void parse_field_argument(LoopsParser *p, const char *word, NetcArgument argument, Place place)
{
  if (!strcmp(word, "setting")) {
    list_add(p->arena, &p->settings, argument);
  } else if (!strcmp(word, "scalar") && !argument.text) {
    NetcScalar scalar = {argument.name, argument.number};
    list_add(p->arena, &p->scalars, scalar);
  } else {
    no_field(p, word, place);
  }
}

void parse_tensor(LoopsParser *p, const char *word, const char *name, const char *type,
                  Trees extents, uint64_t offset, const char *trained, Place place)
{
  NetcTensor tensor = {.name = name, .rank = extents.count, .offset = (int64_t)offset};
  tensor.trained = trained != NULL;
  if (!read_dtype(p, type, place, &tensor.dtype) || !check_rank(p, extents, place))
    return;
  for (int i = 0; i < extents.count; i++)
    if (!tree_int(p, extents.items[i], &tensor.extents[i]))
      return;
  if (trained && strcmp(trained, "trained"))
    no_field(p, trained, place);
  else if (!strcmp(word, "tensor"))
    list_add(p->arena, &p->tensors, tensor);
  else if (!strcmp(word, "slot"))
    list_add(p->arena, &p->slots, tensor);
  else
    no_field(p, word, place);
}

void parse_reader(LoopsParser *p, const char *word, const char *role, const char *kind,
                  Arguments arguments, Place place)
{
  if (strcmp(word, "reader")) {
    no_field(p, word, place);
    return;
  }
  NetcReader reader = {role, kind, arguments.count, arguments.items};
  list_add(p->arena, &p->readers, reader);
}
