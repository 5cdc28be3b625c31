// An entry for many rows that runs the one for a single row again and again.

#include "loops/lower.h"
#include "loops/pipeline.h"

void lower_rows(LoopProgram *loops, const LoopEntry *row, int64_t rows, int parts, const char *name)
{
  LoopEntry *entry = arena_new(loops->arena, LoopEntry);
  entry->kind = row->kind;
  entry->name = name;
  entry->row = row;
  entry->parts = rows < parts ? (int)rows : parts;
  entry->workspace_bytes = entry->parts * entry_part_bytes(entry);
  entry->inputs.items = row->inputs.items;
  entry->inputs.count = row->inputs.count;
  entry->outputs.items = row->outputs.items;
  entry->outputs.count = row->outputs.count;
  entry->symbols.items = row->symbols.items;
  entry->symbols.count = row->symbols.count;
  entry->least.items = row->least.items;
  entry->least.count = row->least.count;
  for (int i = 0; i < row->capacities.count; i++)
    list_add(loops->arena, &entry->capacities, i == 0 ? rows : row->capacities.items[i]);
  lower_use_check(entry, row->check);
  list_add(loops->arena, &loops->entries, entry);
}
