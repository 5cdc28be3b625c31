// The tables of a model as C initialisers.

#include "emit/c.h"

#include <math.h>
#include <string.h>

void c_add_text(Text *out, const char *text)
{
  if (!text) {
    text_add(out, "NULL");
    return;
  }
  text_add(out, "\"");
  for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
    if (*p == '\n')
      text_add(out, p[1] ? "\\n\"\n    \"" : "\\n");
    else if (*p == '"' || *p == '\\')
      text_add(out, "\\%c", *p);
    else if (*p == '?')
      text_add(out, "\\?");  // no trigraphs
    else if (*p < 32 || *p == 127)
      text_add(out, "\\%03o", *p);
    else
      text_add_bytes(out, (const char *)p, 1);
  }
  text_add(out, "\"");
}

static void add_double(Text *out, double value)
{
  if (isnan(value))
    text_add(out, "NAN");
  else if (isinf(value))
    text_add(out, value < 0 ? "-INFINITY" : "INFINITY");
  else
    text_add_number(out, value);
}

static void add_data(CWriter *w, const Data *data)
{
  Text *out = w->out;
  switch (data->kind) {
  case DATA_INT32:
  case DATA_INT64:
    if (data->integer == INT64_MIN)
      text_add(out, "INT64_MIN");
    else
      text_add(out, "%lld", (long long)data->integer);
    break;
  case DATA_DOUBLE:
    add_double(out, data->number);
    break;
  case DATA_BOOL:
    text_add(out, data->integer ? "true" : "false");
    break;
  case DATA_TEXT:
    c_add_text(out, data->text);
    break;
  case DATA_ADDRESS:
    text_add(out, "%s", data->target ? data->target->name : "NULL");
    break;
  case DATA_FUNCTION:
    text_add(out, "%s", data->integer < 0 ? "NULL" : entry_symbol(w->arena, (int)data->integer));
    break;
  case DATA_STRUCT:
  case DATA_ARRAY:
    text_add(out, "{");
    for (int i = 0; i < data->items.count; i++) {
      text_add(out, "%s", i ? ", " : "");
      add_data(w, data->items.items[i]);
    }
    text_add(out, "}");
    break;
  }
}

// A row or a field a line.
static void add_global(CWriter *w, const Data *global)
{
  bool table = global->kind == DATA_ARRAY;
  text_add(w->out, "%sconst %s %s%s = {\n", table ? "static " : "",
           table && !strncmp(global->type, "const ", 6) ? global->type + 6 : global->type,
           global->name, table ? "[]" : "");
  for (int i = 0; i < global->items.count; i++) {
    const Data *item = global->items.items[i];
    if (table)
      text_add(w->out, "  ");
    else
      text_add(w->out, "  .%s = ", item->name);
    add_data(w, item);
    text_add(w->out, ",\n");
  }
  text_add(w->out, "};\n\n");
}

void c_tables(CWriter *w, const ModelData *model)
{
  for (int i = 0; i < model->globals.count; i++)
    add_global(w, model->globals.items[i]);
}
