// Every definition of the library is part of some case: named there, or by a definition that is.

#include "graph/map.h"
#include "library/library.h"
#include "syntax/syntax.h"
#include "syntax/tokens.h"

#include "net.tab.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <string.h>

typedef struct Coverage {
  Arena *arena;
  Names *names;
  Diag *diag;
  PointerMap definitions;                 // names of the library to their AstDefinition
  PointerMap reached;                     // names to themselves
  ListOf(const AstDefinition *) waiting;  // reached, their own names not looked at yet
} Coverage;

static bool is_parameter(const AstDefinition *definition, const char *name)
{
  for (int i = 0; i < definition->parameters.count; i++)
    if (definition->parameters.items[i].name == name)
      return true;
  return false;
}

static bool is_defined(const AstFile *file, const char *name)
{
  for (int i = 0; i < file->definitions.count; i++)
    if (file->definitions.items[i]->name == name)
      return true;
  return false;
}

// A word that may be a name of the library: neither the name of an argument, nor assigned to.
static bool is_use(const Tokens *tokens, int i)
{
  int next = i + 1 < tokens->count ? tokens->items[i + 1].kind : T_END;
  int before = i > 0 ? tokens->items[i - 1].kind : T_END;
  return tokens->items[i].kind == T_ID && next != ':' && next != '=' && before != '.';
}

static void reach(Coverage *c, const char *name)
{
  const AstDefinition *definition = pointer_map_get(&c->definitions, name);
  if (!definition || pointer_map_get(&c->reached, name))
    return;
  pointer_map_set(&c->reached, name, (void *)name);
  list_add(c->arena, &c->waiting, definition);
}

// All that the text of a definition names. In a case, `file` is that of the case.
static void reach_from(Coverage *c, const AstDefinition *definition, const AstFile *file)
{
  const Source *source = definition->span.source;
  Scan scan = {.arena = c->arena, .diag = c->diag, .source = source};
  Tokens tokens = tokens_scan(&scan);
  for (int i = 0; i < tokens.count; i++) {
    const Token *token = &tokens.items[i];
    if (token->start < definition->span.start || token->end > definition->span.end ||
        !is_use(&tokens, i))
      continue;
    const char *name =
        name_intern_bytes(c->names, source->text + token->start, token->end - token->start);
    if (!is_parameter(definition, name) && !(file && is_defined(file, name)))
      reach(c, name);
  }
}

// A key that stands for a definition of its own.
static void reach_from_keys(Coverage *c, const AstDefinition *train)
{
  for (int i = 0; i < train->body.count; i++) {
    const AstStatement *s = train->body.items[i];
    if (s->kind == AST_ASSIGN && !strcmp(s->assign.names.items[0], "accumulate"))
      reach(c, name_intern(c->names, "accumulation"));
  }
}

static void reach_from_cases(Coverage *c)
{
  glob_t found;
  cr_assert(glob("tests/differential/cases/*.net", 0, NULL, &found) == 0);
  for (size_t i = 0; i < found.gl_pathc; i++) {
    const Source *source = load_source(c->arena, c->diag, found.gl_pathv[i]);
    cr_assert(source);
    const AstFile *file = parse_net(c->arena, c->names, c->diag, source);
    for (int d = 0; d < file->definitions.count; d++) {
      reach_from(c, file->definitions.items[d], file);
      if (file->definitions.items[d]->kind == AST_TRAIN)
        reach_from_keys(c, file->definitions.items[d]);
    }
  }
  globfree(&found);
}

static Library *load_library(Coverage *c)
{
  Library *library = library_load(c->arena, c->names, c->diag);
  for (int f = 0; f < library->files.count; f++) {
    const AstFile *file = library->files.items[f];
    for (int d = 0; d < file->definitions.count; d++)
      pointer_map_set(&c->definitions, file->definitions.items[d]->name,
                      file->definitions.items[d]);
  }
  return library;
}

Test(coverage, every_definition_of_the_library_is_in_a_case)
{
  Coverage c = {.arena = arena_create()};
  c.names = names_create(c.arena);
  c.diag = diag_create(c.arena);
  c.definitions = pointer_map(c.arena);
  c.reached = pointer_map(c.arena);
  const Library *library = load_library(&c);
  reach_from_cases(&c);
  while (c.waiting.count)
    reach_from(&c, c.waiting.items[--c.waiting.count], NULL);
  for (int f = 0; f < library->files.count; f++)
    for (int d = 0; d < library->files.items[f]->definitions.count; d++) {
      const AstDefinition *definition = library->files.items[f]->definitions.items[d];
      cr_expect(pointer_map_get(&c.reached, definition->name), "%s: no case has %s",
                library->files.items[f]->source->name, definition->name);
    }
  arena_destroy(c.arena);
}
