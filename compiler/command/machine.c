// netc machine: what code for this machine can hope for. Vectors and the sizes of caches are read
// from the host, as every compilation reads them; the peak of multiply-add and the bandwidths are
// measured, on one core and on all that this process may use.
//
//   target   x86_64-linux-gnu x86-64-v4
//   vectors  64 bytes, 32 registers, fused multiply-add
//   cores    2
//
//                               1 core           2 cores
//   peak                 118.2 GFLOP/s     236.3 GFLOP/s
//   L1         32 KiB       211.8 GB/s        424.2 GB/s

#include "command/command.h"

#include "measure.h"

#include <string.h>

#define KIB 1024ll
#define MIB (1024 * KIB)

// A place that numbers come from, and how many bytes a second.
typedef struct Place {
  const char *name;
  int64_t bytes;  // of one core; 0: memory
  int64_t block;  // what is read over and over
  double rates[2];
} Place;

typedef struct Figures {
  Machine machine;
  double peaks[2];       // on one core, on all
  double bf16_peaks[2];  // of products of bf16; 0: it has none
  Place places[4];
} Figures;

// Half of a cache is read from it alone: something else is always in it. Of a cache that cores
// share, all blocks together must fit.
static void choose_blocks(Figures *f)
{
  const Machine *m = &f->machine;
  int64_t shared = m->l3_bytes / (2 * m->cores), beyond = 4 * m->l3_bytes;
  f->places[0] = (Place){.name = "L1", .bytes = m->l1_bytes, .block = m->l1_bytes / 2};
  f->places[1] = (Place){.name = "L2", .bytes = m->l2_bytes, .block = m->l2_bytes / 2};
  f->places[2] = (Place){.name = "L3", .bytes = m->l3_bytes, .block = shared};
  f->places[3] = (Place){.name = "memory", .block = beyond < 64 * MIB ? 64 * MIB : beyond};
  if (shared < 2 * m->l2_bytes)  // many cores: as much as lets L2 miss
    f->places[2].block = 2 * m->l2_bytes;
}

static bool measure(Figures *f, int column, int cores, NetcError *error)
{
  NetcPool *pool = netc_pool_create(cores);
  if (!pool)
    return netc_fail(error, "no memory for threads");
  bool fine = true;
  f->peaks[column] = netc_measure_peak(pool, false);
  f->bf16_peaks[column] = f->machine.has_bf16 ? netc_measure_peak(pool, true) : 0;
  for (int i = 0; fine && i < 4; i++)
    fine = netc_measure_reading(pool, f->places[i].block, &f->places[i].rates[column], error);
  netc_pool_destroy(pool);
  return fine;
}

static const char *size_text(Arena *arena, int64_t bytes)
{
  if (bytes == 0)
    return "";
  return bytes % MIB ? arena_print(arena, "%lld KiB", (long long)(bytes / KIB))
                     : arena_print(arena, "%lld MiB", (long long)(bytes / MIB));
}

static void print_line(const Figures *f, Arena *arena, const char *name, const char *size,
                       const double *rates, const char *unit)
{
  printf("%-8s %8s", name, size);
  for (int i = 0; i < (f->machine.cores > 1 ? 2 : 1); i++)
    printf("  %16s", arena_print(arena, "%.1f %s", rates[i] / 1e9, unit));
  printf("\n");
}

static void print_text(const Figures *f, Arena *arena)
{
  const Machine *m = &f->machine;
  printf("target   %s %s\n", m->triple, m->cpu);
  printf("vectors  %d bytes, %d registers, %d a cycle, %s multiply-add\n", m->vector_bytes,
         m->vector_registers, m->vector_units, m->has_fma ? "fused" : "no fused");
  printf("cores    %d\n\n%-8s %8s  %16s", m->cores, "", "", "1 core");
  if (m->cores > 1)
    printf("  %16s", arena_print(arena, "%d cores", m->cores));
  printf("\n");
  print_line(f, arena, "peak", "", f->peaks, "GFLOP/s");
  if (m->has_bf16)
    print_line(f, arena, "of bf16", "", f->bf16_peaks, "GFLOP/s");
  for (int i = 0; i < 4; i++)
    print_line(f, arena, f->places[i].name, size_text(arena, f->places[i].bytes),
               f->places[i].rates, "GB/s");
}

static void print_json(const Figures *f)
{
  const Machine *m = &f->machine;
  printf("{\"version\":1,\"target\":\"%s\",\"cpu\":\"%s\",\"vector_bytes\":%d,"
         "\"vector_registers\":%d,\"vector_units\":%d,\"fma\":%s,\"cores\":%d,"
         "\"peak_flops_per_second\":[%.6g,%.6g]",
         m->triple, m->cpu, m->vector_bytes, m->vector_registers, m->vector_units,
         m->has_fma ? "true" : "false", m->cores, f->peaks[0], f->peaks[1]);
  if (m->has_bf16)
    printf(",\"bf16_peak_flops_per_second\":[%.6g,%.6g]", f->bf16_peaks[0], f->bf16_peaks[1]);
  for (int i = 0; i < 4; i++) {
    const Place *place = &f->places[i];
    printf(",\"%s\":{", place->name);
    if (place->bytes)
      printf("\"bytes\":%lld,", (long long)place->bytes);
    printf("\"bytes_per_second\":[%.6g,%.6g]}", place->rates[0], place->rates[1]);
  }
  printf("}\n");
}

int run_machine(CommandLine *line)
{
  Figures f = {0};
  NetcError error = {0};
  if (line->files.count > 0) {
    fprintf(stderr, "netc: machine takes no file, found %s\n", line->files.items[0]);
    return EXIT_USAGE;
  }
  if (!check_machine(line, &f.machine))
    return EXIT_USAGE;
  choose_blocks(&f);
  if (!measure(&f, 0, 1, &error) || !measure(&f, 1, f.machine.cores, &error)) {
    fprintf(stderr, "netc: %s\n", error.text);
    return EXIT_INPUT;
  }
  if (line->json)
    print_json(&f);
  else
    print_text(&f, line->arena);
  return EXIT_DONE;
}
