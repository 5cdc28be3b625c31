// The syntax level against hostile and unusual input: what cannot be a golden text because it holds
// bytes that are no text, or is too large.

#include "syntax/limits.h"
#include "syntax/syntax.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Fixture {
  Arena *arena;
  Names *names;
  Diag *diag;
} Fixture;

static Fixture begin(void)
{
  Fixture f = {.arena = arena_create()};
  f.names = names_create(f.arena);
  f.diag = diag_create(f.arena);
  return f;
}

// All that was reported, as printed.
static const char *said(const Fixture *f)
{
  char *text = NULL, *copy;
  size_t length = 0;
  FILE *stream = open_memstream(&text, &length);
  diag_print(f->diag, stream, false);
  fclose(stream);
  copy = arena_copy_text(f->arena, text, length);
  free(text);
  return copy;
}

static AstFile *parse_text(const Fixture *f, const char *text)
{
  return parse_net(f->arena, f->names, f->diag,
                   source_create(f->arena, "t.net", text, strlen(text)));
}

static const Source *load_bytes(const Fixture *f, const char *bytes, size_t length)
{
  char path[] = "/tmp/netc-syntax-XXXXXX";
  int file = mkstemp(path);
  cr_assert_eq(write(file, bytes, length), (ssize_t)length);
  close(file);
  const Source *source = load_source(f->arena, f->diag, path);
  unlink(path);
  return source;
}

#define BYTES(text) text, sizeof(text) - 1

Test(syntax, refuses_other_files_by_name)
{
  static const struct {
    const char *bytes;
    size_t length;
    const char *message;
  } cases[] = {
      {BYTES("\177ELF\2\1\1"), "a compiled program (ELF)"},
      {BYTES("\2\0\0\0\0\0\0\0{}"), "weights (safetensors)"},
      {BYTES("\x89PNG\r\n"), "a PNG picture"},
      {BYTES("PK\3\4....."), "a zip archive"},
      {BYTES("\xFF\xFE"
             "f\0n\0"),
       "UTF-16"},
      {BYTES("fn f(x) = \0x\n"), "byte 10 is NUL"},
      {BYTES("fn f(x) = x # caf\xE9\n"), "byte 17 (0xE9) is not UTF-8"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Fixture f = begin();
    cr_expect_null(load_bytes(&f, cases[i].bytes, cases[i].length));
    cr_expect(strstr(said(&f), cases[i].message), "%s", said(&f));
    arena_destroy(f.arena);
  }
}

Test(syntax, says_why_a_file_cannot_be_read)
{
  Fixture f = begin();
  cr_expect_null(load_source(f.arena, f.diag, "/nowhere/a.net"));
  cr_expect_null(load_source(f.arena, f.diag, "/tmp"));
  cr_expect(strstr(said(&f), "/nowhere/a.net: error: cannot be opened: No such file"));
  cr_expect(strstr(said(&f), "/tmp: error: this is a folder"));
  arena_destroy(f.arena);
}

Test(syntax, drops_a_byte_order_mark)
{
  Fixture f = begin();
  const Source *source = load_bytes(&f, BYTES("\xEF\xBB\xBF"
                                              "fn f(x) = x\r\n"));
  AstFile *file = parse_net(f.arena, f.names, f.diag, source);
  cr_expect_eq(diag_error_count(f.diag), 0);
  cr_assert_eq(file->definitions.count, 1);
  cr_expect_eq(file->definitions.items[0]->span.start, 0);
  arena_destroy(f.arena);
}

static char *repeated(Arena *arena, const char *head, const char *part, int count, const char *tail)
{
  Text text = {.arena = arena};
  text_add(&text, "%s", head);
  for (int i = 0; i < count; i++)
    text_add_bytes(&text, part, strlen(part));
  text_add(&text, "%s", tail);
  return text.data;
}

Test(syntax, meets_its_limits_with_a_diagnostic)
{
  static const struct {
    const char *head, *part, *tail, *code;
    int count;
  } cases[] = {
      {"fn f(x) = ", "(", "", "[E0502]", 100000},
      {"fn f(x) = ", "-", "x\n", "[E0502]", 100000},
      {"fn f(x) = ", "not ", "x\n", "[E0502]", 100000},
      {"fn f(x) = x", "^x", "\n", "[E0502]", 100000},
      {"fn f(x) = x", "+x", "\n", "[E0502]", 100000},
      {"fn f(x) = x", " |> g", "\n", "[E0502]", 100000},
      {"fn f(x) = x", "[0]", "\n", "[E0502]", 100000},
      {"fn f(x) = ", "if x then x else ", "x\n", "[E0502]", 100000},
      {"fn f(x) = ", "sum(i) ", "x\n", "[E0502]", 100000},
      {"net f(x) -> y {", "if x { ", "", "[E0502]", 100000},
      {"net f(x) -> y {", "if x { y = x } else ", "{ y = x } }\n", "[E0502]", 100000},
      {"fn f(x) = ", "a", "\n", "[E0501]", 1000000},
      {"fn f(x) = [0", ", 0", "]\n", "[E0504]", 100000},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Fixture f = begin();
    parse_text(&f, repeated(f.arena, cases[i].head, cases[i].part, cases[i].count, cases[i].tail));
    cr_expect(strstr(said(&f), cases[i].code), "%s...: %.200s", cases[i].head, said(&f));
    arena_destroy(f.arena);
  }
}

Test(syntax, takes_what_is_just_within_the_limits)
{
  Fixture f = begin();
  Text out = {.arena = f.arena};
  AstFile *file = parse_text(&f, repeated(f.arena, "fn f(x) = x", " |> g", MAX_HEIGHT - 1, "\n"));
  format_file(file, &out);
  print_ast(file, &out);
  parse_text(&f, repeated(f.arena, "net f(x) -> y {\n", "y = g(x)\n", 100000, "}\n"));
  char *open = repeated(f.arena, "fn f(x) = ", "(", MAX_NESTING - 1, "x");
  parse_text(&f, repeated(f.arena, open, ")", MAX_NESTING - 1, "\n"));
  cr_expect_eq(diag_error_count(f.diag), 0, "%s", said(&f));
  arena_destroy(f.arena);
}

// The examples of the reference are true: they parse, and are in canonical form.
Test(syntax, reads_the_reference)
{
  Fixture f = begin();
  const Source *reference = load_source(f.arena, f.diag, "grammar/README.md");
  cr_assert(reference);
  int examples = 0;
  for (const char *p = reference->text; (p = strstr(p, "\n```")); p++) {
    bool is_graph = strncmp(p, "\n```graph\n", 10) == 0;
    if (!is_graph && strncmp(p, "\n```net\n", 8) != 0)
      continue;
    const char *start = p + (is_graph ? 10 : 8), *end = strstr(start, "```");
    cr_assert(end);
    char *text = arena_copy_text(f.arena, start, (size_t)(end - start));
    const Source *source = source_create(f.arena, "README.md", text, strlen(text));
    AstFile *file = is_graph ? parse_graph(f.arena, f.names, f.diag, source)
                             : parse_net(f.arena, f.names, f.diag, source);
    Text out = {.arena = f.arena};
    format_file(file, &out);
    cr_expect(is_graph || strcmp(text_get(&out), text) == 0, "%s", text);
    examples++;
    p = end;
  }
  cr_expect_eq(diag_error_count(f.diag), 0, "%s", said(&f));
  cr_expect_gt(examples, 20);
  arena_destroy(f.arena);
}

static uint32_t random_below(uint64_t *state, uint32_t bound)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33) % bound;
}

// Random edits of a text: never a crash; and what still parses is formatted to the same tree, and
// formatted again to the same text.
Test(syntax, survives_random_edits)
{
  static const char text[] =
      "# head\nlayer f(x: [B, ..P: n], k in {a, b} = a) -> [B], y: [N] {\n"
      "  param w: [2*B] ~ normal(0, 1e-3) if k else 1  # behind\n\n"
      "  y = if a then x |> g(1, k: 2) as l\n      else x\n        |> h |> g\n        |> h |> g\n"
      "  z[b, (g < 2, o)] = sum(i, r < 3 if i == r else 0) -x[i]*w[r] ?? -1 + 2\n"
      "  scan x over t, every: 2\n  carry h = 0 { yield h = [1, # in\n 2] }\n}\n"
      "op g(x: [N])\n  -> y: [N]\n  y = x\n  grad x = grad.y\n"
      "train f() {\n  data = \"a\\n\"\n  epochs = 1 epoch, (T: 1)\n  group \"*\" (a: 1)\n}\n";
  static const char marks[] = "()[]{},:.|>-+*/^<=~\"#\n axf1Be\t\\;?";
  uint64_t state = 1;
  int parsed = 0;
  for (int round = 0; round < 4000; round++) {
    Fixture f = begin();
    char edited[sizeof text];
    memcpy(edited, text, sizeof text);
    for (uint32_t edits = random_below(&state, 4); edits > 0; edits--)
      edited[random_below(&state, sizeof text - 1)] =
          random_below(&state, 8) ? marks[random_below(&state, sizeof marks - 1)]
                                  : (char)(1 + random_below(&state, 255));
    AstFile *file = parse_text(&f, edited);
    said(&f);
    if (diag_error_count(f.diag) == 0) {
      Text once = {.arena = f.arena}, twice = {.arena = f.arena};
      Text tree = {.arena = f.arena}, again = {.arena = f.arena};
      format_file(file, &once);
      AstFile *formatted = parse_text(&f, text_get(&once));
      format_file(formatted, &twice);
      print_ast(file, &tree);
      print_ast(formatted, &again);
      cr_assert_str_eq(text_get(&tree), text_get(&again), "%s", edited);
      cr_assert_str_eq(text_get(&once), text_get(&twice), "%s", edited);
      cr_assert_eq(file->comments.count, formatted->comments.count, "%s", edited);
      parsed++;
    }
    arena_destroy(f.arena);
  }
  cr_expect_gt(parsed, 500);
}

Test(diag, sorts_and_says_each_once)
{
  Fixture f = begin();
  const char *text = "net f(x)\n\tg(\u65e5\u672c, y)\n";
  const Source *source = source_create(f.arena, "a\33.net", text, strlen(text));
  diag_set_limit(f.diag, 2);
  diag_error(f.diag, E0301, (Span){source, 20, 21}, "second \33[0m");
  diag_label(f.diag, (Span){source, 12, 18}, "this is wide");
  diag_help(f.diag, "do that");
  diag_error(f.diag, E0101, (Span){source, 4, 5}, "first");
  diag_error(f.diag, E0101, (Span){source, 4, 5}, "first");
  diag_error(f.diag, E0101, (Span){source, 5, 6}, "third");
  diag_note(f.diag, (Span){source, 5, 6}, "of the third, which is over the limit");
  cr_expect_str_eq(said(&f), "a\\x1b.net:1:5: error: first [E0101]\n"
                             "  1 | net f(x)\n"
                             "    |     ^\n"
                             "a\\x1b.net:2:8: error: second \\x1b[0m [E0301]\n"
                             "  2 |         g(\u65e5\u672c, y)\n"
                             "    |                 ^\n"
                             "    |           ~~~~ this is wide\n"
                             "help: do that\n"
                             "1 more error not shown (--max-errors)\n");
  cr_expect_eq(diag_error_count(f.diag), 3);
  arena_destroy(f.arena);
}

Test(diag, explains_every_code)
{
  FILE *nowhere = fopen("/dev/null", "w");
  cr_expect(diag_explain("E0101", nowhere));
  cr_expect(diag_explain("W0101", nowhere));
  cr_expect_not(diag_explain("E9999", nowhere));
  cr_expect_not(diag_explain("", nowhere));
  fclose(nowhere);
}
