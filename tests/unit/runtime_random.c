// Random numbers by name, and the order of data as a function.

#include "data.h"
#include "random.h"

#include <criterion/criterion.h>
#include <stdlib.h>

// From Random123's kat_vectors.
Test(runtime_random, philox_known_answers)
{
  NetcBits zero = netc_philox((NetcBits){{0}}, 0, 0);
  NetcBits ones = netc_philox((NetcBits){{~0u, ~0u, ~0u, ~0u}}, ~0u, ~0u);
  NetcBits pi = netc_philox((NetcBits){{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}},
                            0xa4093822, 0x299f31d0);
  cr_assert(zero.word[0] == 0x6627e8d5 && zero.word[1] == 0xe169c58d);
  cr_assert(zero.word[2] == 0xbc57ac4c && zero.word[3] == 0x9b00dbd8);
  cr_assert(ones.word[0] == 0x408f276d && ones.word[1] == 0x41c83b0e);
  cr_assert(ones.word[2] == 0xa20bc7c6 && ones.word[3] == 0x6d5451fd);
  cr_assert(pi.word[0] == 0xd16cfe09 && pi.word[1] == 0x94fdcceb);
  cr_assert(pi.word[2] == 0x5001e420 && pi.word[3] == 0x24126ea1);
}

Test(runtime_random, uniform_stays_inside)
{
  cr_assert(netc_bits_uniform(0) == 0x1p-24f);
  cr_assert(netc_bits_uniform(~0u) == 1 - 0x1p-24f);
}

Test(runtime_random, every_part_of_the_name_counts)
{
  float u = netc_random_uniform(1, 2, 3, 4, 5);
  cr_assert(u == netc_random_uniform(1, 2, 3, 4, 5));
  cr_assert(u != netc_random_uniform(2, 2, 3, 4, 5));
  cr_assert(u != netc_random_uniform(1, 3, 3, 4, 5));
  cr_assert(u != netc_random_uniform(1, 2, 4, 4, 5));
  cr_assert(u != netc_random_uniform(1, 2, 3, 5, 5));
  cr_assert(u != netc_random_uniform(1, 2, 3, 4, 6));
  cr_assert(u != netc_random_uniform(1, 2, 3, 4, 9));
}

// What the back-ends' vectors rely on.
Test(runtime_random, blocks_of_a_group_are_elements_in_a_row_word_by_word)
{
  for (uint64_t i = 0; i < 100; i++) {
    NetcBits block = netc_random_bits(1, 2, 3, i / 32 * 8 + i % 8, 4);
    cr_assert(netc_random_uniform(1, 2, 3, i, 4) == netc_bits_uniform(block.word[i % 32 / 8]));
  }
}

Test(runtime_random, mean_and_variance)
{
  enum { COUNT = 100000 };
  double sum = 0, squares = 0;
  for (int i = 0; i < COUNT; i++) {
    double u = (double)netc_random_uniform(7, 0, 1, (uint64_t)i, 0);
    sum += u;
    squares += u * u;
  }
  double mean = sum / COUNT, variance = squares / COUNT - mean * mean;
  cr_assert(mean > 0.495 && mean < 0.505);
  cr_assert(variance > 1 / 12.0 - 0.002 && variance < 1 / 12.0 + 0.002);
}

Test(runtime_random, order_is_a_permutation)
{
  static const int64_t counts[] = {1, 2, 3, 4, 5, 16, 17, 63, 64, 65, 1000, 4097};
  for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
    int64_t count = counts[c];
    char *seen = calloc((size_t)count, 1);
    for (int64_t i = 0; i < count; i++) {
      int64_t at = netc_permute(3, 5, 2, count, i);
      cr_assert(at >= 0 && at < count && !seen[at]);
      seen[at] = 1;
    }
    free(seen);
  }
}

Test(runtime_random, order_differs_by_epoch_and_seed)
{
  int same_epoch = 0, same_seed = 0, kept = 0;
  for (int64_t i = 0; i < 1000; i++) {
    int64_t at = netc_permute(3, 5, 0, 1000, i);
    same_epoch += at == netc_permute(3, 5, 1, 1000, i);
    same_seed += at == netc_permute(4, 5, 0, 1000, i);
    kept += at == i;
  }
  // One in a thousand agrees by chance.
  cr_assert(same_epoch < 10 && same_seed < 10 && kept < 10);
}

// Where a record lands is even: each of 8 records comes first about equally often over the epochs.
Test(runtime_random, order_is_even)
{
  int first[8] = {0};
  for (uint64_t epoch = 0; epoch < 8000; epoch++)
    first[netc_permute(1, 2, epoch, 8, 0)]++;
  for (int i = 0; i < 8; i++)
    cr_assert(first[i] > 850 && first[i] < 1150, "%d came first %d times", i, first[i]);
}
