// The tokens of a text: what lies between the scanner and the parser.
//
//   tokens_scan     text -> words, numbers and marks, each with its place; comments aside
//   tokens_arrange  -> what the parser reads: line ends only where they end a statement, brackets
//                      always in pairs, words that are reserved in some places decided
//
// The formatter uses the first half alone, so that what it prints is what was written.
#pragma once

#include "syntax/ast.h"

typedef struct Token {
  uint16_t kind;  // of net.tab.h
  uint8_t value;  // AstDtype or AstReduction
  uint8_t starts_line : 1;
  uint8_t blank_before : 1;  // an empty line stands before it
  uint8_t is_supplied : 1;   // put in for a bracket that was not closed: already reported
  uint8_t is_repaired : 1;   // part of something reported already
  uint8_t starts_statement : 1;
  uint8_t starts_definition : 1;
  uint8_t is_set : 1;  // a brace of `in {a, b}`
  uint32_t start, end;
} Token;
typedef ListOf(Token) Tokens;

typedef ListOf(AstComment) AstComments;

// The scanner at work.
typedef struct Scan {
  Arena *arena;
  Diag *diag;
  const Source *source;
  bool is_graph_text;
  AstComments comments;
  uint32_t start, end;  // of the token at hand
  int value;            // of the token at hand
  int line_breaks;      // since the last token or comment
  bool has_token;       // one was read
  bool is_repaired;     // the token at hand was reported
} Scan;

// All tokens, the last one of kind T_END. Bad words are reported and mended.
Tokens tokens_scan(Scan *scan);
// Marks in `raw` where statements and definitions start and which braces are sets. False after an
// error that leaves nothing to parse (brackets nested too deeply), which is reported.
bool tokens_arrange(Arena *arena, Diag *diag, const Source *source, bool is_graph_text, Tokens *raw,
                    Tokens *arranged);
// Decides the words that depend on what follows, in place: reductions, durations, `grad`, keys.
void tokens_refine(const Source *source, bool is_graph_text, Tokens *tokens);

bool token_is_definition(int kind);
bool token_is_reserved(int kind);
bool token_is_binary(int kind);  // an operator between two operands
bool token_leads_on(int kind);   // a statement cannot end after it, so its line goes on
bool token_is(const Source *source, const Token *token, const char *text);

// Called by the scanner's rules.
int scan_name(Scan *scan, int kind);
int scan_foreign(Scan *scan);
int scan_bad_number(Scan *scan);
int scan_unclosed_string(Scan *scan);
int scan_quoted(Scan *scan);
int scan_assignment(Scan *scan);
void scan_wrong(Scan *scan, const char *right);
void scan_comment(Scan *scan);
void scan_foreign_comment(Scan *scan);
void scan_bad_character(Scan *scan);

// The letter or mark of the language that this character looks like or stands for, and its name;
// null if there is none.
const char *lookalike(long code, const char **name);
