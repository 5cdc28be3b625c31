// The examples of `netc explain` are true: the wrong one gives its code, the right one no error.

#include "pipeline.h"
#include "syntax/syntax.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static bool has_net(const AstFile *file)
{
  for (int i = 0; i < file->definitions.count; i++)
    if (file->definitions.items[i]->kind == AST_NET)
      return true;
  return false;
}

static void check_graph(Arena *arena, Names *names, Diag *diag, const Source *source)
{
  Span place;
  Graph *graph = graph_parse(arena, names, diag, source);
  const char *wrong = graph ? graph_verify(graph, arena, &place) : NULL;
  if (wrong)
    diag_error(diag, E0601, place, "%s", wrong);
}

// As `netc check` does.
static void check_source(Compilation *c)
{
  c->file = parse_net(c->arena, c->names, c->diag, c->source);
  if (diag_error_count(c->diag) == 0)
    check_definitions(c->arena, c->names, c->diag, library_load(c->arena, c->names, c->diag),
                      c->file, &c->options->elaborate);
  if (diag_error_count(c->diag) == 0 && has_net(c->file) && compile_graphs(c))
    for (int kind = 0; kind < GRAPH_KIND_COUNT; kind++)
      if (c->program->graphs[kind] && !compile_passes(c, c->program->graphs[kind]))
        break;
  if (diag_error_count(c->diag) == 0)
    certify_gradients(c->arena, c->names, c->diag, library_load(c->arena, c->names, c->diag),
                      c->file, false, NULL);
}

// All that is reported for a text, as printed.
static char *reported(const char *text)
{
  const PipelineOptions options = {0};
  Compilation *c = compilation_create(&options);
  c->source = source_create(c->arena, "example", text, strlen(text));
  if (!strncmp(text, "graph ", 6))
    check_graph(c->arena, c->names, c->diag, c->source);
  else
    check_source(c);
  char *said = NULL;
  size_t length = 0;
  FILE *stream = open_memstream(&said, &length);
  diag_print(c->diag, stream, false);
  fclose(stream);
  compilation_destroy(c);
  return said;
}

static bool is_source(const char *example)
{
  return *example && *example != '(' && strncmp(example, "netc ", 5) != 0;
}

Test(codes, have_true_examples)
{
  int examples = 0;
  for (int code = 0; code < DIAG_CODE_COUNT; code++) {
    const DiagText *text = diag_text(code);
    char number[16];
    snprintf(number, sizeof number, "[%s]", text->number);
    if (is_source(text->wrong)) {
      char *said = reported(text->wrong);
      cr_expect(strstr(said, number), "%s, the wrong example: %s", text->number, said);
      free(said);
      examples++;
    }
    if (is_source(text->right)) {
      char *said = reported(text->right);
      cr_expect(!*said, "%s, the right example: %s", text->number, said);
      free(said);
    }
  }
  cr_expect_gt(examples, 30);
}

Test(codes, are_sorted_and_explained)
{
  for (int code = 0; code < DIAG_CODE_COUNT; code++) {
    const DiagText *text = diag_text(code);
    cr_expect(*text->title && *text->explanation, "%s", text->number);
    cr_expect(*text->wrong && *text->right, "%s has no examples", text->number);
    if (code > 0)
      cr_expect_lt(strcmp(diag_text(code - 1)->number, text->number), 0, "%s", text->number);
  }
}
