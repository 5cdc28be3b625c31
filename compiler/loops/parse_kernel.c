// Kernels from text: names and their scopes, statements.
//
// A register lives from its `let` to the end of the block, a loop variable as long as its loop; out
// of scope, a name may be declared again as what it was, as unrolled code does.

#include "loops/parse.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

Symbol *parse_find(LoopsParser *p, const char *name, Place place)
{
  Symbol *symbol = pointer_map_get(&p->symbols, name);
  if (symbol && symbol->in_scope)
    return symbol;
  if (symbol)
    parse_error(p, E0602, place,
                "%s is not in scope here: its block has ended, or it is declared below", name);
  else
    parse_error(p, E0602, place, "%s is not defined", name);
  return NULL;
}

// A symbol that may be given its meaning, or the one that had it before. Null after an error.
static Symbol *declare(LoopsParser *p, const char *name, int kind, Place place)
{
  Symbol *symbol = pointer_map_get(&p->symbols, name);
  if (symbol && (symbol->in_scope || (int)symbol->kind != kind)) {
    parse_error(p, E0601, place, "%s is defined already", name);
    return NULL;
  }
  if (!symbol) {
    symbol = arena_new(p->arena, Symbol);
    symbol->kind = kind;
    pointer_map_set(&p->symbols, name, symbol);
  }
  symbol->in_scope = true;
  list_add(p->arena, &p->declared, symbol);
  return symbol;
}

static LoopBlock *block_here(LoopsParser *p)
{
  return p->blocks.items[p->blocks.count - 1];
}

static void open_block(LoopsParser *p, LoopBlock *block)
{
  list_add(p->arena, &p->blocks, block);
  list_add(p->arena, &p->scopes, p->declared.count);
}

void parse_close(LoopsParser *p)
{
  int start = p->scopes.items[--p->scopes.count];
  for (int i = start; i < p->declared.count; i++)
    p->declared.items[i]->in_scope = false;
  p->declared.count = start;
  p->blocks.count--;
}

void parse_kernel_begin(LoopsParser *p, const char *name, Place place)
{
  if (pointer_map_get(&p->kernels, name))
    parse_error(p, E0601, place, "kernel %s is defined already", name);
  p->kernel = loops_add_kernel(p->program, name);
  p->kernel->place = place;
  pointer_map_set(&p->kernels, name, p->kernel);
  p->symbols = pointer_map(p->arena);
  p->declared.count = 0;
  open_block(p, &p->kernel->body);
}

void parse_kernel_end(LoopsParser *p)
{
  parse_close(p);
}

void parse_parameter(LoopsParser *p, const char *name, const char *type, Access access, Place place)
{
  Type scalar;
  if (!parse_scalar_type(p, type, place, &scalar))
    scalar = TYPE_F32;
  Symbol *symbol = declare(p, name, SYMBOL_PARAMETER, place);
  if (symbol)
    symbol->parameter = kernel_add_parameter(p->program, p->kernel, name, scalar, access);
}

void parse_local(LoopsParser *p, const char *name, const char *type, uint64_t count, Place place)
{
  Type scalar;
  if (!parse_scalar_type(p, type, place, &scalar))
    scalar = TYPE_F32;
  Symbol *symbol = declare(p, name, SYMBOL_PARAMETER, place);
  if (count > INT64_MAX)
    parse_error(p, E0601, place, "local buffer %s is too long", name);
  else if (symbol)
    symbol->parameter = kernel_add_local(p->program, p->kernel, name, scalar, (int64_t)count);
}

void parse_size(LoopsParser *p, const char *name, Place place)
{
  Symbol *symbol = declare(p, name, SYMBOL_VARIABLE, place);
  if (symbol)
    symbol->variable = kernel_add_size(p->program, p->kernel, name);
}

// "mlp.net:8"
static const char *split_origin(LoopsParser *p, const char *at, int *line)
{
  const char *colon = at ? strrchr(at, ':') : NULL;
  if (!colon)
    return at ? at : "";
  *line = atoi(colon + 1);
  return arena_copy_text(p->arena, at, (size_t)(colon - at));
}

void parse_kernel_origin(LoopsParser *p, const char *at, const char *layers)
{
  p->kernel->file = split_origin(p, at, &p->kernel->line);
  p->kernel->layers = layers ? layers : "";
}

// -- statements -----------------------------------------------------------------------------------

static const LoopType index_type = {TYPE_INDEX, 1};

static LoopVariable *declare_variable(LoopsParser *p, const char *name, Place place)
{
  Symbol *symbol = declare(p, name, SYMBOL_VARIABLE, place);
  if (!symbol)
    return kernel_add_variable(p->program, p->kernel, name);
  if (!symbol->variable)
    symbol->variable = kernel_add_variable(p->program, p->kernel, name);
  return symbol->variable;
}

void parse_for(LoopsParser *p, bool parallel, const char *name, Tree *from, Tree *to, uint64_t step,
               uint64_t unroll, Place place)
{
  const LoopExpr *first = tree_resolve(p, from, &index_type),
                 *last = tree_resolve(p, to, &index_type);
  const LoopExpr *zero = loop_integer(p->arena, index_type, 0);
  if (step < 1 || step > INT64_MAX || unroll > 1024)
    parse_error(p, E0601, place, "a step is at least 1, an unroll at most 1024");
  LoopBlock *outer = block_here(p);
  open_block(p, outer);  // the variable belongs to the loop
  LoopVariable *variable = declare_variable(p, name, place);
  first = first ? first : zero;
  last = last ? last : zero;
  LoopBlock *body = parallel ? block_parallel(p->arena, outer, variable, first, last, (int64_t)step)
                             : block_for(p->arena, outer, variable, first, last, (int64_t)step);
  outer->last->loop.unroll = (int)unroll;
  outer->last->place = place;
  p->blocks.items[p->blocks.count - 1] = body;
}

void parse_reverse(LoopsParser *p, Tree *condition)
{
  static const LoopType truth = {TYPE_BOOL, 1};
  LoopStatement *loop = p->blocks.items[p->blocks.count - 2]->last;
  loop->loop.reverse = tree_resolve(p, condition, &truth);
}

void parse_if(LoopsParser *p, Tree *condition)
{
  static const LoopType truth = {TYPE_BOOL, 1};
  const LoopExpr *value = tree_resolve(p, condition, &truth);
  if (!value)
    value = loop_integer(p->arena, truth, 0);
  LoopBlock *outer = block_here(p), *then = block_if(p->arena, outer, value, NULL);
  outer->last->place = condition->place;
  open_block(p, then);
}

// The branch before is the last statement of the block around.
void parse_else(LoopsParser *p)
{
  open_block(p, &block_here(p)->last->branch.otherwise);
}

void parse_let(LoopsParser *p, const char *name, const char *type, Tree *value, Place place)
{
  LoopType found;
  if (!parse_type(p, type, place, &found))
    return;
  const LoopExpr *expr = tree_resolve(p, value, &found);
  Symbol *symbol = declare(p, name, SYMBOL_REGISTER, place);
  if (!symbol)
    return;
  if (symbol->reg &&
      (symbol->reg->type.scalar != found.scalar || symbol->reg->type.lanes != found.lanes)) {
    parse_error(p, E0603, place, "%s is %s above", name,
                loop_type_name(p->arena, symbol->reg->type));
    return;
  }
  if (!symbol->reg)
    symbol->reg = kernel_add_register(p->program, p->kernel, name, found);
  if (!expr)
    return;
  block_let(p->arena, block_here(p), symbol->reg, expr);
  block_here(p)->last->place = place;
}

void parse_set(LoopsParser *p, const char *name, Tree *value, Place place)
{
  Symbol *symbol = parse_find(p, name, place);
  if (!symbol)
    return;
  if (symbol->kind != SYMBOL_REGISTER) {
    parse_error(p, E0603, place, "%s is not a register: only those change", name);
    return;
  }
  const LoopExpr *expr = tree_resolve(p, value, &symbol->reg->type);
  if (!expr)
    return;
  block_set(p->arena, block_here(p), symbol->reg, expr);
  block_here(p)->last->place = place;
}

void parse_store(LoopsParser *p, const Tree *to, int64_t stride, Tree *value, Place place)
{
  const LoopExpr *read =
      tree_resolve(p, to, NULL);  // as if it were read: checks it, finds its type
  if (!read)
    return;
  const LoopExpr *expr = tree_resolve(p, value, &read->type);
  const LoopExpr *count = read->operand_count > 1 ? read->operands[1] : NULL;
  if (stride < 1)
    parse_error(p, E0603, to->place, "lanes %lld apart, expected 1 or more", (long long)stride);
  if (stride < 1 || !expr)
    return;
  block_store_strided(p->arena, block_here(p), read->parameter, read->operands[0], stride, expr,
                      count);
  block_here(p)->last->place = place;
}

void parse_prefetch(LoopsParser *p, Tree *element, bool far, Place place)
{
  const LoopExpr *load = tree_resolve(p, element, NULL);
  if (!load)
    return;
  block_prefetch(p->arena, block_here(p), load, far);
  block_here(p)->last->place = place;
}
