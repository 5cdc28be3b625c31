// The tables of a model as text. Its source is left out: the text itself takes that place when it
// is read.

#include "loops/print.h"

static void add_field(Text *out, const char *word, const char *text)
{
  if (!text)
    return;
  text_add(out, "  %s ", word);
  loops_add_string(out, text);
  text_add(out, "\n");
}

static void add_bytes(Text *out, const char *word, int64_t bytes)
{
  if (bytes)
    text_add(out, "  %s %lld\n", word, (long long)bytes);
}

static void add_tensor(Text *out, const char *word, const NetcTensor *tensor)
{
  text_add(out, "  %s ", word);
  loops_add_string(out, tensor->name);
  text_add(out, ": %s[", dtype_name(tensor->dtype));
  for (int i = 0; i < tensor->rank; i++)
    text_add(out, "%s%lld", i ? ", " : "", (long long)tensor->extents[i]);
  text_add(out, "] at %lld%s\n", (long long)tensor->offset, tensor->trained ? ", trained" : "");
}

static void add_argument(Text *out, const NetcArgument *argument)
{
  loops_add_string(out, argument->name);
  text_add(out, " = ");
  if (argument->text)
    loops_add_string(out, argument->text);
  else
    loops_add_number(out, TYPE_F64, argument->number);
}

static void add_reader(Text *out, const NetcReader *reader)
{
  text_add(out, "  reader ");
  loops_add_string(out, reader->role);
  text_add(out, " ");
  loops_add_string(out, reader->kind);
  text_add(out, " (");
  for (int i = 0; i < reader->argument_count; i++) {
    text_add(out, "%s", i ? ", " : "");
    add_argument(out, &reader->arguments[i]);
  }
  text_add(out, ")\n");
}

void loops_add_model(Text *out, const NetcModel *m)
{
  text_add(out, "program ");
  loops_add_string(out, m->name);
  text_add(out, " {\n");
  add_field(out, "source", m->source_name);
  add_field(out, "compiler", m->compiler);
  add_field(out, "target", m->target);
  add_field(out, "features", m->features);
  if (m->fingerprint)
    text_add(out, "  fingerprint 0x%llx\n", (unsigned long long)m->fingerprint);
  add_field(out, m->metric_rises ? "rising" : "metric", m->metric_name);
  add_bytes(out, "weights", m->weights_bytes);
  add_bytes(out, "slots", m->slots_bytes);
  add_bytes(out, "prepared", m->prepared_bytes);
  for (int i = 0; i < m->tensor_count; i++)
    add_tensor(out, "tensor", &m->tensors[i]);
  for (int i = 0; i < m->slot_count; i++)
    add_tensor(out, "slot", &m->slots[i]);
  for (int i = 0; i < m->scalar_count; i++) {
    NetcArgument scalar = {m->scalars[i].name, NULL, m->scalars[i].value};
    text_add(out, "  scalar ");
    add_argument(out, &scalar);
    text_add(out, "\n");
  }
  for (int i = 0; i < m->reader_count; i++)
    add_reader(out, &m->readers[i]);
  for (int i = 0; i < m->class_count; i++)
    add_field(out, "class", m->classes[i]);
  for (int i = 0; i < m->setting_count; i++) {
    text_add(out, "  setting ");
    add_argument(out, &m->settings[i]);
    text_add(out, "\n");
  }
  text_add(out, "}\n");
}
