// Kernels of loops as C functions.
//
//   static void kernel_dense(NetcCall *call, const float *restrict x, float *restrict y, int64_t B)
//
// A kernel with a parallel loop becomes three: the rounds of the loop take everything they read as
// arguments (so that `restrict` holds for clang too), the task unpacks them from a struct, and the
// kernel itself fills that struct on its stack and hands the loop to the caller's threads.

#include "emit/c.h"

#include <stdio.h>
#include <string.h>

// What a piece of a kernel reads or writes.
typedef struct Uses {
  const LoopKernel *kernel;
  bool *buffers, *variables, *registers;  // by kernel_buffer and id
  bool random;
} Uses;

static Uses uses_create(Arena *arena, const LoopKernel *kernel)
{
  return (Uses){.kernel = kernel,
                .buffers = arena_array(arena, bool, kernel_buffer_count(kernel) + 1),
                .variables = arena_array(arena, bool, kernel->variable_count + 1),
                .registers = arena_array(arena, bool, kernel->registers.count + 1)};
}

static void mark_expr(Uses *uses, const LoopExpr *e)
{
  if (!e)
    return;
  if (e->op == LOOP_REGISTER)
    uses->registers[e->reg->id] = true;
  else if (e->op == LOOP_VARIABLE)
    uses->variables[e->variable->id] = true;
  else if (e->op == LOOP_LOAD || e->op == LOOP_GATHER)
    uses->buffers[kernel_buffer(uses->kernel, e->parameter)] = true;
  else if (e->op == LOOP_RANDOM)
    uses->random = true;
  for (int i = 0; i < e->operand_count; i++)
    mark_expr(uses, e->operands[i]);
}

// Assignments to registers outside of `live` are as if they were not there.
static void mark_block(Uses *uses, const LoopBlock *block, const bool *live)
{
  for (const LoopStatement *s = block->first; s; s = s->next)
    switch (s->kind) {
    case LOOP_FOR:
      mark_expr(uses, s->loop.from);
      mark_expr(uses, s->loop.to);
      mark_expr(uses, s->loop.reverse);
      mark_block(uses, &s->loop.body, live);
      break;
    case LOOP_LET:
    case LOOP_SET:
      if (live[s->assign.reg->id])
        mark_expr(uses, s->assign.value);
      break;
    case LOOP_STORE:
      uses->buffers[kernel_buffer(uses->kernel, s->store.parameter)] = true;
      mark_expr(uses, s->store.address);
      mark_expr(uses, s->store.value);
      mark_expr(uses, s->store.count);
      break;
    case LOOP_PREFETCH:
      mark_expr(uses, s->fetch.load);
      break;
    case LOOP_IF:
      mark_expr(uses, s->branch.condition);
      mark_block(uses, &s->branch.then, live);
      mark_block(uses, &s->branch.otherwise, live);
      break;
    }
}

// The values that registers get anywhere in a block.
typedef ListOf(const LoopExpr *) Values;

static void collect_values(Arena *arena, const LoopBlock *block, Values *values)
{
  for (const LoopStatement *s = block->first; s; s = s->next)
    if (s->kind == LOOP_FOR) {
      collect_values(arena, &s->loop.body, values);
    } else if (s->kind == LOOP_IF) {
      collect_values(arena, &s->branch.then, values);
      collect_values(arena, &s->branch.otherwise, values);
    } else if (s->kind == LOOP_LET || s->kind == LOOP_SET) {
      list_add(arena, &values[s->assign.reg->id], s->assign.value);
    }
}

// The registers that something is made of in the end: a store, a bound, a condition.
static bool *live_registers(Arena *arena, const LoopKernel *kernel)
{
  int count = kernel->registers.count;
  Values *values = arena_array(arena, Values, count + 1);
  bool *live = arena_array(arena, bool, count + 1);
  Uses uses = uses_create(arena, kernel);
  collect_values(arena, &kernel->body, values);
  mark_block(&uses, &kernel->body, live);
  for (bool changed = true; changed;) {
    changed = false;
    for (int i = count - 1; i >= 0; i--) {  // a value mostly reads registers made before
      if (live[i] || !uses.registers[i])
        continue;
      live[i] = changed = true;
      for (int k = 0; k < values[i].count; k++)
        mark_expr(&uses, values[i].items[k]);
    }
  }
  return live;
}

// -- statements -----------------------------------------------------------------------------------

void c_line(CWriter *w, const char *format, ...)
{
  va_list list;
  va_start(list, format);
  text_add(w->out, "%*s%s\n", 2 * w->depth, "", arena_print_list(w->arena, format, list));
  va_end(list);
}

static void begin(CWriter *w)
{
  text_add(w->out, "%*s", 2 * w->depth, "");
}

static void add_block(CWriter *w, const LoopBlock *block);

static void add_inner(CWriter *w, const LoopBlock *block)
{
  w->depth++;
  add_block(w, block);
  w->depth--;
}

// Whether the value could be another one after a round: C computes the bound of a loop every time.
static bool may_change(const LoopExpr *e)
{
  if (e->op != LOOP_NUMBER && e->op != LOOP_VARIABLE && (e->op < LOOP_ADD || e->op > LOOP_MINIMUM))
    return true;
  for (int i = 0; i < e->operand_count; i++)
    if (may_change(e->operands[i]))
      return true;
  return false;
}

static void add_for(CWriter *w, const LoopStatement *s)
{
  const char *name = w->variables[s->loop.variable->id], *end = NULL;
  if (s->loop.unroll > 1)
    c_line(w, "NETC_UNROLL(%d)", s->loop.unroll);
  begin(w);
  text_add(w->out, "for (int64_t %s = ", name);
  c_operand(w, s->loop.from, 0);
  if (may_change(s->loop.to)) {
    end = c_name(w->arena, &w->names, arena_print(w->arena, "%s_end", name));
    text_add(w->out, ", %s = ", end);
    c_operand(w, s->loop.to, 0);
  }
  text_add(w->out, "; %s < ", name);
  if (end)
    text_add(w->out, "%s", end);
  else
    c_operand(w, s->loop.to, 11);
  if (s->loop.step == 1)
    text_add(w->out, "; %s++) {\n", name);
  else
    text_add(w->out, "; %s += %lld) {\n", name, (long long)s->loop.step);
  add_inner(w, &s->loop.body);
  c_line(w, "}");
}

static void add_assignment(CWriter *w, const LoopStatement *s)
{
  const LoopRegister *reg = s->assign.reg;
  if (!w->is_live[reg->id])
    return;
  begin(w);
  if (s->kind == LOOP_LET)
    text_add(w->out, "%s ", c_type(w, reg->type));
  text_add(w->out, "%s = ", w->registers[reg->id]);
  c_operand(w, s->assign.value, 0);
  text_add(w->out, ";\n");
}

// Bytes of 0 and 1 are kept of a mask.
static void add_stored_value(CWriter *w, const LoopExpr *value, LoopType stored)
{
  bool masks = value->type.scalar == TYPE_BOOL && value->type.lanes > 1;
  text_add(w->out, masks ? "__builtin_convertvector(" : "");
  c_operand(w, value, masks ? 14 : 0);
  if (masks)
    text_add(w->out, " & 1, %s)", c_type(w, stored));
}

static void add_element_store(CWriter *w, const LoopStatement *s)
{
  if (s->store.count) {
    text_add(w->out, "if (");
    c_operand(w, s->store.count, 11);
    text_add(w->out, " > 0)\n");
    text_add(w->out, "%*s", 2 * w->depth + 2, "");
  }
  text_add(w->out, "%s[", w->buffers[kernel_buffer(w->kernel, s->store.parameter)]);
  c_operand(w, s->store.address, 0);
  text_add(w->out, "] = ");
  add_stored_value(w, s->store.value, s->store.value->type);
}

// Some of the lanes, or lanes apart from each other, are stored by a function.
static void add_vector_store(CWriter *w, const LoopStatement *s, LoopType stored)
{
  bool strided = s->store.stride != 1;
  if (!s->store.count && !strided) {
    text_add(w->out, "*(%s_memory *)", c_type(w, stored));
    c_address(w, s->store.parameter, s->store.address);
    text_add(w->out, " = ");
    add_stored_value(w, s->store.value, stored);
    return;
  }
  text_add(w->out, "%s(%s", c_helper(w, strided ? "store_strided" : "store_part", stored),
           s->store.value->type.scalar == TYPE_BOOL ? "(uint8_t *)" : "");
  c_address(w, s->store.parameter, s->store.address);
  if (strided)
    text_add(w->out, ", %lld", (long long)s->store.stride);
  text_add(w->out, ", ");
  add_stored_value(w, s->store.value, stored);
  text_add(w->out, ", ");
  if (s->store.count)
    c_operand(w, s->store.count, 0);
  else
    text_add(w->out, "%d", stored.lanes);
  text_add(w->out, ")");
}

static void add_store(CWriter *w, const LoopStatement *s)
{
  LoopType type = s->store.value->type;
  begin(w);
  if (type.lanes == 1)
    add_element_store(w, s);
  else
    add_vector_store(w, s,
                     (LoopType){type.scalar == TYPE_BOOL ? TYPE_U8 : type.scalar, type.lanes});
  text_add(w->out, ";\n");
}

static void add_prefetch(CWriter *w, const LoopStatement *s)
{
  begin(w);
  const LoopExpr *load = s->fetch.load;
  text_add(w->out, "__builtin_prefetch((const void *)((uintptr_t)%s + %d*(uintptr_t)(",
           w->buffers[kernel_buffer(w->kernel, load->parameter)],
           (int)type_bytes(load->parameter->type));
  c_operand(w, load->operands[0], 0);
  text_add(w->out, s->fetch.far ? ")), 0, 2);\n" : ")));\n");
}

static void add_if(CWriter *w, const LoopStatement *s)
{
  begin(w);
  text_add(w->out, "if (");
  c_operand(w, s->branch.condition, 0);
  text_add(w->out, ") {\n");
  add_inner(w, &s->branch.then);
  if (s->branch.otherwise.first) {
    c_line(w, "} else {");
    add_inner(w, &s->branch.otherwise);
  }
  c_line(w, "}");
}

static void add_statement(CWriter *w, const LoopStatement *s)
{
  switch (s->kind) {
  case LOOP_FOR:
    add_for(w, s);
    break;
  case LOOP_LET:
  case LOOP_SET:
    add_assignment(w, s);
    break;
  case LOOP_STORE:
    add_store(w, s);
    break;
  case LOOP_PREFETCH:
    add_prefetch(w, s);
    break;
  case LOOP_IF:
    add_if(w, s);
    break;
  }
}

static void add_block(CWriter *w, const LoopBlock *block)
{
  for (const LoopStatement *s = block->first; s; s = s->next)
    add_statement(w, s);
}

// -- functions ------------------------------------------------------------------------------------

// How a list of what a piece of code uses is written.
typedef enum ListStyle {
  LIST_PARAMETERS,  // const float *restrict x, int64_t B
  LIST_FIELDS,      // const float *x; int64_t B;
  LIST_NAMES,       // x, B
  LIST_UNPACKED,    // a->x, a->B
} ListStyle;

static void add_item(CWriter *w, ListStyle style, const char *type, const char *name, bool pointer)
{
  const char *separator = w->out->length && text_get(w->out)[w->out->length - 1] != '(' ? ", " : "";
  switch (style) {
  case LIST_PARAMETERS:
    text_add(w->out, "%s%s %s%s", separator, type, pointer ? "*restrict " : "", name);
    break;
  case LIST_FIELDS:
    c_line(w, "%s %s%s;", type, pointer ? "*" : "", name);
    break;
  case LIST_NAMES:
    text_add(w->out, "%s%s", separator, name);
    break;
  case LIST_UNPACKED:
    text_add(w->out, "%sa->%s", separator, name);
    break;
  }
}

// Buffers, sizes and the registers of `captured` that are used, in this order.
static void add_list(CWriter *w, ListStyle style, const Uses *uses, const bool *captured)
{
  const LoopKernel *kernel = w->kernel;
  for (int i = 0; i < kernel->parameters.count; i++) {
    const LoopParameter *parameter = kernel->parameters.items[i];
    const char *type = arena_print(w->arena, "%s%s", parameter->access == ACCESS_IN ? "const " : "",
                                   c_scalar(parameter->type));
    if (uses->buffers[i])
      add_item(w, style, type, w->buffers[i], true);
  }
  for (int i = 0; i < kernel->sizes.count; i++) {
    int id = kernel->sizes.items[i]->id;
    if (uses->variables[id])
      add_item(w, style, "int64_t", w->variables[id], false);
  }
  for (int i = 0; captured && i < kernel->registers.count; i++)
    if (captured[i] && uses->registers[i])
      add_item(w, style, c_type(w, kernel->registers.items[i]->type), w->registers[i], false);
}

// Arrays for the local buffers that are used.
static void add_locals(CWriter *w, const Uses *uses)
{
  for (int i = 0; i < w->kernel->locals.count; i++) {
    const LoopParameter *local = w->kernel->locals.items[i];
    int at = kernel_buffer(w->kernel, local);
    if (uses->buffers[at])
      c_line(w, "%s %s[%lld] __attribute__((aligned(%d)));", c_scalar(local->type), w->buffers[at],
             (long long)local->count, LOCAL_ALIGNMENT);
  }
}

static void open_function(CWriter *w, const char *attributes, const char *name, const char *suffix,
                          bool takes_call)
{
  text_add(w->out, "%s void %s%s(%s", attributes, name, suffix, takes_call ? "NetcCall *call" : "");
}

static void close_signature(CWriter *w)
{
  bool empty = text_get(w->out)[w->out->length - 1] == '(';
  text_add(w->out, "%s)\n{\n", empty ? "void" : "");
}

static const LoopStatement *find_parallel(const LoopKernel *kernel)
{
  const LoopStatement *s = kernel->body.first;
  while (s && !(s->kind == LOOP_FOR && s->loop.parallel))
    s = s->next;
  return s;
}

// The registers that the kernel declares before its parallel loop.
static bool *outer_registers(CWriter *w, const LoopStatement *loop)
{
  bool *outer = arena_array(w->arena, bool, w->kernel->registers.count + 1);
  for (const LoopStatement *s = w->kernel->body.first; s != loop; s = s->next)
    if (s->kind == LOOP_LET)
      outer[s->assign.reg->id] = true;
  return outer;
}

static void add_rounds(CWriter *w, const char *name, const LoopStatement *loop, const Uses *uses,
                       const bool *captured)
{
  const char *variable = w->variables[loop->loop.variable->id];
  bool indexed = uses->variables[loop->loop.variable->id];
  open_function(w, "INLINE", name, "_round", uses->random);
  add_list(w, LIST_PARAMETERS, uses, captured);
  if (indexed)
    add_item(w, LIST_PARAMETERS, "int64_t", variable, false);
  close_signature(w);
  w->depth = 1;
  add_locals(w, uses);
  add_block(w, &loop->loop.body);
  text_add(w->out, "}\n\nstruct %s {\n", name);
  w->depth = 1;
  add_list(w, LIST_FIELDS, uses, captured);
  c_line(w, "int64_t first;");
  text_add(w->out,
           "};\n\nstatic void %s_task(NetcCall *call, const void *arguments, int64_t index)\n{\n",
           name);
  c_line(w, "const struct %s *a = arguments;", name);
  if (!uses->random)
    c_line(w, "(void)call;");
  begin(w);
  text_add(w->out, "%s_round(%s", name, uses->random ? "call" : "");
  add_list(w, LIST_UNPACKED, uses, captured);
  if (indexed) {
    const char *step =
        loop->loop.step == 1 ? "" : arena_print(w->arena, "%lld*", (long long)loop->loop.step);
    add_item(w, LIST_NAMES, "", arena_print(w->arena, "a->first + %sindex", step), false);
  }
  text_add(w->out, ");\n");
  if (!indexed)
    c_line(w, "(void)index;");
  text_add(w->out, "}\n\n");
}

static void add_launch(CWriter *w, const char *name, const LoopStatement *loop, const Uses *uses,
                       const bool *captured)
{
  begin(w);
  text_add(w->out, "struct %s arguments = {", name);
  Text *out = w->out, list = {.arena = w->arena};
  text_add(&list, "(");
  w->out = &list;
  add_list(w, LIST_NAMES, uses, captured);
  w->out = out;
  text_add(w->out, "%s%s", text_get(&list) + 1, list.length > 1 ? ", " : "");
  c_operand(w, loop->loop.from, 0);
  text_add(w->out, "};\n");
  begin(w);
  text_add(w->out, "netc_launch(call, %s_task, &arguments, netc_rounds(arguments.first, ", name);
  c_operand(w, loop->loop.to, 0);
  text_add(w->out, ", %lld), ", (long long)loop->loop.step);
  if (loop->loop.reverse)
    c_operand(w, loop->loop.reverse, 0);
  else
    text_add(w->out, "false");
  text_add(w->out, ");\n");
}

// Loop variables are named where they are bound; a variable of several loops keeps its name.
static void name_loops(CWriter *w, CNames *names, const LoopBlock *block)
{
  for (const LoopStatement *s = block->first; s; s = s->next) {
    if (s->kind == LOOP_IF) {
      name_loops(w, names, &s->branch.then);
      name_loops(w, names, &s->branch.otherwise);
    }
    if (s->kind != LOOP_FOR)
      continue;
    const LoopVariable *variable = s->loop.variable;
    if (!w->variables[variable->id])
      w->variables[variable->id] = c_name(w->arena, names, variable->name);
    name_loops(w, names, &s->loop.body);
  }
}

static void name_parts(CWriter *w, const LoopKernel *kernel)
{
  CNames *names = &w->names;
  *names = c_names(w->arena);
  w->buffers = arena_array(w->arena, const char *, kernel_buffer_count(kernel) + 1);
  w->variables = arena_array(w->arena, const char *, kernel->variable_count + 1);
  w->registers = arena_array(w->arena, const char *, kernel->registers.count + 1);
  for (int i = 0; i < kernel->parameters.count; i++)
    w->buffers[i] = c_name(w->arena, names, kernel->parameters.items[i]->name);
  for (int i = 0; i < kernel->locals.count; i++)
    w->buffers[kernel->parameters.count + i] =
        c_name(w->arena, names, kernel->locals.items[i]->name);
  for (int i = 0; i < kernel->sizes.count; i++)
    w->variables[kernel->sizes.items[i]->id] =
        c_name(w->arena, names, kernel->sizes.items[i]->name);
  name_loops(w, names, &kernel->body);
  for (int i = 0; i < kernel->registers.count; i++)
    w->registers[i] = c_name(w->arena, names, kernel->registers.items[i]->name);
}

static void add_body(CWriter *w, const char *name, const LoopStatement *loop, const Uses *inner,
                     const bool *outer)
{
  for (const LoopStatement *s = w->kernel->body.first; s; s = s->next)
    if (s == loop)
      add_launch(w, name, loop, inner, outer);
    else
      add_statement(w, s);
}

void c_kernel(CWriter *w, const LoopKernel *kernel)
{
  CKernel *made = pointer_map_get(&w->kernels, kernel);
  w->kernel = kernel;
  name_parts(w, kernel);
  Uses live = uses_create(w->arena, kernel);
  w->is_live = live_registers(w->arena, kernel);
  mark_block(&live, &kernel->body, w->is_live);
  const LoopStatement *loop = find_parallel(kernel);
  *made = (CKernel){made->name, live.buffers, live.variables, loop || live.random};
  w->has_random |= live.random;
  if (kernel->file[0])
    text_add(w->out, "// %s:%d%s%s\n", kernel->file, kernel->line, kernel->layers[0] ? " " : "",
             kernel->layers);
  Uses inner = uses_create(w->arena, kernel);
  bool *outer = loop ? outer_registers(w, loop) : NULL;
  if (loop) {
    mark_block(&inner, &loop->loop.body, w->is_live);
    add_rounds(w, made->name, loop, &inner, outer);
  }
  open_function(w, "static NOINLINE", made->name, "", made->takes_call);
  add_list(w, LIST_PARAMETERS, &live, NULL);
  close_signature(w);
  w->depth = 1;
  if (!loop)
    add_locals(w, &live);
  add_body(w, made->name, loop, &inner, outer);
  text_add(w->out, "}\n\n");
}

// -- calls ----------------------------------------------------------------------------------------

void c_size(CWriter *w, const LoopSize *size, const CScope *scope)
{
  bool is_divided = size->symbol >= 0 && size->factor && size->divisor > 1;
  text_add(w->out, is_divided ? "(" : "");
  if (size->symbol < 0 || size->factor == 0)
    text_add(w->out, "%lld", (long long)size->constant);
  else if (size->factor != 1)
    text_add(w->out, "%lld*", (long long)size->factor);
  if (size->symbol >= scope->symbol_count)
    text_add(w->out, "%s", scope->steps[size->symbol - scope->symbol_count]);
  else if (size->symbol >= 0 && size->factor != 0)
    text_add(w->out, "call->symbols[%d]", size->symbol);
  if (size->symbol >= 0 && size->factor && size->constant)
    text_add(w->out, " %c %lld", size->constant < 0 ? '-' : '+',
             (long long)(size->constant < 0 ? -size->constant : size->constant));
  if (is_divided)
    text_add(w->out, ")/%lld", (long long)size->divisor);
}

void c_call(CWriter *w, const LoopCall *call, const CScope *scope)
{
  const CKernel *made = pointer_map_get(&w->kernels, call->kernel);
  begin(w);
  text_add(w->out, "%s(%s", made->name, made->takes_call ? "call" : "");
  for (int i = 0; i < call->kernel->parameters.count; i++)
    if (made->parameters[i])
      add_item(w, LIST_NAMES, "", pointer_map_get(&scope->buffers, call->buffers[i]), false);
  for (int i = 0; i < call->kernel->sizes.count; i++)
    if (made->variables[call->kernel->sizes.items[i]->id]) {
      text_add(w->out, "%s", text_get(w->out)[w->out->length - 1] != '(' ? ", " : "");
      c_size(w, &call->sizes[i], scope);
    }
  text_add(w->out, ");\n");
}
