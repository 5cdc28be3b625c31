// JSON out, one object a line. JSON in is jansson's.
//
//   NetcJson json = {0};
//   netc_json_open(&json, NULL, '{');
//   netc_json_text(&json, "event", "epoch");
//   netc_json_number(&json, "loss", 0.5);
//   netc_json_close(&json, '}');
//   netc_json_print(&json, stdout);  // {"event":"epoch","loss":0.5}
//
// A number that is not finite is null, and a flag stands beside it: "loss_not_finite":"nan".
#pragma once

#include "text.h"

typedef struct NetcJson {
  NetcText text;
  bool separate;  // the next member needs a comma before it
} NetcJson;

// In objects every member has a key; in arrays it is null.
void netc_json_open(NetcJson *json, const char *key, char bracket);
void netc_json_close(NetcJson *json, char bracket);
void netc_json_text(NetcJson *json, const char *key, const char *value);  // null: null
void netc_json_integer(NetcJson *json, const char *key, int64_t value);
void netc_json_bool(NetcJson *json, const char *key, bool value);
// The shortest digits that read back to the same float, or double where it is not a float.
void netc_json_number(NetcJson *json, const char *key, double value);
// Writes the line and empties the text for the next one. False: no memory, nothing written.
bool netc_json_print(NetcJson *json, FILE *stream);
void netc_json_free(NetcJson *json);

// A quoted text; bytes that are not UTF-8 become U+FFFD.
void netc_text_add_quoted(NetcText *text, const char *value);
