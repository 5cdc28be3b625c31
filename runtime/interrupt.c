// The one global of the runtime: a signal belongs to the process.

#include "interrupt.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t received;

static void note_signal(int signal)
{
  received = signal;
}

void netc_interrupt_watch(void)
{
  // SA_RESETHAND: the second signal finds the default, which ends the process.
  struct sigaction action = {.sa_handler = note_signal,
                             .sa_flags = (int)(SA_RESETHAND | SA_RESTART)};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

bool netc_interrupted(void)
{
  return received != 0;
}

int netc_interrupt_signal(void)
{
  return received;
}
