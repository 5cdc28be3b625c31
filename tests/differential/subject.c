// A case through the pipeline, and the code of both back-ends in one shared object.

#include "differential.h"

#include "syntax/syntax.h"

#include <criterion/criterion.h>
#include <dlfcn.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

void subject_fail(Subject *subject, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  const char *text = arena_print_list(subject->arena, format, arguments);
  va_end(arguments);
  if (subject->failures++ == 0)
    fprintf(stderr, "%s\n", subject->text);
  if (subject->failures <= MAX_FAILURES)
    cr_expect(false, "%s: %s", subject->name, text);
}

// -- the source -----------------------------------------------------------------------------------

static const AstDefinition *find_definition(const AstFile *file, AstDefinitionKind kind,
                                            const char *name)
{
  for (int i = 0; i < file->definitions.count; i++) {
    const AstDefinition *definition = file->definitions.items[i];
    if (definition->kind == kind && !strcmp(definition->name, name))
      return definition;
  }
  return NULL;
}

static AstFile *parse(Subject *subject, const char *name, const char *text)
{
  Compilation *c = subject->compilation;
  c->source = source_create(c->arena, name, text, strlen(text));
  return parse_net(c->arena, c->names, c->diag, c->source);
}

// Below, at and above the lengths of vectors.
static int default_batch(const char *net)
{
  static const int batches[] = {5, 1, 8, 3, 17, 2, 16, 7};
  return batches[text_hash(net, strlen(net), 0) % (sizeof batches / sizeof *batches)];
}

static const char *default_train(Subject *subject, const AstDefinition *net)
{
  return arena_print(subject->arena,
                     "%s\nop mean_square(y: [..]) -> loss: []\n  loss = mean(..) y[..]^2\n\n"
                     "train %s() {\n  loss = mean_square(%s)\n  optimizer = sgd(lr: 1)\n"
                     "  batch = %d\n}\n",
                     subject->compilation->source->text, net->name, net->results.items[0].name,
                     default_batch(net->name));
}

static const char *definition_text(Subject *subject, const AstDefinition *definition)
{
  return arena_copy_text(subject->arena, definition->span.source->text + definition->span.start,
                         definition->span.end - definition->span.start);
}

static const char *case_text(Compilation *c, const char *path, const char *file, const char *net)
{
  if (!strcmp(file, RANDOM_FILE))
    return random_net(c->arena, net, strtoull(net + strcspn(net, "0123456789"), NULL, 10));
  const Source *source = load_source(c->arena, c->diag, path);
  return source ? source->text : NULL;
}

static bool load_case(Subject *subject, const char *file, const char *net)
{
  Compilation *c = subject->compilation;
  const char *path = arena_print(c->arena, "tests/differential/cases/%s.net", file);
  const char *text = case_text(c, path, file, net);
  if (!text)
    return false;
  c->file = parse(subject, path, text);
  const AstDefinition *definition = find_definition(c->file, AST_NET, net);
  cr_assert(definition, "%s has no net %s", path, net);
  if (!find_definition(c->file, AST_TRAIN, net))
    c->file = parse(subject, path, default_train(subject, definition));
  const AstDefinition *train = find_definition(c->file, AST_TRAIN, net);
  if (train)
    subject->text = arena_print(subject->arena, "%s\n%s", definition_text(subject, definition),
                                definition_text(subject, train));
  return diag_error_count(c->diag) == 0;
}

// -- the pipeline ---------------------------------------------------------------------------------

static bool compile_kind(Subject *subject, GraphKind kind)
{
  Compilation *c = subject->compilation;
  Graph *graph = c->program->graphs[kind];
  if (!graph)
    return true;
  Arena *scratch = arena_create();
  subject->sources[kind] = graph_copy(c->arena, graph);
  differentiate(subject->sources[kind], c->diag, scratch);
  arena_destroy(scratch);
  if (!compile_passes(c, graph))
    return false;
  subject->optimized[kind] = graph_copy(c->arena, graph);
  return true;
}

static bool compile(Subject *subject, const char *file, const char *net)
{
  Compilation *c = subject->compilation;
  const char *message = NULL;
  if (!load_case(subject, file, net))
    return false;
  cr_assert(machine_describe(c->arena, &subject->options.target, &c->machine, &message), "%s",
            message);
  if (!compile_graphs(c))
    return false;
  for (GraphKind kind = 0; kind < GRAPH_KIND_COUNT; kind++)
    if (!compile_kind(subject, kind))
      return false;
  subject->loops = compile_loops(c);
  return true;
}

// What the compiler said, as text.
static const char *diagnostics(Subject *subject)
{
  char *text = NULL;
  size_t length = 0;
  FILE *stream = open_memstream(&text, &length);
  diag_print(subject->compilation->diag, stream, false);
  fclose(stream);
  const char *copy = arena_copy_text(subject->arena, text, length);
  free(text);
  return copy;
}

Subject *subject_create(const char *file, const char *net, Way way)
{
  Arena *arena = arena_create();
  Subject *subject = arena_new(arena, Subject);
  subject->arena = arena;
  subject->name = arena_print(arena, "%s/%s on %s%s%s", file, net, way.cpu,
                              way.least_memory ? " in little memory" : "",
                              way.precision == PRECISION_F32 ? "" : " in bf16");
  subject->options.elaborate.net = net;
  subject->options.target = (Target){.cpu = way.cpu, .optimization = 2};
  subject->options.precision = way.precision;
  subject->options.verify = true;
  subject->options.ram_least = way.least_memory;
  // Half of the random nets run in chains wherever that is legal; a third of all row by row, a
  // third so far as the middle.
  static const RowUse uses[] = {ROWS_WHERE_THEY_PAY, ROWS_ALL, ROWS_FIRST_HALF};
  int last = net[strlen(net) - 1];
  bool chained = !strcmp(file, RANDOM_FILE) && last % 2;
  subject->options.chains = chained ? USE_ALWAYS : USE_WHERE_IT_PAYS;
  subject->options.rows = uses[last % 3];
  subject->compilation = compilation_create(&subject->options);
  if (compile(subject, file, net))
    return subject;
  const char *said = diagnostics(subject);
  if (strstr(said, "[E0490]"))  // not supported yet
    subject->unsupported = said;
  else
    cr_assert(false, "%s does not compile:\n%s", subject->name, said);
  return subject;
}

void subject_destroy(Subject *subject)
{
  for (Engine engine = 0; engine < ENGINE_COUNT; engine++)
    netc_pool_destroy(subject->pools[engine]);
  if (subject->library)
    dlclose(subject->library);
  compilation_destroy(subject->compilation);
  arena_destroy(subject->arena);
}

// -- the code -------------------------------------------------------------------------------------

static void write_file(const char *path, const char *bytes, size_t length)
{
  FILE *file = fopen(path, "wb");
  cr_assert(file && fwrite(bytes, 1, length, file) == length && !fclose(file), "%s", path);
}

// Both back-ends call their model netc_model: here the one of C has another name.
static void write_c(Subject *subject, const char *path)
{
  Text text = {.arena = subject->arena};
  text_add(&text, "#define netc_model netc_model_of_c\n");
  emit_c(subject->loops, &subject->compilation->machine, &text);
  write_file(path, text_get(&text), text.length);
}

static bool write_llvm(Subject *subject, const char *path)
{
#ifdef NETC_LLVM
  const char *object, *message;
  size_t length;
  bool is_done = emit_llvm(subject->loops, &subject->compilation->machine, &subject->options.target,
                           LLVM_OBJECT, subject->arena, &object, &length, &message);
  cr_assert(is_done, "%s: LLVM: %s", subject->name, message);
  write_file(path, object, length);
  return true;
#else
  return false;
#endif
}

static void run_compiler(const Subject *subject, const char *library, const char *source,
                         const char *object)
{
  const char *compiler = getenv("CC") && *getenv("CC") ? getenv("CC") : "cc";
  const char *arguments[] = {compiler,
                             "-std=gnu11",
                             "-O1",
                             "-march=native",
                             "-ffp-contract=off",
                             "-fno-math-errno",
                             "-fno-trapping-math",
                             "-fno-strict-aliasing",
#ifdef __x86_64__
                             "-mprefer-vector-width=512",
#endif
                             "-Wall",
                             "-Wextra",
                             "-Werror",
                             "-Wno-psabi",
                             "-fPIC",
                             "-shared",
                             "-o",
                             library,
                             source,
                             "-lm",
                             object,
                             NULL};
  pid_t child;
  int status = 1;
  cr_assert(!posix_spawnp(&child, compiler, NULL, NULL, (char *const *)arguments, environ));
  cr_assert(waitpid(child, &status, 0) == child);
  cr_assert(status == 0, "%s: %s refused the generated C", subject->name, compiler);
}

void subject_load(Subject *subject)
{
  char folder[] = "/tmp/netc-differential-XXXXXX";
  cr_assert(mkdtemp(folder));
  const char *source = arena_print(subject->arena, "%s/model.c", folder);
  const char *object = arena_print(subject->arena, "%s/model.o", folder);
  const char *library = arena_print(subject->arena, "%s/model.so", folder);
  write_c(subject, source);
  bool has_llvm = write_llvm(subject, object);
  run_compiler(subject, library, source, has_llvm ? object : NULL);
  subject->library = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  unlink(source);
  unlink(object);
  unlink(library);
  rmdir(folder);
  cr_assert(subject->library, "%s", dlerror());
  subject->models[ENGINE_C] = subject->models[ENGINE_C_THREADS] =
      dlsym(subject->library, "netc_model_of_c");
  subject->models[ENGINE_LLVM] = subject->models[ENGINE_LLVM_THREADS] =
      dlsym(subject->library, "netc_model");
  subject->pools[ENGINE_C_THREADS] = netc_pool_create(2);
  subject->pools[ENGINE_LLVM_THREADS] = netc_pool_create(3);
  cr_assert(subject->models[ENGINE_C] && has_llvm == (subject->models[ENGINE_LLVM] != NULL));
}
