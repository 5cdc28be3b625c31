// What an entry runs for each row of a batch.
//
// Threads have parts of the rows, each with a workspace of its own. One thread, or one that is told
// of every kernel, runs all rows in the first of them.

#include "emit/c.h"

static void move_inputs(CWriter *w, const LoopEntry *entry)
{
  for (int i = 0; i < entry->inputs.count; i++)
    c_line(w, "inputs[%d] = (char *)call->inputs[%d] + row*%lld;", i, i,
           (long long)port_row_bytes(entry, &entry->inputs.items[i]));
}

static void move_outputs(CWriter *w, const LoopEntry *entry)
{
  for (int i = 0; i < entry->row->outputs.count; i++) {
    long long bytes = port_row_bytes(entry->row, &entry->row->outputs.items[i]);
    if (entry->kept.count)
      c_line(w, "outputs[%d] = call->workspace + %lld + row*%lld;", i,
             (long long)entry->kept.items[i]->offset, bytes);
    else
      c_line(w, "outputs[%d] = (char *)call->outputs[%d] + row*%lld;", i, i, bytes);
  }
}

void c_row_part(CWriter *w, const LoopEntry *entry, const char *symbol, const char *row)
{
  int inputs = entry->inputs.count, outputs = entry->row->outputs.count;
  int symbols = entry->symbols.count;
  text_add(w->out, "static void %s_rows(NetcCall *call, const void *arguments, int64_t part)\n{\n",
           symbol);
  w->depth = 1;
  c_line(w, "const int64_t parts = *(const int64_t *)arguments, rows = call->symbols[0];");
  c_line(w, "NetcCall one = *call;");
  c_line(w, "const void *inputs[%d];", inputs);
  c_line(w, "void *outputs[%d];", outputs);
  c_line(w, "int64_t symbols[%d] = {1};", symbols);
  for (int i = 1; i < symbols; i++)
    c_line(w, "symbols[%d] = call->symbols[%d];", i, i);
  c_line(w, "one.inputs = inputs;");
  c_line(w, "one.outputs = outputs;");
  c_line(w, "one.symbols = symbols;");
  c_line(w, "one.workspace += %lld + part*%lld;", (long long)entry_parts_start(entry),
         (long long)entry_part_bytes(entry));
  c_line(w, "one.parallel = parts == 1 ? call->parallel : NULL;");
  c_line(w, "for (int64_t row = part*rows/parts; row < (part + 1)*rows/parts; row++) {");
  w->depth++;
  move_inputs(w, entry);
  move_outputs(w, entry);
  c_line(w, "%s(&one);", row);
  w->depth--;
  c_line(w, "}");
  text_add(w->out, "}\n\n");
}

void c_run_rows(CWriter *w, const LoopEntry *entry, const char *symbol)
{
  c_line(w, "int64_t parts = call->parallel && !call->kernel_done ? %d : 1;", entry->parts);
  c_line(w, "netc_launch(call, %s_rows, &parts, parts, false);", symbol);
}
