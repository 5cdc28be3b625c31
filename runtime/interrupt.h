// Asking a long run to end: the first signal is a request, the second ends the process at once.
#pragma once

#include <stdbool.h>

void netc_interrupt_watch(void);  // SIGINT and SIGTERM, for the rest of the process
bool netc_interrupted(void);
int netc_interrupt_signal(void);  // 0: none yet
