// netc: the command line.

#include "command/command.h"
#include "fault.h"

int main(int argc, char **argv)
{
  fault_watch();
  CommandLine line = {.arena = arena_create()};
  int status = EXIT_USAGE;
  if (parse_command_line(&line, argc, argv))
    status = line.help ? print_help(line.command) : line.command->run(&line);
  arena_destroy(line.arena);
  return check_printed(status);
}
