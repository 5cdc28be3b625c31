// The text of kernels: for reading, not for reading back. kernels.h has an example.

#include "kernels/kernels.h"

static void print_space(const Kernels *kernels, const Kernel *kernel, Text *out)
{
  const Formula *space = &kernel->space;
  const char *separator = " over ";
  for (int s = 0; s < space->index_count; s++) {
    if (s == space->free_count) {
      text_add(out, ", %s", reduction_name(space->reduction));
      separator = " ";
    }
    text_add(out, "%s%s < ", separator, space->indices[s].name);
    expr_print(kernels->graph, space, space->indices[s].extent, out);
    separator = ", ";
  }
  for (int i = 0; i < space->condition_count; i++) {
    text_add(out, i ? " and " : " if ");
    expr_print(kernels->graph, space, space->conditions[i], out);
  }
}

// The loops that end before the kernel, and those that begin.
static void print_loops(const Kernels *kernels, const Kernel *kernel, Text *out)
{
  KernelLoop *before = kernel->prev ? kernel->prev->loop : NULL;
  const KernelLoop *level = loop_around(before, kernel->loop);
  for (; before != level; before = before->outer)
    text_add(out, "end %s\n", before->name);
  ListOf(const KernelLoop *) begun = {0};
  for (const KernelLoop *loop = kernel->loop; loop != level; loop = loop->outer)
    list_add(out->arena, &begun, loop);
  for (int i = begun.count - 1; i >= 0; i--) {
    text_add(out, "for %s < ", begun.items[i]->name);
    expr_print(kernels->graph, NULL, begun.items[i]->extent, out);
    text_add(out, "%s\n", begun.items[i]->reverse ? ", the last first" : "");
  }
}

static void print_chain(const Kernels *kernels, const Chain *chain, Text *out)
{
  text_add(out, "chain over ");
  expr_print(kernels->graph, NULL, chain->extent, out);
  text_add(out, ", %lld a block", (long long)chain->block);
  if (chain->run)
    text_add(out, ", %lld blocks a task", (long long)chain->run);
  text_add(out, "; local");
  for (int i = 0; i < chain->locals.count; i++)
    text_add(out, "%s %s[%lld]", i ? "," : "", type_name(chain->locals.items[i].type),
             (long long)chain->locals.items[i].count);
  text_add(out, "%s\n", chain->locals.count ? "" : " nothing");
}

static void print_store(const Kernels *kernels, const Kernel *kernel, const Store *store, Text *out)
{
  text_add(out, "  %s[", store->tensor->name);
  for (int d = 0; d < store->tensor->shape.rank; d++) {
    text_add(out, d ? ", " : "");
    expr_print(kernels->graph, &kernel->space, store->indices[d], out);
  }
  text_add(out, "] = ");
  expr_print(kernels->graph, &kernel->space, store->value, out);
  if (store->guard) {
    text_add(out, " if ");
    expr_print(kernels->graph, &kernel->space, store->guard, out);
  }
  text_add(out, store->tensor->before ? "  # in place\n" : "\n");
}

static void print_schedule(const Kernel *kernel, Text *out)
{
  const Schedule *schedule = &kernel->schedule;
  const Index *indices = kernel->space.indices;
  text_add(out, "  loops");
  for (int i = 0; i < schedule->loop_count; i++)
    text_add(out, "%s %s%s", i ? "," : "",
             schedule->loops[i] == schedule->parallel ? "parallel " : "",
             indices[schedule->loops[i]].name);
  if (schedule->loop_count == 0)
    text_add(out, " none");
  if (schedule->vector >= 0)
    text_add(out, "; vector %s x %d x %d", indices[schedule->vector].name, schedule->lanes,
             schedule->vectors);
  for (int i = 0; i < schedule->tiled_count; i++)
    text_add(out, "%s %s x %d", i ? "," : "; tile", indices[schedule->tiled[i]].name,
             schedule->tile[i]);
  const char *separator = "; blocks";
  for (int i = 0; i < schedule->loop_count; i++)
    if (schedule->block[schedule->loops[i]]) {
      text_add(out, "%s %s x %lld", separator, indices[schedule->loops[i]].name,
               (long long)schedule->block[schedule->loops[i]]);
      separator = ",";
    }
  if (schedule_has_blocks(schedule) && schedule->outer)
    text_add(out, " inside %s", indices[schedule->loops[schedule->outer - 1]].name);
  if (schedule->parallel >= 0)
    text_add(out, "; %lld a task", (long long)schedule->grain);
  text_add(out, "\n");
}

static void print_kernel(const Kernels *kernels, const Kernel *kernel, Text *out)
{
  if (kernel->fills) {
    text_add(out, "%skernel %s: the halo of %s is ", kernel->is_prepared ? "prepared " : "",
             kernel->name, kernel->fills->name);
    text_add_number(out, kernel->fills->layout.fill);
    text_add(out, "\n");
    return;
  }
  text_add(out, "%skernel %s", kernel->is_prepared ? "prepared " : "", kernel->name);
  print_space(kernels, kernel, out);
  if (kernel->origin.span.source) {
    int line, column;
    source_locate(kernel->origin.span.source, kernel->origin.span.start, &line, &column);
    text_add(out, "    # %s:%d %s", kernel->origin.span.source->name, line,
             kernel->origin.layers ? kernel->origin.layers : "");
  }
  text_add(out, "\n");
  if (kernel->root) {
    text_add(out, "  %s = ", kernel->root->name);
    expr_print(kernels->graph, &kernel->space, kernel->space.body, out);
    text_add(out, "\n");
  }
  int alike = 0;  // written out for the values of a table: the first stands for all
  for (int i = 0; i < kernel->stores.count; i++) {
    if (kernel->stores.items[i].tensor->has_parts || !is_stored_before(kernel, i))
      print_store(kernels, kernel, &kernel->stores.items[i], out);
    else
      alike++;
  }
  if (alike)
    text_add(out, "  and %d more such stores\n", alike);
  print_schedule(kernel, out);
  text_add(out, "  cost  %.4g flops, %.4g bytes, %.4g cycles\n", kernel->flops, kernel->bytes,
           expected_cycles(kernels, kernel));
}

static void print_tensor(const Tensor *tensor, Text *out)
{
  static const char *const kinds[] = {"input",     "variable", "scalar", "constant",
                                      "workspace", "prepared", "step",   "local"};
  text_add(out, "tensor %s: %s, strides [", tensor->name, type_name(tensor->type));
  for (int d = 0; d < tensor->shape.rank; d++)
    text_add(out, "%s%lld", d ? ", " : "", (long long)tensor->layout.strides[d]);
  text_add(out, "]");
  if (tensor->layout.block)
    text_add(out, ", dimension %d in blocks of %lld", tensor->layout.blocked,
             (long long)tensor->layout.block);
  for (int d = 0; d < tensor->shape.rank; d++)
    if (tensor->layout.before[d] + tensor->layout.after[d])
      text_add(out, ", halo of dimension %d: %lld + %lld", d, (long long)tensor->layout.before[d],
               (long long)tensor->layout.after[d]);
  text_add(out, ", %lld elements, ", (long long)tensor->layout.count);
  if (tensor->output >= 0)
    text_add(out, "output %d\n", tensor->output);
  else if (tensor->kind == TENSOR_LOCAL)
    text_add(out, "local %d\n", tensor->local);
  else
    text_add(out, "%s at %lld\n", kinds[tensor->kind], (long long)tensor->offset);
}

void kernels_print(const Kernels *kernels, Text *out)
{
  for (const Kernel *kernel = kernels->first; kernel; kernel = kernel->next) {
    print_loops(kernels, kernel, out);
    if (kernel->chain && kernel->chain->first == kernel)
      print_chain(kernels, kernel->chain, out);
    print_kernel(kernels, kernel, out);
    if (kernel->chain && kernel->chain->last == kernel)
      text_add(out, "end chain\n");
  }
  for (const KernelLoop *loop = kernels->last ? kernels->last->loop : NULL; loop;
       loop = loop->outer)
    text_add(out, "end %s\n", loop->name);
  text_add(out, "\n");
  for (int i = 0; i < kernels->tensors.count; i++)
    if (kernels->tensors.items[i]->first_kernel >= 0)
      print_tensor(kernels->tensors.items[i], out);
  text_add(out, "\nworkspace %lld bytes, %lld alive at once\n", (long long)kernels->workspace_bytes,
           (long long)kernels->live_bytes);
}
