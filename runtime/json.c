// A writer of JSON lines: RFC 8259, keys in the order of the calls.

#include "json.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void netc_text_add_quoted(NetcText *text, const char *value)
{
  netc_text_add_bytes(text, "\"", 1);
  for (const unsigned char *at = (const unsigned char *)value; *at;) {
    size_t length = netc_utf8_length(at);
    if (length == 0)
      netc_text_add(text, "\\ufffd");
    else if (*at == '"' || *at == '\\')
      netc_text_add(text, "\\%c", *at);
    else if (*at < 0x20 || *at == 0x7f)
      netc_text_add(text, "\\u%04x", *at);
    else
      netc_text_add_bytes(text, (const char *)at, length);
    at += length ? length : 1;
  }
  netc_text_add_bytes(text, "\"", 1);
}

static void begin_member(NetcJson *json, const char *key)
{
  if (json->separate)
    netc_text_add(&json->text, ",");
  if (key) {
    netc_text_add_quoted(&json->text, key);
    netc_text_add(&json->text, ":");
  }
  json->separate = true;
}

void netc_json_open(NetcJson *json, const char *key, char bracket)
{
  begin_member(json, key);
  netc_text_add(&json->text, "%c", bracket);
  json->separate = false;
}

void netc_json_close(NetcJson *json, char bracket)
{
  netc_text_add(&json->text, "%c", bracket);
  json->separate = true;
}

void netc_json_text(NetcJson *json, const char *key, const char *value)
{
  begin_member(json, key);
  if (value)
    netc_text_add_quoted(&json->text, value);
  else
    netc_text_add(&json->text, "null");
}

void netc_json_integer(NetcJson *json, const char *key, int64_t value)
{
  begin_member(json, key);
  netc_text_add(&json->text, "%" PRId64, value);
}

void netc_json_bool(NetcJson *json, const char *key, bool value)
{
  begin_member(json, key);
  netc_text_add(&json->text, value ? "true" : "false");
}

static bool reads_back(const char *digits, double value)
{
  if ((double)(float)value == value)
    return strtof(digits, NULL) == (float)value;
  return strtod(digits, NULL) == value;
}

void netc_json_number(NetcJson *json, const char *key, double value)
{
  begin_member(json, key);
  if (!isfinite(value)) {
    netc_text_add(&json->text, "null");
    if (key) {
      char flag[128];
      snprintf(flag, sizeof flag, "%s_not_finite", key);
      netc_json_text(json, flag, isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
    }
    return;
  }
  char digits[40];
  for (int precision = 1; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    if (reads_back(digits, value))
      break;
  }
  netc_text_add(&json->text, "%s", digits);
}

bool netc_json_print(NetcJson *json, FILE *stream)
{
  bool fine = !json->text.failed && json->text.data;
  if (fine)
    fprintf(stream, "%s\n", json->text.data);
  json->text.length = 0;
  json->separate = false;
  return fine;
}

void netc_json_free(NetcJson *json)
{
  netc_text_free(&json->text);
}
