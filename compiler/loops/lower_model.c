// The tables of the model: names, shapes and settings, as the runtime reads them.

#include "loops/pipeline.h"
#include "version.h"

#include <string.h>

int64_t variable_bytes(const Variable *variable)
{
  int64_t bytes = type_bytes(variable->type);
  for (int d = 0; d < variable->shape.rank; d++)
    bytes *= variable->shape.extents[d]->integer;
  return bytes;
}

static NetcTensor tensor_row(const Variable *variable)
{
  NetcTensor row = {.name = variable->name,
                    .rank = variable->shape.rank,
                    .offset = variable->offset,
                    .trained = variable->trained};
  row.dtype = variable->type == TYPE_I32   ? NETC_I32
              : variable->type == TYPE_F64 ? NETC_F64
                                           : NETC_F32;
  for (int d = 0; d < row.rank; d++)
    row.extents[d] = variable->shape.extents[d]->integer;
  return row;
}

static int64_t end_of(const Variable *variable, int64_t end)
{
  int64_t mine = variable->offset + variable_bytes(variable);
  return mine > end ? mine : end;
}

static uint64_t hash_variable(const Variable *variable, uint64_t hash)
{
  hash = text_hash(variable->name, strlen(variable->name), hash);
  for (int d = 0; d < variable->shape.rank; d++)
    hash = text_hash(&variable->shape.extents[d]->integer, sizeof(int64_t), hash);
  return hash;
}

static void add_tensors(LoopProgram *loops, const Program *program)
{
  NetcModel *model = &loops->model;
  int parameters = program->parameters.count, states = program->states.count;
  NetcTensor *tensors = arena_array(loops->arena, NetcTensor, parameters + states);
  for (int i = 0; i < parameters + states; i++) {
    const Variable *v =
        i < parameters ? program->parameters.items[i] : program->states.items[i - parameters];
    tensors[i] = tensor_row(v);
    model->weights_bytes = end_of(v, model->weights_bytes);
    model->fingerprint = hash_variable(v, model->fingerprint);
  }
  NetcTensor *slots = arena_array(loops->arena, NetcTensor, program->slots.count);
  for (int i = 0; i < program->slots.count; i++) {
    slots[i] = tensor_row(program->slots.items[i]);
    model->slots_bytes = end_of(program->slots.items[i], model->slots_bytes);
    model->fingerprint = hash_variable(program->slots.items[i], model->fingerprint);
  }
  model->tensors = tensors;
  model->tensor_count = parameters + states;
  model->slots = slots;
  model->slot_count = program->slots.count;
}

static const NetcArgument *settings_of(Arena *arena, const Setting *settings, int count)
{
  NetcArgument *rows = arena_array(arena, NetcArgument, count);
  for (int i = 0; i < count; i++)
    rows[i] = (NetcArgument){settings[i].name, settings[i].text, settings[i].number};
  return rows;
}

static void add_readers(LoopProgram *loops, const Program *program)
{
  NetcReader *readers = arena_array(loops->arena, NetcReader, program->readers.count);
  for (int i = 0; i < program->readers.count; i++) {
    const Reader *reader = &program->readers.items[i];
    readers[i] =
        (NetcReader){reader->role, reader->kind, reader->arguments.count,
                     settings_of(loops->arena, reader->arguments.items, reader->arguments.count)};
  }
  loops->model.readers = readers;
  loops->model.reader_count = program->readers.count;
}

void lower_model(LoopProgram *loops, const Program *program, const Machine *machine)
{
  NetcModel *model = &loops->model;
  *model = (NetcModel){.abi = NETC_ABI,
                       .name = program->name,
                       .source = program->source->text,
                       .source_name = program->source->name,
                       .compiler = "netc " NETC_VERSION,
                       .target = arena_print(loops->arena, "%s %s", machine->triple, machine->cpu),
                       .features = machine->features,
                       .metric_name = program->metric,
                       .metric_rises = program->metric_rises};
  add_tensors(loops, program);
  add_readers(loops, program);
  NetcScalar *scalars = arena_array(loops->arena, NetcScalar, program->scalars.count);
  for (int i = 0; i < program->scalars.count; i++)
    scalars[i] = (NetcScalar){program->scalars.items[i].name, program->scalars.items[i].value};
  model->scalars = scalars;
  model->scalar_count = program->scalars.count;
  model->classes = program->classes.items;
  model->class_count = program->classes.count;
  model->settings = settings_of(loops->arena, program->settings.items, program->settings.count);
  model->setting_count = program->settings.count;
}
