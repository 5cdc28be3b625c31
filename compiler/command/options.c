// One table of commands and one of options: parser, help, manual page and completions read them.

#include "command/command.h"
#include "version.h"

#include "describe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>

static const Command commands[] = {
    {"build", "FILE", "compile to one executable that trains, evaluates and predicts", run_build},
    {"check", "FILE", "report every error; compare every derived gradient with finite differences",
     run_check},
    {"completion", "SHELL", "print completions for a shell: bash, zsh or fish", run_completion},
    {"emit", "FILE", "print what the compiler made of the file at a stage", run_emit},
    {"explain", "CODE", "what a diagnostic means, with a wrong and a right example", run_explain},
    {"fix", "FILE", "check, and mend what is certain to be meant otherwise, in place", run_fix},
    {"fmt", "FILE", "print the file in its canonical form", run_fmt},
    {"machine", "", "what this machine is like, measured: vectors, peak, caches, bandwidths",
     run_machine},
    {"man", "", "print the manual page, as man reads it", run_man},
    {"summary", "FILE", "layers, output shapes, parameters, multiply-adds, memory", run_summary},
    {"tune", "FILE", "measure other schedules of the kernels, keep the faster ones in FILE.tune",
     run_tune},
    {"verify", "FILE",
     "check graph text; with --against, compare it with a source on generated inputs", run_verify},
    {"weights", "VERB FILE..",
     "show FILE, diff FILE FILE, convert FILE -o FILE: tensors of safetensors, npz and npy files",
     run_weights},
    {"help", "[COMMAND]", "this text, or that of one command", run_help},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

const Command *find_command(const char *name)
{
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (!strcmp(commands[i].name, name))
      return &commands[i];
  return NULL;
}

typedef bool OptionSet(CommandLine *line, const char *value);

typedef struct Option {
  const char *name;      // "--output"
  const char *letter;    // "-o", or null
  const char *argument;  // "FILE"; null: a flag
  const char *commands;  // " build emit "; null: all
  const char *help;
  OptionSet *set;
} Option;

static bool complain(const char *format, const char *a, const char *b)
{
  fputs("netc: ", stderr);
  fprintf(stderr, format, a, b);
  fputs("\n", stderr);
  return false;
}

#define FLAG(name, place)                                                                          \
  static bool set_##name(CommandLine *line, const char *value)                                     \
  {                                                                                                \
    (void)value;                                                                                   \
    line->place = true;                                                                            \
    return true;                                                                                   \
  }
#define TEXT(name, place)                                                                          \
  static bool set_##name(CommandLine *line, const char *value)                                     \
  {                                                                                                \
    line->place = value;                                                                           \
    return true;                                                                                   \
  }

TEXT(output, output)
TEXT(stage, stage)
TEXT(against, against)
TEXT(target, pipeline.target.triple)
TEXT(cpu, pipeline.target.cpu)
TEXT(net, pipeline.elaborate.net)
TEXT(map, map)
TEXT(dtype, dtype)
TEXT(cache, cache)
FLAG(no_cache, no_cache)
FLAG(no_tune, pipeline.no_tune)
FLAG(train, train)
FLAG(evaluate, evaluate)
FLAG(initialize, initialize)
FLAG(check_only, check_only)
FLAG(write, write)
FLAG(verbose, verbose)
FLAG(quiet, quiet)
FLAG(json, json)
FLAG(help, help)
FLAG(debug, pipeline.target.debug)
FLAG(verify_each, pipeline.verify)
FLAG(print_changed, pipeline.print_changed)
FLAG(time_passes, pipeline.time_passes)
FLAG(derive_all, pipeline.elaborate.derive_all)
FLAG(dependencies, dependencies)

// The place among words, of which a null is the last; -1: it is none of them.
static int find_word(const char *value, const char *const *words)
{
  for (int i = 0; words[i]; i++)
    if (!strcmp(value, words[i]))
      return i;
  return -1;
}

static bool set_chains(CommandLine *line, const char *value)
{
  int use = find_word(value, (const char *const[]){"pay", "all", "none", NULL});
  line->pipeline.chains = (Use)use;
  return use >= 0 || complain("unknown choice `%s`; there are pay, all and none%s", value, "");
}

static bool set_rows(CommandLine *line, const char *value)
{
  int use = find_word(value, (const char *const[]){"pay", "all", "none", "half", NULL});
  line->pipeline.rows = (RowUse)use;
  return use >= 0 ||
         complain("unknown choice `%s`; there are pay, all, none and half%s", value, "");
}

static bool set_backend(CommandLine *line, const char *value)
{
  line->backend = value;
  if (!strcmp(value, "c"))
    return true;
  if (strcmp(value, "llvm"))
    return complain("unknown back-end `%s`; there are llvm and c%s", value, "");
#ifndef NETC_LLVM
  return complain("this netc was built without LLVM; use --backend c%s%s", "", "");
#endif
  return true;
}

static bool set_precision(CommandLine *line, const char *value)
{
  bool rounds = !strcmp(value, "bf16");
  line->pipeline.precision = rounds ? PRECISION_BF16 : PRECISION_F32;
  return rounds || !strcmp(value, "f32") ||
         complain("--precision takes f32 or bf16, not `%s`%s", value, "");
}

static bool set_color(CommandLine *line, const char *value)
{
  line->color = value;
  return !strcmp(value, "auto") || !strcmp(value, "always") || !strcmp(value, "never") ||
         complain("--color takes auto, always or never, not `%s`%s", value, "");
}

static bool set_diagnostics(CommandLine *line, const char *value)
{
  line->diagnostics = value;
  return !strcmp(value, "text") || !strcmp(value, "json") ||
         complain("--diagnostics takes text or json, not `%s`%s", value, "");
}

static bool read_count(const char *option, const char *value, long long low, long long high,
                       long long *count)
{
  char *end;
  *count = strtoll(value, &end, 10);
  if (*value && !*end && *count >= low && *count <= high)
    return true;
  fprintf(stderr, "netc: %s takes a whole number from %lld to %lld, not `%s`\n", option, low, high,
          value);
  return false;
}

static bool set_max_errors(CommandLine *line, const char *value)
{
  long long count;
  if (!read_count("--max-errors", value, 1, 1000000, &count))
    return false;
  line->max_errors = (int)count;
  return true;
}

static bool set_optimization(CommandLine *line, const char *value)
{
  long long level;
  if (!read_count("-O", value, 0, 3, &level))
    return false;
  line->pipeline.target.optimization = (int)level;
  return true;
}

static bool set_jobs(CommandLine *line, const char *value)
{
  long long count;
  if (!read_count("-j", value, 1, 1024, &count))
    return false;
  line->jobs = (int)count;
  return true;
}

static bool set_threads(CommandLine *line, const char *value)
{
  long long count;
  if (!read_count("--threads", value, 1, 1024, &count))
    return false;
  line->threads = (int)count;
  return true;
}

// 60s, 5m, 2h; a number alone is seconds.
static bool set_budget(CommandLine *line, const char *value)
{
  static const char units[] = "smh";
  char *end;
  line->budget = strtod(value, &end);
  const char *unit = *end ? strchr(units, *end) : units;
  for (const char *u = units; unit && u < unit; u++)
    line->budget *= 60;
  if (end > value && unit && (!*end || !end[1]) && line->budget > 0 && line->budget < 1e9)
    return true;
  return complain("--budget takes a time such as 60s, 5m or 2h, not `%s`%s", value, "");
}

static bool set_ram_limit(CommandLine *line, const char *value)
{
  line->pipeline.ram_limit = 0;
  line->pipeline.ram_least = !strcmp(value, "least");
  return line->pipeline.ram_least || text_read_size(value, &line->pipeline.ram_limit) ||
         complain("--ram-limit takes a size such as 700M, 2G or 1.5GiB, or least, not `%s`%s",
                  value, "");
}

// B=1,64: several capacities of one symbol.
static bool set_bind(CommandLine *line, const char *value)
{
  const char *equals = strchr(value, '=');
  if (!equals || equals == value)
    return complain("--bind takes NAME=SIZE[,SIZE..], not `%s`%s", value, "");
  const char *name = arena_copy_text(line->arena, value, (size_t)(equals - value));
  char *sizes = arena_copy_text(line->arena, equals + 1, strlen(equals + 1));
  for (char *size = strtok(sizes, ","); size; size = strtok(NULL, ",")) {
    long long capacity;
    if (!read_count("--bind", size, 1, 2147483647, &capacity))
      return false;
    list_add(line->arena, &line->pipeline.elaborate.bindings, ((Symbol){name, capacity}));
  }
  return equals[1] || complain("--bind takes NAME=SIZE[,SIZE..], not `%s`%s", value, "");
}

static bool set_constant(CommandLine *line, const char *value)
{
  const char *equals = strchr(value, '=');
  if (!equals || equals == value)
    return complain("--set takes NAME=VALUE, not `%s`%s", value, "");
  char *end;
  Setting setting = {.name = arena_copy_text(line->arena, value, (size_t)(equals - value)),
                     .number = strtod(equals + 1, &end)};
  if (!equals[1] || *end)
    setting.text = equals + 1;
  list_add(line->arena, &line->pipeline.elaborate.constants, setting);
  return true;
}

// -I DIR: a folder that is there, with a slash behind it.
static bool set_folder(CommandLine *line, const char *value)
{
  struct stat status;
  if (stat(value, &status) || !S_ISDIR(status.st_mode))
    return complain("-I takes a folder, there is none named `%s`%s", value, "");
  bool has_slash = value[strlen(value) - 1] == '/';
  const char *folder = arena_print(line->arena, "%s%s", value, has_slash ? "" : "/");
  list_add(line->arena, &line->pipeline.elaborate.folders, folder);
  return true;
}

// --with features,saliency
static bool set_with(CommandLine *line, const char *value)
{
  char *words = arena_copy_text(line->arena, value, strlen(value));
  for (char *word = strtok(words, ","); word; word = strtok(NULL, ",")) {
    int kind = GRAPH_FIRST_ASKED;
    while (kind < GRAPH_KIND_COUNT && strcmp(word, graph_kind_name(kind)))
      kind++;
    if (kind == GRAPH_KIND_COUNT)
      return complain("--with takes augment, features and saliency, not `%s`%s", word, "");
    line->pipeline.elaborate.with |= 1u << kind;
  }
  return line->pipeline.elaborate.with ||
         complain("--with takes augment, features and saliency, not `%s`%s", value, "");
}

// -fno-winograd
static bool set_left_out(CommandLine *line, const char *value)
{
  const char *name = strncmp(value, "no-", 3) ? NULL : value + 3;
  if (!name || !pass_is_optional(name))
    return complain("-f takes no-PASS, where PASS can be left out; there is no `%s`%s", value, "");
  list_add(line->arena, &line->pipeline.left_out, name);
  return true;
}

static bool set_reproducible(CommandLine *line, const char *value)
{
  (void)value;
  line->pipeline.reproducible = true;
  list_add(line->arena, &line->pipeline.left_out, "winograd");
  return true;
}

// -Wno-nothing-to-train, -Werror, -Werror=nothing-to-train
static bool set_warning(CommandLine *line, const char *value)
{
  const char *name = strncmp(value, "no-", 3) ? value : value + 3;
  if (!strncmp(name, "error", 5))
    name += name[5] == '=' ? 6 : 5;
  list_add(line->arena, &line->warnings, value);
  if (!*name || !strcmp(name, "all"))
    return true;
  const char *names[DIAG_CODE_COUNT];
  char texts[DIAG_CODE_COUNT][64];
  int count = 0;
  for (; diag_warning_name(count, texts[count], sizeof texts[count]); count++) {
    names[count] = texts[count];
    if (!strcmp(name, texts[count]))
      return true;
  }
  const char *nearest = text_nearest(name, names, count);
  if (nearest)
    return complain("there is no warning `%s`; did you mean `%s`?", name, nearest);
  fprintf(stderr, "netc: there is no warning `%s`; there are", name);
  for (int i = 0; i < count; i++)
    fprintf(stderr, " %s", names[i]);
  fputs("\n", stderr);
  return false;
}

static bool set_rename(CommandLine *line, const char *value)
{
  list_add(line->arena, &line->renames, value);
  return true;
}

static bool set_tolerance(CommandLine *line, const char *value)
{
  char *end;
  line->tolerance = strtod(value, &end);
  return (*value && !*end && line->tolerance >= 0) ||
         complain("--tolerance takes a number, 0 or more, not `%s`%s", value, "");
}

static const Option options[] = {
    {"--output", "-o", "FILE", " build emit fix fmt weights ",
     "write here (beside, then renamed); `-`: stdout", set_output},
    {"--backend", NULL, "llvm|c", " build emit ", "which back-end makes the code", set_backend},
    {"--bind", NULL, "B=1,64", " build emit tune summary check fix ",
     "capacities of a symbol for prediction", set_bind},
    {"--set", NULL, "NAME=VALUE", " build emit tune summary check fix ", "an argument of the net",
     set_constant},
    {"--import", "-I", "DIR", " build emit tune summary check fix verify ",
     "imports may name files there, too; may be repeated", set_folder},
    {"--with", NULL, "KIND[,KIND..]", " build emit ",
     "what the program can show besides: augment, features, saliency; emit shows that", set_with},
    {"--net", NULL, "NAME", " build emit tune summary check fix ",
     "which net of the file; default: the last, of check all", set_net},
    {"--target", NULL, "TRIPLE", " build emit ", "the machine to compile for; default: this one",
     set_target},
    {"--cpu", NULL, "NAME", " build emit summary ", "its CPU: native, x86-64-v3, znver3, ..",
     set_cpu},
    {"--optimize", "-O", "0..3", " build emit ", "how hard the back-end tries; default 2",
     set_optimization},
    {"--debug", "-g", NULL, " build emit ", "line tables of the .net file", set_debug},
    {"--jobs", "-j", "N", " build ",
     "at most so many threads generate code through LLVM; default: one for each CPU", set_jobs},
    {"--dependencies", "-M", NULL, " build ",
     "print a rule for make: what the output is made of; build nothing", set_dependencies},
    {"--leave-out", "-f", "no-PASS", " build emit ",
     "without an optional pass: no-winograd, no-fold_normalization, ..", set_left_out},
    {"--ram-limit", NULL, "SIZE|least", " build emit summary ",
     "the most memory for weights, optimizer state and workspace: 700M, 2G, 1.5GiB, least",
     set_ram_limit},
    {"--precision", NULL, "f32|bf16", " build emit tune summary ",
     "what contractions multiply: f32 (default), or numbers rounded to bf16, summed up in f32",
     set_precision},
    {"--reproducible", NULL, NULL, " build emit ",
     "the same numbers on every CPU that fuses multiply and add; no Winograd", set_reproducible},
    {"--stage", NULL, "STAGE", " emit ",
     "ast, graph, a pass, grad, opt, kernels, loops, c, llvm, asm, obj", set_stage},
    {"--train", NULL, NULL, " emit summary ", "of the training step, not of prediction", set_train},
    {"--evaluate", NULL, NULL, " emit ", "of evaluation", set_evaluate},
    {"--initialize", NULL, NULL, " emit ", "of initialisation", set_initialize},
    {"--cache", NULL, "DIR", " build ",
     "keep objects of kernels there; default: netc in $XDG_CACHE_HOME or ~/.cache", set_cache},
    {"--no-cache", NULL, NULL, " build ", "make all objects anew, keep none", set_no_cache},
    {"--budget", NULL, "TIME", " tune ", "at most so long: 60s, 5m, 2h; default 60s", set_budget},
    {"--threads", NULL, "N", " tune ", "that kernels run on; default: one for each CPU",
     set_threads},
    {"--no-tune", NULL, NULL, " build emit ", "as if there were no FILE.tune", set_no_tune},
    {"--chains", NULL, "pay|all|none", " build emit ",
     "kernels that run block by block together: those that pay (default), all, none", set_chains},
    {"--rows", NULL, "pay|all|none|half", " build emit ",
     "kernels of predictions run row by row: where it pays (default), all, none, the first half",
     set_rows},
    {"--derive-all", NULL, NULL, " build emit check ", "ignore written gradients, derive all",
     set_derive_all},
    {"--print-changed", NULL, NULL, " build emit ", "the graph after every pass that changed it",
     set_print_changed},
    {"--verify-each", NULL, NULL, " build emit ", "verify the graph after every pass",
     set_verify_each},
    {"--time-passes", NULL, NULL, " build emit check ", "how long every pass takes",
     set_time_passes},
    {"--against", NULL, "FILE", " verify ", "the source to compare with", set_against},
    {"--check", NULL, NULL, " fmt ", "exit 1 if the file is not in canonical form; print nothing",
     set_check_only},
    {"--write", "-w", NULL, " fmt ", "rewrite the file in place", set_write},
    {"--tolerance", NULL, "X", " weights ", "diff: numbers so close to each other are equal",
     set_tolerance},
    {"--dtype", NULL, "f32|f64", " weights ", "convert: all tensors to this type", set_dtype},
    {"--map", NULL, "FILE", " weights ", "convert: names by lines `theirs -> ours`, `*` any text",
     set_map},
    {"--rename", NULL, "RULE", " weights ", "convert: one such line; may be repeated", set_rename},
    {"--json", NULL, NULL, " machine summary check weights ", "one JSON object a line", set_json},
    {"--max-errors", NULL, "N", NULL, "report at most so many; default 20", set_max_errors},
    {"--diagnostics", NULL, "text|json", NULL, "the form of messages", set_diagnostics},
    {"--color", NULL, "auto|always|never", NULL, "when messages have colours", set_color},
    {"--warning", "-W", "[no-]NAME", NULL,
     "say a warning, or not; -Werror, -Werror=NAME: it is an error", set_warning},
    {"--verbose", "-v", NULL, NULL, "say what is done", set_verbose},
    {"--quiet", "-q", NULL, NULL, "say only what is wrong", set_quiet},
    {"--help", "-h", NULL, NULL, "this text", set_help},
};

enum { OPTION_COUNT = sizeof options / sizeof *options };

// Of the environment, as the manual page tells it.
static const NetcDescribedVariable variables[] = {
    {"CC", "the C compiler that links executables, with its first arguments; default: cc"},
    {"TMPDIR", "where files lie while an executable is linked; default: /tmp"},
    {"XDG_CACHE_HOME", "objects of kernels are kept in netc in that folder; default: ~/.cache"},
    {"HOME", "where ~/.cache lies"},
    {"NO_COLOR", "not empty: messages have no colours; --color goes before it"},
    {"CLICOLOR_FORCE, FORCE_COLOR", "not empty: messages have colours, in files and pipes too"},
    {"TERM", "`dumb`: messages have no colours"},
    {"NETC_DATA", "where executables look for data, if their --data does not say it"},
    {"SOURCE_DATE_EPOCH", "has no effect: nothing that is written holds a time"},
};

static bool applies(const Option *option, const Command *command)
{
  if (!option->commands || !command)
    return true;
  char word[32];
  snprintf(word, sizeof word, " %s ", command->name);
  return strstr(option->commands, word) != NULL;
}

int print_help(const Command *command)
{
  if (!command) {
    printf("netc %s: a compiler for neural networks\n\nusage: netc COMMAND [OPTION..] FILE\n\n",
           NETC_VERSION);
    for (int i = 0; i < COMMAND_COUNT; i++)
      printf("  %-10s %-12s %s\n", commands[i].name, commands[i].arguments, commands[i].help);
    printf("\nnetc help COMMAND tells its options.\n");
    return EXIT_DONE;
  }
  printf("usage: netc %s [OPTION..] %s\n\n%s\n\n", command->name, command->arguments,
         command->help);
  for (int i = 0; i < OPTION_COUNT; i++) {
    if (!applies(&options[i], command))
      continue;
    char form[48];
    snprintf(form, sizeof form, "%s%s%s%s%s", options[i].letter ? options[i].letter : "",
             options[i].letter ? ", " : "", options[i].name, options[i].argument ? " " : "",
             options[i].argument ? options[i].argument : "");
    printf("  %-24s %s\n", form, options[i].help);
  }
  return EXIT_DONE;
}

static NetcDescribedOption describe(Arena *arena, const Option *option)
{
  NetcDescribedOption described = {.name = option->name + 2,
                                   .letter = option->letter ? option->letter[1] : 0,
                                   .value = option->argument,
                                   .summary = option->help};
  if (option->set == set_stage)
    described.words = stage_names(arena, '|');
  for (int i = 0; i < COMMAND_COUNT; i++)
    described.commands |= (unsigned)applies(option, &commands[i]) << i;
  return described;
}

bool describe_program(Arena *arena, const char *shell)
{
  NetcDescribedCommand described[COMMAND_COUNT];
  NetcDescribedOption described_options[OPTION_COUNT];
  for (int i = 0; i < COMMAND_COUNT; i++)
    described[i] =
        (NetcDescribedCommand){commands[i].name, commands[i].arguments, commands[i].help};
  for (int i = 0; i < OPTION_COUNT; i++)
    described_options[i] = describe(arena, &options[i]);
  NetcDescription program = {.program = "netc",
                             .version = "netc " NETC_VERSION,
                             .summary = "a compiler for neural networks",
                             .commands = described,
                             .command_count = COMMAND_COUNT,
                             .options = described_options,
                             .option_count = OPTION_COUNT,
                             .variables = variables,
                             .variable_count = sizeof variables / sizeof *variables};
  return netc_describe(&program, shell, stdout);
}

static const Option *find_option(const char *text, size_t length, const Command *command)
{
  for (int i = 0; i < OPTION_COUNT; i++) {
    const Option *o = &options[i];
    bool long_form = strlen(o->name) == length && !strncmp(o->name, text, length);
    bool short_form = o->letter && strlen(o->letter) == length && !strncmp(o->letter, text, length);
    if ((long_form || short_form) && applies(o, command))
      return o;
  }
  return NULL;
}

static bool unknown_option(const char *text, const Command *command)
{
  const char *names[OPTION_COUNT];
  int count = 0;
  for (int i = 0; i < OPTION_COUNT; i++)
    if (applies(&options[i], command))
      names[count++] = options[i].name;
  const char *nearest = text_nearest(text, names, count);
  if (nearest)
    return complain("unknown option `%s`; did you mean `%s`?", text, nearest);
  return complain("unknown option `%s`; netc help %s tells those there are", text, command->name);
}

// One option at argv[*at], with its value from `=`, from the same word (-O2), or from the next.
static bool parse_option(CommandLine *line, int argc, char **argv, int *at)
{
  const char *text = argv[*at], *equals = strchr(text, '=');
  size_t length = equals && text[1] == '-' ? (size_t)(equals - text) : strlen(text);
  const Option *option = find_option(text, length, line->command);
  const char *value = equals && text[1] == '-' ? equals + 1 : NULL;
  if (!option && text[1] != '-' && text[2]) {
    option = find_option(text, 2, line->command);
    value = text + 2;
    if (option && !option->argument)
      option = NULL;
  }
  if (!option)
    return unknown_option(text, line->command);
  if (!option->argument && value)
    return complain("%s takes no value, found `%s`", option->name, value);
  if (option->argument && !value) {
    if (*at + 1 >= argc)
      return complain("%s needs a value: %s", option->name, option->argument);
    value = argv[++*at];
  }
  return option->set(line, value);
}

static bool unknown_command(const char *text)
{
  const char *names[COMMAND_COUNT];
  for (int i = 0; i < COMMAND_COUNT; i++)
    names[i] = commands[i].name;
  const char *nearest = text_nearest(text, names, COMMAND_COUNT);
  if (nearest)
    return complain("unknown command `%s`; did you mean `%s`?", text, nearest);
  return complain("unknown command `%s`; netc help tells those there are%s", text, "");
}

bool parse_command_line(CommandLine *line, int argc, char **argv)
{
  line->pipeline.target.optimization = 2;
  line->max_errors = 20;
  line->budget = 60;
  line->color = "auto";
  line->diagnostics = "text";
  if (argc < 2)
    return complain("expected a command; netc help tells them%s%s", "", "");
  if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
    line->help = true;
    return true;
  }
  if (!strcmp(argv[1], "--version")) {
    printf("netc %s\n", NETC_VERSION);
    exit(EXIT_DONE);
  }
  line->command = find_command(argv[1]);
  if (!line->command)
    return argv[1][0] == '-'
               ? complain("expected a command before `%s`; netc help tells them%s", argv[1], "")
               : unknown_command(argv[1]);
  bool only_files = false;
  for (int i = 2; i < argc; i++) {
    if (!only_files && !strcmp(argv[i], "--"))
      only_files = true;
    else if (!only_files && argv[i][0] == '-' && argv[i][1]) {
      if (!parse_option(line, argc, argv, &i))
        return false;
    } else
      list_add(line->arena, &line->files, argv[i]);
  }
  return true;
}
