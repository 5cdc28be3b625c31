// `info`: what the net takes and gives, and what it needs.

#include "commands.h"

#include <inttypes.h>

static const char *const kinds[] = {
    [NETC_INITIALIZE] = "initialize", [NETC_PREPARE] = "prepare",
    [NETC_PREDICT] = "predict",       [NETC_EVALUATE] = "evaluate",
    [NETC_TRAIN] = "train",           [NETC_ACCUMULATE] = "accumulate",
    [NETC_AUGMENT] = "augment",       [NETC_FEATURES] = "features",
    [NETC_SALIENCY] = "saliency"};

static void add_extent(NetcText *text, const NetcEntry *entry, NetcExtent extent)
{
  char written[100];
  netc_extent_format(written, sizeof written, entry, extent);
  netc_text_add(text, "%s", written);
}

static void add_shape(NetcText *text, const NetcEntry *entry, const NetcPort *port)
{
  netc_text_add(text, "%s: %s[", port->name, netc_dtype_name(port->dtype));
  for (int i = 0; i < port->rank; i++) {
    netc_text_add(text, i ? ", " : "");
    add_extent(text, entry, port->extents[i]);
  }
  netc_text_add(text, "]");
  if (port->bound.constant || port->bound.factor) {
    netc_text_add(text, " in ");
    add_extent(text, entry, port->bound);
  }
  const NetcDefault *otherwise = &port->otherwise;
  if (otherwise->is_given)
    netc_text_add(text, " = ");
  if (otherwise->is_given && otherwise->extent.factor)
    add_extent(text, entry, otherwise->extent);
  else if (otherwise->is_given)
    netc_text_add(text, "%g", otherwise->number);
}

static int64_t count_of(const NetcTensor *tensor)
{
  int64_t count = 1;
  for (int i = 0; i < tensor->rank; i++)
    count *= tensor->extents[i];
  return count;
}

static int64_t parameters_of(const NetcModel *model)
{
  int64_t count = 0;
  for (int i = 0; i < model->tensor_count; i++)
    count += model->tensors[i].trained ? count_of(&model->tensors[i]) : 0;
  return count;
}

static double flops_of(const NetcEntry *entry)
{
  double flops = 0;
  for (int i = 0; i < entry->kernel_count; i++)
    flops += entry->kernels[i].flops;
  return flops;
}

static void print_ports(const char *title, const NetcEntry *entry, const NetcPort *ports, int count)
{
  for (int i = 0; i < count; i++) {
    NetcText text = {0};
    add_shape(&text, entry, &ports[i]);
    printf("%-10s %s\n", i ? "" : title, text.data ? text.data : "");
    netc_text_free(&text);
  }
}

static void print_entry(const NetcEntry *entry)
{
  char size[32];
  printf("  %-10s", kinds[entry->kind]);
  for (int i = 0; i < entry->symbol_count; i++)
    printf(" %s<=%" PRId64, entry->symbols[i], entry->capacities[i]);
  printf("  %d kernels, workspace %s", entry->kernel_count,
         netc_format_bytes(size, sizeof size, (double)entry->workspace_bytes));
  if (flops_of(entry) > 0)
    printf(", %.4g MFLOP%s", flops_of(entry) / 1e6, entry->symbol_count > 0 ? " a sample" : "");
  putchar('\n');
}

// What can be asked for, or runs on its own.
static bool is_shown(const NetcEntry *entry)
{
  return entry->kind != NETC_CHECK && entry->kind != NETC_ROW;
}

static void print_info(const NetcModel *model)
{
  char weights[32], slots[32], shape[256];
  const NetcEntry *predict = netc_entry_largest(model, NETC_PREDICT);
  printf("net        %s\nsource     %s\nmade by    %s\nfor        %s\n", model->name,
         model->source_name, model->compiler, model->target);
  if (predict) {
    print_ports("inputs", predict, predict->inputs, predict->input_count);
    print_ports("results", predict, predict->outputs, predict->output_count);
  }
  printf("parameters %" PRId64 " in %d tensors, weights %s, optimiser %s\n", parameters_of(model),
         model->tensor_count,
         netc_format_bytes(weights, sizeof weights, (double)model->weights_bytes),
         netc_format_bytes(slots, sizeof slots, (double)model->slots_bytes));
  for (int i = 0; i < model->entry_count; i++)
    if (is_shown(&model->entries[i]))
      print_entry(&model->entries[i]);
  printf("tensors\n");
  for (int i = 0; i < model->tensor_count; i++)
    printf(
        "  %-32s %s%s%s\n", model->tensors[i].name, netc_dtype_name(model->tensors[i].dtype),
        netc_format_shape(shape, sizeof shape, model->tensors[i].extents, model->tensors[i].rank),
        model->tensors[i].trained ? "" : "  not trained");
}

static void add_ports(NetcJson *json, const char *key, const NetcEntry *entry,
                      const NetcPort *ports, int count)
{
  netc_json_open(json, key, '[');
  for (int i = 0; i < count; i++) {
    NetcText text = {0};
    add_shape(&text, entry, &ports[i]);
    netc_json_text(json, NULL, text.data);
    netc_text_free(&text);
  }
  netc_json_close(json, ']');
}

static void add_entries(NetcJson *json, const NetcModel *model)
{
  netc_json_open(json, "entries", '[');
  for (int i = 0; i < model->entry_count; i++) {
    const NetcEntry *entry = &model->entries[i];
    if (!is_shown(entry))
      continue;
    netc_json_open(json, NULL, '{');
    netc_json_text(json, "kind", kinds[entry->kind]);
    netc_json_open(json, "capacities", '{');
    for (int j = 0; j < entry->symbol_count; j++)
      netc_json_integer(json, entry->symbols[j], entry->capacities[j]);
    netc_json_close(json, '}');
    netc_json_integer(json, "kernels", entry->kernel_count);
    netc_json_integer(json, "workspace_bytes", entry->workspace_bytes);
    netc_json_number(json, entry->symbol_count > 0 ? "flops_per_sample" : "flops", flops_of(entry));
    netc_json_close(json, '}');
  }
  netc_json_close(json, ']');
}

static bool print_json(const NetcModel *model)
{
  NetcJson json = {0};
  const NetcEntry *predict = netc_entry_largest(model, NETC_PREDICT);
  netc_json_open(&json, NULL, '{');
  netc_json_integer(&json, "version", 1);
  netc_json_text(&json, "net", model->name);
  netc_json_text(&json, "source", model->source_name);
  netc_json_text(&json, "compiler", model->compiler);
  netc_json_text(&json, "target", model->target);
  if (predict) {
    add_ports(&json, "inputs", predict, predict->inputs, predict->input_count);
    add_ports(&json, "results", predict, predict->outputs, predict->output_count);
  }
  netc_json_integer(&json, "parameters", parameters_of(model));
  netc_json_integer(&json, "weights_bytes", model->weights_bytes);
  netc_json_integer(&json, "slots_bytes", model->slots_bytes);
  add_entries(&json, model);
  netc_json_open(&json, "tensors", '{');
  for (int i = 0; i < model->tensor_count; i++) {
    netc_json_open(&json, model->tensors[i].name, '[');
    for (int j = 0; j < model->tensors[i].rank; j++)
      netc_json_integer(&json, NULL, model->tensors[i].extents[j]);
    netc_json_close(&json, ']');
  }
  netc_json_close(&json, '}');
  netc_json_close(&json, '}');
  bool fine = netc_json_print(&json, stdout);
  netc_json_free(&json);
  return fine;
}

int netc_command_info(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  if (!options->json)
    print_info(model);
  else if (!print_json(model))
    netc_fail(error, "no memory to report");
  return error->status;
}
