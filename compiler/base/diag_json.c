// Diagnostics: one JSON object a line.

#include "base/report.h"

#include <string.h>

static void add_json_text(Text *out, const char *text)
{
  text_add_bytes(out, "\"", 1);
  for (size_t left = strlen(text); left > 0;) {
    int length;
    long code = text_decode(text, left, &length);
    if (code < 0)
      text_add(out, "\\ufffd");
    else if (code == '"' || code == '\\')
      text_add(out, "\\%c", (int)code);
    else if (code == '\n')
      text_add(out, "\\n");
    else if (code < 0x20 || code == 0x7F)
      text_add(out, "\\u%04lx", code);
    else
      text_add_bytes(out, text, (size_t)length);
    text += length;
    left -= (size_t)length;
  }
  text_add_bytes(out, "\"", 1);
}

static void add_json_place(Text *out, Span at)
{
  if (!at.source) {
    text_add(out, "\"file\":null");
    return;
  }
  int line, column, end_line, end_column;
  source_locate(at.source, at.start, &line, &column);
  source_locate(at.source, at.end < at.start ? at.start : at.end, &end_line, &end_column);
  text_add(out, "\"file\":");
  add_json_text(out, at.source->name);
  text_add(out,
           ",\"line\":%d,\"column\":%d,\"end_line\":%d,\"end_column\":%d,\"start_byte\":%u,"
           "\"end_byte\":%u",
           line, column, end_line, end_column, at.start, at.end < at.start ? at.start : at.end);
}

// An array of remarks; `text_key` names their text, null for a plain array of texts.
static void add_json_remarks(Text *out, const char *key, const Remark *remarks, int count,
                             const char *text_key)
{
  text_add(out, ",\"%s\":[", key);
  for (int i = 0; i < count; i++) {
    text_add(out, "%s", i ? "," : "");
    if (text_key)
      text_add(out, "{\"%s\":", text_key);
    add_json_text(out, remarks[i].message);
    if (text_key) {
      text_add(out, ",");
      add_json_place(out, remarks[i].at);
      text_add(out, "}");
    }
  }
  text_add(out, "]");
}

static void add_json_fixes(Text *out, const Report *r)
{
  text_add(out, ",\"fixes\":[");
  for (int i = 0; i < r->fixes.count; i++) {
    text_add(out, "%s{\"text\":", i ? "," : "");
    add_json_text(out, r->fixes.items[i].message);
    text_add(out, ",\"applicability\":\"%s\",",
             r->fixes.items[i].is_certain ? "machine" : "perhaps");
    add_json_place(out, r->fixes.items[i].at);
    text_add(out, "}");
  }
  text_add(out, "]");
}

void diag_print_json(const Diag *diag, FILE *stream)
{
  Arena *arena = arena_create();
  Report **reports = diag_sorted(diag, arena);
  for (int i = 0; i < diag->reports.count; i++) {
    const Report *r = reports[i];
    Text out = {.arena = arena}, rendered = {.arena = arena};
    text_add(&out, "{\"code\":\"%s\",\"severity\":\"%s\",\"message\":", diag_text(r->code)->number,
             severity_name(r->severity));
    add_json_text(&out, r->message);
    text_add(&out, ",");
    add_json_place(&out, r->at);
    add_json_remarks(&out, "labels", r->labels.items, r->labels.count, "message");
    add_json_remarks(&out, "notes", r->notes.items, r->notes.count, "message");
    add_json_remarks(&out, "help", r->helps.items, r->helps.count, NULL);
    add_json_fixes(&out, r);
    diag_draw(&rendered, r, false);
    text_add(&out, ",\"rendered\":");
    add_json_text(&out, text_get(&rendered));
    fprintf(stream, "%s}\n", text_get(&out));
  }
  arena_destroy(arena);
}
