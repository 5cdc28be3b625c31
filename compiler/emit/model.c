// The tables of a model as a tree of constants, one function per struct of model.h.

#include "emit/model.h"

#include <string.h>

static Data *data_add(Arena *arena, Data *parent, DataKind kind, const char *name)
{
  Data *data = arena_new(arena, Data);
  data->kind = kind;
  data->name = name;
  list_add(arena, &parent->items, data);
  return data;
}

static void add_integer(Arena *arena, Data *parent, DataKind kind, const char *name, int64_t value)
{
  data_add(arena, parent, kind, name)->integer = value;
}

static void add_double(Arena *arena, Data *parent, const char *name, double value)
{
  data_add(arena, parent, DATA_DOUBLE, name)->number = value;
}

static void add_text(Arena *arena, Data *parent, const char *name, const char *text)
{
  data_add(arena, parent, DATA_TEXT, name)->text = text;
}

static void add_address(Arena *arena, Data *parent, const char *name, const Data *target)
{
  data_add(arena, parent, DATA_ADDRESS, name)->target = target;
}

static Data *add_struct(Arena *arena, Data *parent, const char *name, const char *type)
{
  Data *data = data_add(arena, parent, DATA_STRUCT, name);
  data->type = type;
  return data;
}

static Data *create_array(Arena *arena, const char *name, const char *type)
{
  Data *data = arena_new(arena, Data);
  *data = (Data){.kind = DATA_ARRAY, .name = name, .type = type};
  return data;
}

// Null for an empty table: C has no empty arrays.
static const Data *add_global(Arena *arena, ModelData *model, Data *global)
{
  if (global->items.count == 0)
    return NULL;
  list_add(arena, &model->globals, global);
  return global;
}

const char *entry_symbol(Arena *arena, int position)
{
  return arena_print(arena, "netc_entry_%d", position);
}

static Data *tensors(Arena *arena, const char *symbol, const NetcTensor *list, int count)
{
  Data *table = create_array(arena, symbol, "NetcTensor");
  for (int i = 0; i < count; i++) {
    const NetcTensor *t = &list[i];
    Data *row = add_struct(arena, table, NULL, "NetcTensor");
    add_text(arena, row, "name", t->name);
    add_integer(arena, row, DATA_INT32, "dtype", t->dtype);
    add_integer(arena, row, DATA_INT32, "rank", t->rank);
    Data *extents = data_add(arena, row, DATA_ARRAY, "extents");
    extents->type = "int64_t";
    for (int k = 0; k < NETC_MAX_RANK; k++)
      add_integer(arena, extents, DATA_INT64, NULL, k < t->rank ? t->extents[k] : 0);
    add_integer(arena, row, DATA_INT64, "offset", t->offset);
    add_integer(arena, row, DATA_BOOL, "trained", t->trained);
  }
  return table;
}

static void add_extent(Arena *arena, Data *parent, const char *name, NetcExtent extent)
{
  Data *item = add_struct(arena, parent, name, "NetcExtent");
  add_integer(arena, item, DATA_INT64, "constant", extent.constant);
  add_integer(arena, item, DATA_INT64, "factor", extent.factor);
  add_integer(arena, item, DATA_INT32, "symbol", extent.symbol);
  add_integer(arena, item, DATA_INT64, "divisor", extent.divisor);
}

static void add_extents(Arena *arena, Data *row, const NetcPort *port)
{
  Data *extents = data_add(arena, row, DATA_ARRAY, "extents");
  extents->type = "NetcExtent";
  for (int k = 0; k < NETC_MAX_RANK; k++) {
    NetcExtent extent = {.symbol = -1};
    if (k < port->rank)
      extent = port->extents[k];
    add_extent(arena, extents, NULL, extent);
  }
}

static Data *ports(Arena *arena, const char *symbol, const NetcPort *list, int count)
{
  Data *table = create_array(arena, symbol, "NetcPort");
  for (int i = 0; i < count; i++) {
    Data *row = add_struct(arena, table, NULL, "NetcPort");
    add_text(arena, row, "name", list[i].name);
    add_integer(arena, row, DATA_INT32, "dtype", list[i].dtype);
    add_integer(arena, row, DATA_INT32, "rank", list[i].rank);
    add_extents(arena, row, &list[i]);
    add_extent(arena, row, "bound", list[i].bound);
    Data *otherwise = add_struct(arena, row, "otherwise", "NetcDefault");
    add_integer(arena, otherwise, DATA_BOOL, "is_given", list[i].otherwise.is_given);
    add_double(arena, otherwise, "number", list[i].otherwise.number);
    add_extent(arena, otherwise, "extent", list[i].otherwise.extent);
  }
  return table;
}

static void add_kernels(Arena *arena, Data *table, const LoopEntry *entry)
{
  for (int i = 0; i < entry->calls.count; i++) {
    const LoopCall *call = &entry->calls.items[i];
    Data *row = add_struct(arena, table, NULL, "NetcKernel");
    add_text(arena, row, "name", call->name ? call->name : call->kernel->name);
    add_text(arena, row, "layers", call->layers ? call->layers : "");
    add_text(arena, row, "file", call->file ? call->file : "");
    add_integer(arena, row, DATA_INT32, "line", call->line);
    add_double(arena, row, "flops", call->flops);
    add_double(arena, row, "bytes", call->bytes);
    add_double(arena, row, "expected", call->expected);
  }
}

// Those for each row come before the others.
static Data *kernels(Arena *arena, const char *symbol, const LoopEntry *entry)
{
  Data *table = create_array(arena, symbol, "NetcKernel");
  if (entry->row)
    add_kernels(arena, table, entry->row);
  add_kernels(arena, table, entry);
  return table;
}

static Data *requirements(Arena *arena, const char *symbol, const LoopEntry *check)
{
  Data *table = create_array(arena, symbol, "NetcRequirement");
  for (int i = 0; i < check->requirements.count; i++) {
    const NetcRequirement *requirement = &check->requirements.items[i];
    Data *row = add_struct(arena, table, NULL, "NetcRequirement");
    add_text(arena, row, "message", requirement->message);
    add_text(arena, row, "rule", requirement->rule);
    add_text(arena, row, "call", requirement->call);
    add_text(arena, row, "layers", requirement->layers);
    add_integer(arena, row, DATA_INT64, "symbols", (int64_t)requirement->symbols);
  }
  return table;
}

static Data *texts(Arena *arena, const char *symbol, const char *const *list, int count)
{
  Data *table = create_array(arena, symbol, "const char *const");
  for (int i = 0; i < count; i++)
    add_text(arena, table, NULL, list[i]);
  return table;
}

static Data *integers(Arena *arena, const char *symbol, const int64_t *list, int count)
{
  Data *table = create_array(arena, symbol, "int64_t");
  for (int i = 0; i < count; i++)
    add_integer(arena, table, DATA_INT64, NULL, list[i]);
  return table;
}

static void add_entry(Arena *arena, ModelData *model, Data *table, const LoopProgram *program,
                      int position)
{
  const LoopEntry *entry = program->entries.items[position], *check = entry->check;
#define SYMBOL(part) arena_print(arena, "netc_%s_%d", part, position)
#define GLOBAL(data) add_global(arena, model, data)
  const Data *symbols =
      GLOBAL(texts(arena, SYMBOL("symbols"), entry->symbols.items, entry->symbols.count));
  const Data *capacities = GLOBAL(
      integers(arena, SYMBOL("capacities"), entry->capacities.items, entry->capacities.count));
  const Data *least =
      GLOBAL(integers(arena, SYMBOL("least"), entry->least.items, entry->least.count));
  const Data *inputs =
      GLOBAL(ports(arena, SYMBOL("inputs"), entry->inputs.items, entry->inputs.count));
  const Data *outputs =
      GLOBAL(ports(arena, SYMBOL("outputs"), entry->outputs.items, entry->outputs.count));
  const Data *calls = GLOBAL(kernels(arena, SYMBOL("kernels"), entry));
  const Data *checked = check ? GLOBAL(requirements(arena, SYMBOL("requirements"), check)) : NULL;
#undef SYMBOL
#undef GLOBAL
  Data *row = add_struct(arena, table, NULL, "NetcEntry");
  add_integer(arena, row, DATA_INT32, "kind", entry->kind);
  add_text(arena, row, "name", entry->name);
  add_integer(arena, row, DATA_FUNCTION, "function", position);
  add_integer(arena, row, DATA_INT64, "workspace_bytes", entry->workspace_bytes);
  add_integer(arena, row, DATA_INT32, "symbol_count", entry->symbols.count);
  add_integer(arena, row, DATA_INT32, "input_count", entry->inputs.count);
  add_integer(arena, row, DATA_INT32, "output_count", entry->outputs.count);
  add_integer(arena, row, DATA_INT32, "kernel_count", entry_row_calls(entry) + entry->calls.count);
  add_address(arena, row, "symbols", symbols);
  add_address(arena, row, "capacities", capacities);
  add_address(arena, row, "least", least);
  add_address(arena, row, "inputs", inputs);
  add_address(arena, row, "outputs", outputs);
  add_address(arena, row, "kernels", calls);
  add_integer(arena, row, DATA_FUNCTION, "check", check ? entry_position(program, check) : -1);
  add_integer(arena, row, DATA_INT32, "requirement_count", check ? check->requirements.count : 0);
  add_address(arena, row, "requirements", checked);
}

static Data *scalars(Arena *arena, const NetcModel *m)
{
  Data *table = create_array(arena, "netc_scalars", "NetcScalar");
  for (int i = 0; i < m->scalar_count; i++) {
    Data *row = add_struct(arena, table, NULL, "NetcScalar");
    add_text(arena, row, "name", m->scalars[i].name);
    add_double(arena, row, "value", m->scalars[i].value);
  }
  return table;
}

static Data *arguments(Arena *arena, const char *symbol, const NetcArgument *list, int count)
{
  Data *table = create_array(arena, symbol, "NetcArgument");
  for (int i = 0; i < count; i++) {
    Data *row = add_struct(arena, table, NULL, "NetcArgument");
    add_text(arena, row, "name", list[i].name);
    add_text(arena, row, "text", list[i].text);
    add_double(arena, row, "number", list[i].number);
  }
  return table;
}

static Data *readers(Arena *arena, ModelData *model, const NetcModel *m)
{
  Data *table = create_array(arena, "netc_readers", "NetcReader");
  for (int i = 0; i < m->reader_count; i++) {
    const NetcReader *reader = &m->readers[i];
    const char *symbol = arena_print(arena, "netc_reader_arguments_%d", i);
    const Data *list = add_global(
        arena, model, arguments(arena, symbol, reader->arguments, reader->argument_count));
    Data *row = add_struct(arena, table, NULL, "NetcReader");
    add_text(arena, row, "role", reader->role);
    add_text(arena, row, "kind", reader->kind);
    add_integer(arena, row, DATA_INT32, "argument_count", reader->argument_count);
    add_address(arena, row, "arguments", list);
  }
  return table;
}

static void add_counts(Arena *arena, Data *row, const LoopProgram *program)
{
  const NetcModel *m = &program->model;
  add_integer(arena, row, DATA_INT64, "weights_bytes", m->weights_bytes);
  add_integer(arena, row, DATA_INT64, "slots_bytes", m->slots_bytes);
  add_integer(arena, row, DATA_INT64, "prepared_bytes", m->prepared_bytes);
  add_integer(arena, row, DATA_INT32, "tensor_count", m->tensor_count);
  add_integer(arena, row, DATA_INT32, "slot_count", m->slot_count);
  add_integer(arena, row, DATA_INT32, "entry_count", program->entries.count);
  add_integer(arena, row, DATA_INT32, "scalar_count", m->scalar_count);
  add_integer(arena, row, DATA_INT32, "reader_count", m->reader_count);
  add_integer(arena, row, DATA_INT32, "class_count", m->class_count);
  add_integer(arena, row, DATA_INT32, "setting_count", m->setting_count);
}

ModelData *model_data(Arena *arena, const LoopProgram *program)
{
  const NetcModel *m = &program->model;
  ModelData *model = arena_new(arena, ModelData);
#define GLOBAL(data) add_global(arena, model, data)
  const Data *tensor_table = GLOBAL(tensors(arena, "netc_tensors", m->tensors, m->tensor_count));
  const Data *slot_table = GLOBAL(tensors(arena, "netc_slots", m->slots, m->slot_count));
  Data *entry_table = create_array(arena, "netc_entries", "NetcEntry");
  for (int i = 0; i < program->entries.count; i++)
    add_entry(arena, model, entry_table, program, i);
  const Data *entries = GLOBAL(entry_table);
  const Data *scalar_table = GLOBAL(scalars(arena, m));
  const Data *reader_table = GLOBAL(readers(arena, model, m));
  const Data *classes = GLOBAL(texts(arena, "netc_classes", m->classes, m->class_count));
  const Data *settings = GLOBAL(arguments(arena, "netc_settings", m->settings, m->setting_count));
#undef GLOBAL
  Data *row = arena_new(arena, Data);
  *row = (Data){.kind = DATA_STRUCT, .name = "netc_model", .type = "NetcModel"};
  add_integer(arena, row, DATA_INT32, "abi", NETC_ABI);
  add_text(arena, row, "name", m->name);
  add_text(arena, row, "source", m->source);
  add_text(arena, row, "source_name", m->source_name);
  add_text(arena, row, "compiler", m->compiler);
  add_text(arena, row, "target", m->target);
  add_integer(arena, row, DATA_INT64, "fingerprint", (int64_t)m->fingerprint);
  add_counts(arena, row, program);
  add_address(arena, row, "tensors", tensor_table);
  add_address(arena, row, "slots", slot_table);
  add_address(arena, row, "entries", entries);
  add_address(arena, row, "scalars", scalar_table);
  add_address(arena, row, "readers", reader_table);
  add_address(arena, row, "classes", classes);
  add_address(arena, row, "settings", settings);
  add_text(arena, row, "metric_name", m->metric_name);
  add_integer(arena, row, DATA_BOOL, "metric_rises", m->metric_rises);
  add_text(arena, row, "features", m->features);
  list_add(arena, &model->globals, row);
  return model;
}
