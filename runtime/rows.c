// The order of records: a function of seed, epoch and position, never of what was read before.

#include "data.h"

// Far from the keys of draws, which count from 1 or are hashes of names.
#define KEY_OF_SPLIT UINT64_C(0x6461746173706c74)
#define KEY_OF_ORDER UINT64_C(0x646174616f726472)

int64_t netc_rows_record(const NetcRows *rows, int64_t index)
{
  if (rows->stretches > 0)
    return rows->first + index % rows->stretches * (rows->count / rows->stretches) +
           index / rows->stretches;
  if (!rows->mixed)
    return rows->first + index;
  return netc_permute(rows->seed, KEY_OF_SPLIT, 0, rows->data->count, rows->first + index);
}

int64_t netc_rows_shuffled(const NetcRows *rows, uint64_t seed, int64_t epoch, int64_t position)
{
  return netc_rows_record(rows,
                          netc_permute(seed, KEY_OF_ORDER, (uint64_t)epoch, rows->count, position));
}
