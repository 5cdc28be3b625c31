// What only a chain needs lies in the private memory of a block.
//
//   before   h: f32[64, 32], in the workspace
//   after    h: f32[16, 32], local: block n has rows 16*n .. 16*n + 15

#include "kernels/chain.h"

bool links_is_local(const Links *links, int count, const Tensor *tensor, int64_t block)
{
  const Made *made = &links->made[tensor->position];
  int readers = links->reader_counts[tensor->position];
  if (!made->link || made->link > count || made->dimension < 0 || readers == 0 ||
      readers != __builtin_popcount(made->readers & (UINT32_MAX >> (MAX_CHAIN - count))) ||
      tensor->kind != TENSOR_WORKSPACE || tensor->output >= 0)
    return false;
  const Layout *layout = &tensor->layout;
  return !layout->block || layout->blocked != made->dimension ||
         made->scale * block % layout->block == 0;
}

bool links_are_even(const Links *links, int64_t block)
{
  return block == 1 || (expr_is_number(links->extent) && links->points % block == 0);
}

// Without the border of the shared index: nobody in the chain reads beyond a block.
static Layout local_layout(const Links *links, const Tensor *tensor, int64_t block)
{
  const Made *made = &links->made[tensor->position];
  Tensor part = *tensor;
  part.capacity[made->dimension] = made->scale * block;
  part.layout.before[made->dimension] = part.layout.after[made->dimension] = 0;
  return part.layout.block ? layout_blocked(&part, part.layout.blocked, part.layout.block)
                           : layout_moved(&part, -1);
}

int64_t links_local_count(const Links *links, const Tensor *tensor, int64_t block)
{
  return local_layout(links, tensor, block).count;
}

int packing_add(Packing *packing, const Links *links, int link, const Tensor *tensor, int64_t count)
{
  int best = -1;
  for (int i = 0; i < packing->count; i++) {
    const LocalBuffer *buffer = &packing->buffers[i];
    bool is_free = packing->last[i] < link && buffer->type == tensor->type;
    if (is_free && (best < 0 || buffer->count > packing->buffers[best].count))
      best = i;
  }
  if (best < 0) {
    if (packing->count == MAX_CHAIN)
      return -1;
    best = packing->count++;
    packing->buffers[best] = (LocalBuffer){tensor->type, 0};
  }
  if (count > packing->buffers[best].count)
    packing->buffers[best].count = count;
  packing->last[best] = 31 - __builtin_clz(links->made[tensor->position].readers);
  return best;
}

int64_t packing_bytes(const Packing *packing)
{
  int64_t bytes = 0;
  for (int i = 0; i < packing->count; i++)
    bytes += packing->buffers[i].count * type_bytes(packing->buffers[i].type);
  return bytes;
}

void links_make_local(const Links *links, Chain *chain, Packing *packing, Tensor *tensor)
{
  const Made *made = &links->made[tensor->position];
  int64_t part = made->scale * chain->block;
  tensor->local = packing_add(packing, links, made->link - 1, tensor,
                              links_local_count(links, tensor, chain->block));
  if (tensor->local < 0)
    return;
  tensor->kind = TENSOR_LOCAL;
  tensor->chain = chain;
  tensor->layout = local_layout(links, tensor, chain->block);
  tensor->capacity[made->dimension] = part;
  const Layout *layout = &tensor->layout;
  bool blocked = layout->block && layout->blocked == made->dimension;
  tensor->block_step = blocked ? part / layout->block * layout->block_stride
                               : part * layout->strides[made->dimension];
}
