// Imports: `import "blocks.net" as blocks`.
//
// A file names files in its own folder or below it, or in a folder that the command line gives
// (-I), where it is looked for next. What leads out of these, by `..`, a root or a link, is
// refused, so that a model from elsewhere reads nothing else. A file is read once, however often it
// is named.

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_IMPORT_DEPTH = 64 };

static bool is_plain_path(const char *path)
{
  if (path[0] == '/' || path[0] == 0)
    return false;
  for (const char *part = path; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL) {
    size_t length = strcspn(part, "/");
    if (length == 2 && part[0] == '.' && part[1] == '.')
      return false;
  }
  return true;
}

// "a/b.net" -> "a/"; a file of no folder -> "".
static const char *folder_of(Elaborator *e, const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? arena_copy_text(e->arena, path, (size_t)(slash - path) + 1) : "";
}

// Whether `path`, links followed, lies below `folder`.
static bool is_below(const char *folder, const char *path)
{
  char *root = realpath(folder[0] ? folder : ".", NULL), *real = realpath(path, NULL);
  // A file that does not exist is reported when it is read.
  bool below = !real || !root ||
               (strncmp(real, root, strlen(root)) == 0 &&
                (real[strlen(root)] == '/' || root[strlen(root) - 1] == '/'));
  free(root);
  free(real);
  return below;
}

// A pipe or a device, which could be waited for without end.
static bool is_special(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static Module *find_loaded(Elaborator *e, const char *path)
{
  for (int i = 0; i < e->modules.count; i++)
    if (strcmp(e->modules.items[i]->path, path) == 0)
      return e->modules.items[i];
  return NULL;
}

static void import_ring(Elaborator *e, const Module *again, Span at)
{
  diag_error(e->diag, E0209, at, "%s imports itself", again->path);
  int first = 0;
  while (e->loading.items[first] != again)
    first++;
  for (int i = first; i + 1 < e->loading.count; i++)
    diag_note(e->diag, e->loading.items[i]->importing_at, "%s imports %s",
              e->loading.items[i]->path, e->loading.items[i + 1]->path);
}

static Module *load(Elaborator *e, const char *path, Span at)
{
  Module *module = find_loaded(e, path);
  if (module && module->is_loading) {
    import_ring(e, module, at);
    return NULL;
  }
  if (module)
    return module;
  if (e->loading.count >= MAX_IMPORT_DEPTH) {
    diag_error(e->diag, E0502, at, "imports nest more than %d deep", MAX_IMPORT_DEPTH);
    return NULL;
  }
  const Source *source = load_source(e->arena, e->diag, path);
  if (!source) {
    diag_note(e->diag, at, "it is imported here");
    return NULL;
  }
  return module_create(e, parse_net(e->arena, e->names, e->diag, source), path);
}

static bool is_there(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0;
}

// Does a file lie in one of the folders of -I?
static bool is_given(const Elaborator *e, const char *path)
{
  for (int i = 0; i < e->options->folders.count; i++)
    if (is_there(path) && is_below(e->options->folders.items[i], path))
      return true;
  return false;
}

// Where an import is: beside the file that names it, else in the first folder that has it; null
// where it may not be.
static const char *find_import(Elaborator *e, const char *folder, const char *name)
{
  const char *beside = name[0] == '/' ? name : arena_print(e->arena, "%s%s", folder, name);
  bool is_plain = is_plain_path(name);
  for (int i = 0; is_plain && !is_there(beside) && i < e->options->folders.count; i++) {
    const char *path = arena_print(e->arena, "%s%s", e->options->folders.items[i], name);
    if (is_given(e, path))
      return path;
  }
  if (name[0] && is_given(e, beside))
    return beside;
  return is_plain && is_below(folder, beside) ? beside : NULL;
}

void add_import(Elaborator *e, Module *module, const AstDefinition *ast)
{
  const char *name = ast->value->text;
  const char *path = find_import(e, folder_of(e, module->path), name);
  Span at = ast->value->span;
  if (!path) {
    diag_error(e->diag, E0210, at,
               "an import names a file in the folder of this one or below it, not %s",
               name[0] ? name : "an empty name");
    if (name[0])
      diag_help(e->diag, "-I DIR lets it name files in DIR");
    return;
  }
  if (is_special(path)) {
    diag_error(e->diag, E0210, at, "an import names a file, %s is a pipe or a device", name);
    return;
  }
  module->importing_at = at;
  Module *imported = load(e, path, at);
  if (imported)
    list_add(e->arena, &module->imports, ((Import){ast->name, imported}));
}
