// Reads the texts that are built into the binary.

#include "library/library.h"

#include "syntax/syntax.h"

Library *library_load(Arena *arena, Names *names, Diag *diag)
{
  Library *library = arena_new(arena, Library);
  for (int i = 0; i < library_file_count; i++) {
    const LibraryFile *file = &library_files[i];
    const Source *source = source_create(arena, file->name, file->text, file->length);
    list_add(arena, &library->files, parse_net(arena, names, diag, source));
  }
  return library;
}
