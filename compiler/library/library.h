// The standard library: `.net` files that are part of netc.
//
// Their texts are built into the binary (the Makefile writes library_files.c from
// compiler/library/*.net). All files share one set of names; a program's own definitions hide the
// library's.
#pragma once

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "syntax/ast.h"

typedef struct LibraryFile {
  const char *name;  // "library/conv.net"
  const char *text;
  size_t length;
} LibraryFile;

extern const LibraryFile library_files[];
extern const int library_file_count;

typedef struct Library {
  ListOf(AstFile *) files;
} Library;

// Parses the built-in library; never fails (its files are part of netc).
Library *library_load(Arena *arena, Names *names, Diag *diag);
