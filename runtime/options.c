// Commands and options as tables. A new option is one row: parser, help, manual page and
// completions follow.

#include "options.h"

#include "describe.h"
#include "text.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#define IN(command) (1u << NETC_COMMAND_##command)
enum {
  EVERYWHERE = 0xffff,
  WITH_WEIGHTS = IN(TRAIN) | IN(EVAL) | IN(PREDICT) | IN(GENERATE) | IN(BENCH) | IN(PROFILE),
  LOOKING = IN(FEATURES) | IN(FILTERS) | IN(SALIENCY),  // with weights, into the net
};

static const struct {
  const char *name, *files, *summary;
} commands[NETC_COMMAND_COUNT] = {
    [NETC_COMMAND_TRAIN] = {"train", "", "train the net and save its weights"},
    [NETC_COMMAND_EVAL] = {"eval", "", "loss and metric on the test data"},
    [NETC_COMMAND_PREDICT] = {"predict", " FILE...", "results for png, jpeg and npy files"},
    [NETC_COMMAND_GENERATE] = {"generate", "",
                               "text from a net that learned to foretell the next symbol"},
    [NETC_COMMAND_FEATURES] = {"features", " FILE", "draw what a layer makes of a sample"},
    [NETC_COMMAND_FILTERS] = {"filters", "", "draw the weights of a layer"},
    [NETC_COMMAND_SALIENCY] = {"saliency", " FILE", "draw what moves the number of a class"},
    [NETC_COMMAND_AUGMENT] = {"augment", " FILE", "draw a sample as training sees it"},
    [NETC_COMMAND_BENCH] = {"bench", "", "time of predictions and of a training step"},
    [NETC_COMMAND_PROFILE] = {"profile", "", "time and speed of every kernel"},
    [NETC_COMMAND_INFO] = {"info", "", "inputs, results, parameters, memory"},
    [NETC_COMMAND_SOURCE] = {"source", "", "the .net text this program was made from"},
    [NETC_COMMAND_HELP] = {"help", " [COMMAND]", "what a command does and takes"},
    [NETC_COMMAND_MAN] = {"man", "", "the manual page of this program, as man reads it"},
    [NETC_COMMAND_COMPLETION] = {"completion", " SHELL",
                                 "completions for a shell: bash, zsh or fish"},
    [NETC_COMMAND_VERSION] = {"version", "", "version of the compiler that made this"},
};

typedef enum OptionKind {
  OPTION_FLAG,
  OPTION_TEXT,
  OPTION_OPTIONAL,  // a flag that may have =VALUE
  OPTION_COUNT,     // 1 or more
  OPTION_NATURAL,   // 0 or more
  OPTION_POSITIVE,  // a number above 0
  OPTION_LEAST_0,   // a number, 0 or more
  OPTION_PAIR,      // NAME=VALUE, may stand several times
} OptionKind;

typedef struct Option {
  const char *name;
  char letter;
  OptionKind kind;
  const char *value;  // its name in the help
  unsigned commands;
  size_t field;
  const char *summary;
} Option;

#define FIELD(name) offsetof(NetcOptions, name)
static const Option options_table[] = {
    {"data", 'd', OPTION_TEXT, "DIR", IN(TRAIN) | IN(EVAL), FIELD(data),
     "where the data lies; else NETC_DATA, else /usr/share/datasets"},
    {"weights", 'w', OPTION_TEXT, "FILE", WITH_WEIGHTS | LOOKING, FIELD(weights),
     "weights to start from (safetensors, npz); default: what train saved"},
    {"map", 0, OPTION_TEXT, "FILE", WITH_WEIGHTS | LOOKING, FIELD(map),
     "lines `theirs -> ours`: how the names of --weights become the net's"},
    {"save", 's', OPTION_TEXT, "FILE", IN(TRAIN), FIELD(save),
     "where the weights go; the checkpoint lies beside it (NAME.ckpt.safetensors)"},
    {"resume", 'r', OPTION_OPTIONAL, "FILE", IN(TRAIN), FIELD(resume),
     "go on from the checkpoint, or from FILE, bit for bit"},
    {"epochs", 'e', OPTION_NATURAL, "N", IN(TRAIN), FIELD(epochs), "times through the data"},
    {"save-every", 0, OPTION_NATURAL, "N", IN(TRAIN), FIELD(save_every),
     "epochs from a checkpoint to the next, 0: none before the end; default: 1, or a second if "
     "that "
     "is longer"},
    {"stop-at", 0, OPTION_COUNT, "N", IN(TRAIN), FIELD(stop_at),
     "save the checkpoint and stop when N steps are done"},
    {"batch", 'b', OPTION_COUNT, "N", IN(TRAIN) | IN(EVAL) | IN(PREDICT) | IN(BENCH) | IN(PROFILE),
     FIELD(batch), "samples of a step"},
    {"only", 0, OPTION_TEXT, "predict|train", IN(BENCH), FIELD(only), "one of them; default: both"},
    {"lr", 'l', OPTION_POSITIVE, "X", IN(TRAIN), FIELD(lr), "learning rate of the optimiser"},
    {"set", 0, OPTION_PAIR, "NAME=X", IN(TRAIN), FIELD(sets), "another number of the optimiser"},
    {"seed", 0, OPTION_NATURAL, "N",
     IN(TRAIN) | IN(EVAL) | IN(GENERATE) | IN(AUGMENT) | IN(BENCH) | IN(PROFILE), FIELD(seed),
     "names the start, the order of the data and all draws"},
    {"threads", 'j', OPTION_COUNT, "N", WITH_WEIGHTS | LOOKING | IN(AUGMENT), FIELD(threads),
     "default: the CPUs this process may use; results do not depend on it"},
    {"log", 0, OPTION_TEXT, "FILE", IN(TRAIN), FIELD(log), "a line of csv per epoch"},
    {"plot", 0, OPTION_TEXT, "FILE.svg", IN(TRAIN), FIELD(plot),
     "curves of loss and metric, drawn again after each epoch"},
    {"confusion", 0, OPTION_TEXT, "FILE.svg", IN(EVAL), FIELD(confusion),
     "draw which class was taken for which"},
    {"top", 'k', OPTION_COUNT, "N", IN(PREDICT) | IN(GENERATE), FIELD(top),
     "classes to show (5); symbols to draw from (all)"},
    {"prompt", 'p', OPTION_TEXT, "TEXT", IN(GENERATE), FIELD(prompt),
     "what the text begins with; default: a new line"},
    {"temperature", 't', OPTION_LEAST_0, "X", IN(GENERATE), FIELD(temperature),
     "divides the scores before a draw (1); 0: always the best symbol"},
    {"length", 'n', OPTION_NATURAL, "N", IN(GENERATE), FIELD(length),
     "symbols after the prompt; default: the train block's, else 500"},
    {"output", 'o', OPTION_TEXT, "FILE", IN(PREDICT), FIELD(output),
     "write the first result: FILE.png a picture, or a sheet of them; FOLDER/ a picture each; else "
     "npy, all inputs in one array"},
    {"output", 'o', OPTION_TEXT, "FILE.png", LOOKING | IN(AUGMENT), FIELD(output),
     "where the picture goes"},
    {"layer", 0, OPTION_TEXT, "NAME", IN(FEATURES) | IN(FILTERS), FIELD(layer),
     "which layer, as in summary: conv1"},
    {"class", 0, OPTION_TEXT, "CLASS", IN(SALIENCY), FIELD(class),
     "number or name; default: the largest of the first result"},
    {"count", 0, OPTION_COUNT, "N", IN(AUGMENT), FIELD(count), "versions beside the original (15)"},
    {"scale", 0, OPTION_TEXT, "tile|sheet", IN(FEATURES) | IN(FILTERS), FIELD(scale),
     "black and white of each tile by itself, or of all together; default: tile"},
    {"result", 0, OPTION_TEXT, "NAME", IN(PREDICT), FIELD(result), "the result to write instead"},
    {"range", 0, OPTION_TEXT, "LOW,HIGH", IN(PREDICT) | IN(SALIENCY) | IN(AUGMENT), FIELD(range),
     "values drawn black and white; default: 0,1 if none is above 2, else 0,255"},
    {"zoom", 0, OPTION_COUNT, "N", IN(PREDICT) | LOOKING | IN(AUGMENT), FIELD(zoom),
     "enlarge the pictures of a sheet N times"},
    {"seconds", 0, OPTION_POSITIVE, "X", IN(BENCH) | IN(PROFILE), FIELD(seconds),
     "how long to measure each (1)"},
    {"input", 0, OPTION_PAIR, "NAME=FILE", IN(BENCH) | IN(PROFILE), FIELD(inputs),
     "an npy file for an input; default: made-up numbers"},
    {"wait", 0, OPTION_FLAG, NULL, IN(BENCH), FIELD(wait),
     "measure at each line of standard input, until it ends; to take turns with other programs"},
    {"skip-bad", 0, OPTION_FLAG, NULL, IN(TRAIN) | IN(EVAL), FIELD(skip_bad),
     "leave out pictures that cannot be read, and say how many"},
    {"convert", 0, OPTION_FLAG, NULL, WITH_WEIGHTS | LOOKING, FIELD(convert),
     "take weights of other float types"},
    {"json", 0, OPTION_FLAG, NULL, WITH_WEIGHTS | IN(INFO), FIELD(json),
     "an object a line on standard output"},
    {"quiet", 'q', OPTION_FLAG, NULL, WITH_WEIGHTS | LOOKING | IN(AUGMENT), FIELD(quiet),
     "results and errors only"},
    {"color", 0, OPTION_TEXT, "auto|always|never", EVERYWHERE, FIELD(color),
     "when messages have colours"},
};
enum { OPTION_TOTAL = sizeof options_table / sizeof *options_table };

static int command_find(const char *name)
{
  for (int i = 0; i < NETC_COMMAND_COUNT; i++)
    if (strcmp(commands[i].name, name) == 0)
      return i;
  return -1;
}

static bool fail_command(const NetcModel *model, const char *name, NetcError *error)
{
  const char *names[NETC_COMMAND_COUNT];
  for (int i = 0; i < NETC_COMMAND_COUNT; i++)
    names[i] = commands[i].name;
  const char *nearest = netc_nearest(name, names, NETC_COMMAND_COUNT);
  return netc_fail_usage(error, "there is no command %s%s%s%s; see %s --help", name,
                         nearest ? "; did you mean " : "", nearest ? nearest : "",
                         nearest ? "?" : "", model->name);
}

static bool fail_option(NetcCommand command, const char *text, NetcError *error)
{
  const char *names[OPTION_TOTAL];
  char word[64];
  int count = 0;
  for (int i = 0; i < OPTION_TOTAL; i++)
    if (options_table[i].commands >> command & 1)
      names[count++] = options_table[i].name;
  snprintf(word, sizeof word, "%.*s", (int)strcspn(text, "="), text);
  const char *dashes = word + strspn(word, "-"), *nearest = netc_nearest(dashes, names, count);
  return netc_fail_usage(error, "%s has no option %s%s%s%s", commands[command].name, word,
                         nearest ? "; did you mean --" : "", nearest ? nearest : "",
                         nearest ? "?" : "");
}

static bool needs_value(const Option *option)
{
  return option->kind != OPTION_FLAG && option->kind != OPTION_OPTIONAL;
}

// --name, --name=value, -x or -xVALUE; `*value` is what stands with it, else null.
static const Option *find_option(NetcCommand command, const char *text, const char **value)
{
  *value = NULL;
  for (int i = 0; i < OPTION_TOTAL; i++) {
    const Option *option = &options_table[i];
    if (!(option->commands >> command & 1))
      continue;
    if (text[1] != '-') {
      bool alone = !text[2] || needs_value(option);
      if (!option->letter || text[1] != option->letter || !alone)
        continue;
      *value = text[2] ? text + 2 : NULL;
      return option;
    }
    size_t length = strlen(option->name);
    if (strncmp(text + 2, option->name, length) != 0)
      continue;
    if (text[2 + length] == '=')
      *value = text + 3 + length;
    if (text[2 + length] == '=' || !text[2 + length])
      return option;
  }
  return NULL;
}

static bool set_number(const Option *option, char *field, const char *value, NetcError *error)
{
  int64_t least = option->kind == OPTION_COUNT, whole;
  double number;
  bool positive = option->kind == OPTION_POSITIVE;
  if (positive || option->kind == OPTION_LEAST_0) {
    if (!netc_parse_number(value, &number) || !(number >= 0) || (positive && number == 0))
      return netc_fail_usage(error, "--%s: expected a number%s, found %s", option->name,
                             positive ? " above 0" : ", 0 or more", value);
    memcpy(field, &number, sizeof number);
    return true;
  }
  if (!netc_parse_integer(value, &whole) || whole < least)
    return netc_fail_usage(error, "--%s: expected a whole number, %d or more, found %s",
                           option->name, (int)least, value);
  memcpy(field, &whole, sizeof whole);
  return true;
}

static bool add_pair(NetcPairs *pairs, const Option *option, const char *value, NetcError *error)
{
  if (pairs->count == NETC_MAX_PAIRS)
    return netc_fail_usage(error, "--%s: more than %d of them", option->name, NETC_MAX_PAIRS);
  pairs->items[pairs->count++] = value;
  return true;
}

static bool set_option(NetcOptions *options, const Option *option, const char *value,
                       NetcError *error)
{
  char *field = (char *)options + option->field;
  switch (option->kind) {
  case OPTION_FLAG:
    *(bool *)field = true;
    return !value || netc_fail_usage(error, "--%s takes no value", option->name);
  case OPTION_OPTIONAL:
    options->resumes = true;
    memcpy(field, &value, sizeof value);
    return true;
  case OPTION_TEXT:
    memcpy(field, &value, sizeof value);
    return *value ||
           netc_fail_usage(error, "--%s: expected %s, found nothing", option->name, option->value);
  case OPTION_PAIR:
    return add_pair((NetcPairs *)(void *)field, option, value, error);
  default:
    return set_number(option, field, value, error);
  }
}

static bool is_help(const char *text)
{
  return strcmp(text, "--help") == 0 || strcmp(text, "-h") == 0;
}

static bool parse_arguments(NetcOptions *options, int argc, char **argv, int at, NetcError *error)
{
  bool only_files = false;
  for (int i = at; i < argc; i++) {
    const char *text = argv[i], *value;
    if (only_files || text[0] != '-' || !text[1]) {
      options->files[options->file_count++] = text;
    } else if (strcmp(text, "--") == 0) {
      only_files = true;
    } else if (is_help(text)) {
      options->topic = (int)options->command;
      options->command = NETC_COMMAND_HELP;
      return true;
    } else {
      const Option *option = find_option(options->command, text, &value);
      if (!option)
        return fail_option(options->command, text, error);
      if (needs_value(option) && !value && !(value = i + 1 < argc ? argv[++i] : NULL))
        return netc_fail_usage(error, "%s: expected %s after it", text, option->value);
      if (!set_option(options, option, value, error))
        return false;
    }
  }
  return true;
}

static bool check_files(NetcOptions *options, const NetcModel *model, NetcError *error)
{
  if (options->command == NETC_COMMAND_HELP && options->topic < 0 && options->file_count == 1) {
    options->topic = command_find(options->files[0]);
    return options->topic >= 0 || fail_command(model, options->files[0], error);
  }
  bool takes_files = *commands[options->command].files && options->command != NETC_COMMAND_HELP;
  if (takes_files && options->file_count == 0)
    return netc_fail_usage(error, "%s: expected files; see %s %s --help",
                           commands[options->command].name, model->name,
                           commands[options->command].name);
  if (options->file_count > 0 && !*commands[options->command].files)
    return netc_fail_usage(error, "%s takes no files, found %s", commands[options->command].name,
                           options->files[0]);
  return true;
}

bool netc_options_parse(NetcOptions *options, const NetcModel *model, int argc, char **argv,
                        NetcError *error)
{
  options->epochs = options->stop_at = options->save_every = -1;
  options->batch = options->threads = -1;
  options->length = -1;
  options->temperature = -1;
  options->top = options->seed = options->zoom = options->count = -1;
  options->topic = -1;
  options->command = NETC_COMMAND_HELP;
  if (argc < 2)
    return netc_fail_usage(error, "expected a command; see %s --help", model->name);
  if (is_help(argv[1]))
    return true;
  if (strcmp(argv[1], "--version") == 0) {
    options->command = NETC_COMMAND_VERSION;
    return true;
  }
  int command = command_find(argv[1]);
  if (command < 0)
    return fail_command(model, argv[1], error);
  options->command = (NetcCommand)command;
  return parse_arguments(options, argc, argv, 2, error) && check_files(options, model, error);
}

static void print_option(const Option *option, FILE *stream)
{
  char left[64], letter[8] = "";
  if (option->letter)
    snprintf(letter, sizeof letter, "-%c, ", option->letter);
  const char *join = !option->value ? "" : option->kind == OPTION_OPTIONAL ? "[=" : " ";
  snprintf(left, sizeof left, "%4s--%s%s%s%s", letter, option->name, join,
           option->value ? option->value : "", option->kind == OPTION_OPTIONAL ? "]" : "");
  fprintf(stream, "  %-24s %s\n", left, option->summary);
}

void netc_options_help(const NetcModel *model, int topic, FILE *stream)
{
  if (topic < 0) {
    fprintf(stream, "%s: a neural network, made by %s\n\nusage: %s COMMAND [OPTION...]\n\n",
            model->name, model->compiler, model->name);
    for (int i = 0; i < NETC_COMMAND_COUNT; i++)
      fprintf(stream, "  %-10s %s\n", commands[i].name, commands[i].summary);
    fprintf(stream, "\n%s COMMAND --help tells the options of a command.\n", model->name);
    return;
  }
  fprintf(stream, "usage: %s %s [OPTION...]%s\n\n%s\n\n", model->name, commands[topic].name,
          commands[topic].files, commands[topic].summary);
  for (int i = 0; i < OPTION_TOTAL; i++)
    if (options_table[i].commands >> topic & 1)
      print_option(&options_table[i], stream);
  fprintf(stream, "  %-24s %s\n", "-h, --help", "this text");
}

// Of the environment, as the manual page tells it.
static const NetcDescribedVariable variables[] = {
    {"NETC_DATA", "where the data lies, if --data does not say it"},
    {"NO_COLOR", "not empty: messages have no colours; --color goes before it"},
    {"CLICOLOR_FORCE, FORCE_COLOR", "not empty: messages have colours, in files and pipes too"},
    {"TERM", "`dumb`: neither colours nor a bar that shows how far the training is"},
    {"SOURCE_DATE_EPOCH", "has no effect: nothing that is written holds a time"},
};

static NetcDescribedOption describe(const Option *option)
{
  return (NetcDescribedOption){.name = option->name,
                               .letter = option->letter,
                               .value = option->value,
                               .may_be_alone = option->kind == OPTION_OPTIONAL,
                               .commands = option->commands,
                               .summary = option->summary};
}

bool netc_options_describe(const NetcModel *model, const char *shell, FILE *stream)
{
  NetcDescribedCommand described[NETC_COMMAND_COUNT];
  NetcDescribedOption options[OPTION_TOTAL];
  for (int i = 0; i < NETC_COMMAND_COUNT; i++) {
    const char *files = commands[i].files;
    described[i] =
        (NetcDescribedCommand){commands[i].name, files + (*files == ' '), commands[i].summary};
  }
  for (int i = 0; i < OPTION_TOTAL; i++)
    options[i] = describe(&options_table[i]);
  NetcDescription program = {.program = model->name,
                             .version = model->compiler,
                             .summary = "a neural network that trains, evaluates and predicts",
                             .commands = described,
                             .command_count = NETC_COMMAND_COUNT,
                             .options = options,
                             .option_count = OPTION_TOTAL,
                             .variables = variables,
                             .variable_count = sizeof variables / sizeof *variables};
  return netc_describe(&program, shell, stream);
}
