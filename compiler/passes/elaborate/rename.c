// `rename "old" -> "new"`: what parameters and states were called in older files.
//
//   layer block(x, n) { rename "squeeze" -> "conv1"; .. }   called as `body`
//   setting rename "body.squeeze.* -> body.conv1.*"
//
// The program carries the rules as settings, one text each; the runtime applies them where a file
// has a name that the net does not have. A star stands for any text; names without one mean a
// variable, or the layer that variables lie in.

#include "passes/elaborate/elaborate.h"

#include <string.h>

static int count_stars(const char *text)
{
  int count = 0;
  for (; *text; text++)
    count += *text == '*';
  return count;
}

static bool is_name(const char *text)
{
  return *text && !strpbrk(text, " \t\r\n+#>");
}

void run_rename(Frame *f, const AstStatement *s)
{
  Elaborator *e = f->e;
  if (!is_name(s->rename.from) || !is_name(s->rename.to) ||
      count_stars(s->rename.from) != count_stars(s->rename.to)) {
    fail(f, E0212, s->span,
         "`rename` takes two names with as many stars, here are \"%s\" and \"%s\"", s->rename.from,
         s->rename.to);
    return;
  }
  Rename rename = {joined_path(e, f->path, s->rename.from), joined_path(e, f->path, s->rename.to),
                   user_span(f, s->span)};
  // A body is run once for each graph.
  for (int i = 0; i < e->renames.count; i++)
    if (e->renames.items[i].from == rename.from && e->renames.items[i].to == rename.to)
      return;
  list_add(e->arena, &e->renames, rename);
}

static bool names_some(const Elaborator *e, const char *pattern)
{
  for (int i = 0; i < e->variables.count; i++) {
    const Variable *v = e->variables.items[i]->variable;
    if (v->kind != VARIABLE_SLOT && matches_pattern(pattern, v->name))
      return true;
  }
  return false;
}

static void report_unknown(Elaborator *e, const Rename *rename)
{
  const char **names = arena_array(e->arena, const char *, e->variables.count + 1);
  int count = 0;
  for (int i = 0; i < e->variables.count; i++)
    if (e->variables.items[i]->variable->kind != VARIABLE_SLOT)
      names[count++] = e->variables.items[i]->variable->name;
  diag_error(e->diag, E0212, rename->span, "no parameter or state is called %s now", rename->to);
  const char *nearest = text_nearest(rename->to, names, count);
  if (nearest)
    diag_help(e->diag, "did you mean `%s`?", nearest);
}

void finish_renames(Elaborator *e)
{
  for (int i = 0; i < e->renames.count; i++) {
    const Rename *rename = &e->renames.items[i];
    const char *inside = "";
    if (!names_some(e, rename->to)) {
      inside = ".*";
      if (!names_some(e, arena_print(e->arena, "%s.*", rename->to))) {
        report_unknown(e, rename);
        continue;
      }
    }
    const char *text =
        arena_print(e->arena, "%s%s -> %s%s", rename->from, inside, rename->to, inside);
    list_add(e->arena, &e->program->settings, ((Setting){"rename", text, 0}));
  }
}
