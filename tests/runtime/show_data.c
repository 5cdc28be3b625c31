// Prints the batches that a reader makes for some inputs.
//
//   show_data 'B=2 T=4' 'x: f32[B, T, 2], n: i32[B] in T+1 | label: i32[B] in 3' 'ts|folder' [PART]
//
// Capacities; inputs of the net | of train; the reader and its arguments; train, valid or test.
// Every batch is a line of its sizes and a line for each input. Errors go to stderr, with exit
// code 1.

#include "layout.h"
#include "loader.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ARGUMENTS = 8 };

typedef struct Show {
  NetcEntry entries[2];  // predict, train
  NetcPort ports[NETC_MAX_COLUMNS];
  const char *symbols[NETC_MAX_SYMBOLS];
  int64_t capacities[NETC_MAX_SYMBOLS];
  NetcArgument arguments[MAX_ARGUMENTS];
  NetcReader reader;
  NetcModel model;
} Show;

static _Noreturn void wrong(const char *what)
{
  fprintf(stderr, "show_data: cannot read %s\n", what);
  exit(2);
}

// -- command line ---------------------------------------------------------------------------------

static void read_capacities(Show *show, char *text)
{
  NetcEntry *entry = &show->entries[1];
  for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
    char *equals = strchr(word, '=');
    if (!equals)
      wrong(word);
    *equals = 0;
    show->symbols[entry->symbol_count] = word;
    show->capacities[entry->symbol_count++] = atoll(equals + 1);
  }
}

// 3, B, T+1 or T/2
static NetcExtent read_extent(const Show *show, char **at)
{
  NetcExtent extent = {.symbol = -1};
  *at += strspn(*at, " ");
  if (isdigit((unsigned char)**at)) {
    extent.constant = strtoll(*at, at, 10);
    return extent;
  }
  for (int i = 0; i < show->entries[1].symbol_count; i++)
    if (**at == *show->symbols[i])
      extent = (NetcExtent){.factor = 1, .symbol = i};
  if (extent.symbol < 0)
    wrong(*at);
  ++*at;
  if (**at == '+')
    extent.constant = strtoll(*at, at, 10);
  if (**at == '/')
    extent.divisor = strtoll(*at + 1, at, 10);
  return extent;
}

// name: f32[B, 3] in 4
static void read_port(Show *show, char *text)
{
  static const char *const types[] = {
      [NETC_F32] = "f32", [NETC_I32] = "i32", [NETC_U8] = "u8", [NETC_BOOL] = "bool"};
  NetcPort *port = &show->ports[show->entries[1].input_count++];
  char *colon = strchr(text, ':'), *at = colon ? strchr(colon, '[') : NULL;
  if (!at)
    wrong(text);
  *colon = *at = 0;
  *port = (NetcPort){.name = text + strspn(text, " "), .bound.symbol = -1};
  while (strcmp(colon + 1 + strspn(colon + 1, " "), types[port->dtype]) != 0)
    if (++port->dtype > NETC_BOOL)
      wrong(colon + 1);
  do
    port->extents[port->rank++] = read_extent(show, &(char *){at + 1});
  while ((at = strpbrk(at + 1, ",]")) && *at == ',');
  at = at ? strstr(at, " in ") : NULL;
  if (at)
    port->bound = read_extent(show, &(char *){at + 4});
}

// Ports are parted by `, ` before a name with a colon: those inside brackets have none.
static void read_ports(Show *show, char *text)
{
  char *bar = strchr(text, '|');
  for (char *at = text; at;) {
    char *colon = strchr(at, ':'), *next = colon ? strchr(colon, ']') : NULL;
    next = next ? strpbrk(next, ",|") : NULL;
    if (next)
      *next++ = 0;
    read_port(show, at);
    if (!bar || at < bar)
      show->entries[0].input_count = show->entries[1].input_count;
    at = next;
  }
}

static void read_reader(Show *show, char *text)
{
  show->reader = (NetcReader){.role = "data", .kind = strtok(text, "|")};
  show->reader.arguments = show->arguments;
  for (char *part; (part = strtok(NULL, "|")); show->reader.argument_count++) {
    char *equals = strchr(part, '='), *value = equals ? equals + 1 : part, *end;
    if (equals)
      *equals = 0;
    NetcArgument *argument = &show->arguments[show->reader.argument_count];
    *argument = (NetcArgument){.name = equals ? part : "", .number = strtod(value, &end)};
    if (end == value || *end)
      argument->text = value;
  }
}

// -- batches --------------------------------------------------------------------------------------

static void print_value(const NetcPort *port, const void *data, int64_t i)
{
  if (port->dtype == NETC_F32)
    printf(" %g", (double)((const float *)data)[i]);
  else if (port->dtype == NETC_I32)
    printf(" %d", ((const int32_t *)data)[i]);
  else
    printf(" %d", ((const unsigned char *)data)[i]);
}

static void print_batch(const Show *show, const NetcBatch *batch)
{
  const NetcEntry *entry = &show->entries[1];
  for (int i = 0; i < entry->symbol_count; i++)
    printf("%s%s=%" PRId64, i ? " " : "", entry->symbols[i], batch->symbols[i]);
  putchar('\n');
  for (int i = 0; i < entry->input_count; i++) {
    const NetcPort *port = &entry->inputs[i];
    NetcRuns runs;
    printf("%s:", port->name);
    netc_runs_begin(&runs, port, netc_extent(port->extents[0], batch->symbols), batch->symbols,
                    entry->capacities);
    while (netc_runs_next(&runs))
      for (int64_t k = 0; k < runs.count; k++)
        print_value(port, batch->inputs[i], runs.strided + k);
    putchar('\n');
  }
}

static bool show_batches(const Show *show, NetcData *data, NetcError *error)
{
  const NetcEntry *entry = &show->entries[1];
  NetcPlan plan = {.rows = {.data = data, .count = data->count},
                   .entry = entry,
                   .batch = netc_data_most(data, entry),
                   .epochs = 1};
  error->status = 0;
  NetcLoader *loader = netc_loader_create(&plan, error);
  const NetcBatch *batch;
  while (loader && (batch = netc_loader_next(loader, error)))
    print_batch(show, batch);
  netc_loader_destroy(loader);
  return error->status == 0;
}

static bool show_part(const Show *show, NetcData *data, const NetcRequest *request,
                      NetcError *error)
{
  if (!netc_data_open(data, request, error))
    return false;
  if (data->note)
    printf("note: %s\n", data->note);
  for (int i = 0; i < data->class_count; i++)
    printf("%s%s%s", i ? " " : "classes: ", data->classes[i],
           i == data->class_count - 1 ? "\n" : "");
  if (data->count == 0)
    return puts("none") >= 0;
  return netc_data_bind(data, &show->model, &show->entries[1], error) &&
         show_batches(show, data, error);
}

int main(int argc, char **argv)
{
  static const char *const parts[] = {
      [NETC_PART_TRAIN] = "train", [NETC_PART_VALID] = "valid", [NETC_PART_TEST] = "test"};
  Show show = {.entries = {{.kind = NETC_PREDICT}, {.kind = NETC_TRAIN}}};
  NetcData data = {0}, train = {0};
  NetcError error = {0};
  if (argc < 4)
    return 2;
  read_capacities(&show, argv[1]);
  read_ports(&show, argv[2]);
  read_reader(&show, argv[3]);
  show.entries[0].inputs = show.entries[1].inputs = show.ports;
  show.entries[1].symbols = show.symbols;
  show.entries[1].capacities = show.capacities;
  show.entries[0].capacities = show.capacities;
  show.model = (NetcModel){.name = "show", .entry_count = 2, .entries = show.entries};
  NetcRequest request = {.model = &show.model, .reader = &show.reader, .entry = &show.entries[1]};
  bool fine = true;
  while (argc > 4 && strcmp(argv[4], parts[request.part]) != 0)
    request.part++;
  if (request.part != NETC_PART_TRAIN) {
    NetcRequest first = request;
    first.part = NETC_PART_TRAIN;
    fine = netc_data_open(&train, &first, &error);
    request.train = &train;
  }
  fine = fine && show_part(&show, &data, &request, &error);
  if (!fine)
    fprintf(stderr, "%s\n", error.text);
  netc_data_close(&data);
  netc_data_close(&train);
  return fine ? 0 : 1;
}
