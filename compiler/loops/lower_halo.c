// The loops that fill the halo of a tensor.
//
//   x[16, 28, 28, 6] with 2 around each picture: for every b, the rows above and below whole, then
//   of every row between them the columns left and right.
//
// Dimensions from outermost to innermost: the parts outside the tensor are filled over all that
// lies within them; inside, the next dimension decides.

#include "loops/lower.h"

// A loop over from .. to of a dimension; adds its share to the address.
static LoopBlock *open_loop(Lowering *l, LoopBlock *block, int64_t stride, int64_t from, int64_t to,
                            const LoopExpr **address)
{
  LoopVariable *variable = kernel_add_variable(l->program, l->out, "i");
  LoopBlock *body = block_for(l->arena, block, variable, number(l, from), number(l, to), 1);
  const LoopExpr *share =
      loop_binary(l->arena, LOOP_MULTIPLY, number(l, stride), loop_variable(l->arena, variable));
  *address = loop_binary(l->arena, LOOP_ADD, *address, share);
  return body;
}

// Fills `count` neighbours from `address`.
static void fill_run(Lowering *l, LoopBlock *block, const LoopExpr *address, int64_t count)
{
  const Tensor *tensor = l->kernel->fills;
  int lanes = l->kernels->machine->vector_bytes / type_bytes(tensor->type);
  LoopParameter *parameter = lower_parameter(l, l->kernel->fills, ACCESS_OUT);
  if (count < lanes)
    lanes = 1;
  int64_t whole = count / lanes * lanes;
  for (int part = 0; part < 2; part++) {
    int64_t from = part ? whole : 0, to = part ? count : whole;
    LoopType type = {tensor->type, part ? 1 : lanes};
    if (from == to)
      continue;
    LoopVariable *variable = kernel_add_variable(l->program, l->out, "i");
    LoopBlock *body =
        block_for(l->arena, block, variable, number(l, from), number(l, to), type.lanes);
    block_store(l->arena, body, parameter,
                loop_binary(l->arena, LOOP_ADD, address, loop_variable(l->arena, variable)),
                loop_number(l->arena, type, tensor->layout.fill), NULL);
  }
}

static void fill_from(Lowering *l, LoopBlock *block, int place, const LoopExpr *address)
{
  const Tensor *tensor = l->kernel->fills;
  const Layout *layout = &tensor->layout;
  int64_t inner = 0;  // halo of the dimensions inside this one
  for (int i = place + 1; i < tensor->shape.rank; i++)
    inner += layout->before[layout->order[i]] + layout->after[layout->order[i]];
  int d = layout->order[place];
  int64_t before = layout->before[d], extent = tensor->capacity[d], after = layout->after[d];
  int64_t stride = layout->strides[d];
  if (layout->block && d == layout->blocked) {
    extent = (extent + layout->block - 1) / layout->block;
    stride = layout->block_stride;
  }
  if (before)
    fill_run(l, block, address, before * stride);
  if (after)
    fill_run(l, block,
             loop_binary(l->arena, LOOP_ADD, address, number(l, (before + extent) * stride)),
             after * stride);
  if (inner == 0)
    return;
  const LoopExpr *inside = address;
  LoopBlock *body = open_loop(l, block, stride, before, before + extent, &inside);
  fill_from(l, body, place + 1, inside);
}

void lower_halo(Lowering *l, LoopBlock *block)
{
  const Tensor *tensor = l->kernel->fills;
  int64_t first = tensor->layout.origin;  // of the halo: rows may begin after some elements
  for (int d = 0; d < tensor->shape.rank; d++)
    if (!tensor->layout.block || d != tensor->layout.blocked)
      first -= tensor->layout.before[d] * tensor->layout.strides[d];
  fill_from(l, block, 0, number(l, first));
}
