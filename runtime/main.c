// The main program of every executable that netc emits.

#include "netc.h"

int main(int argc, char **argv)
{
  return netc_main(&netc_model, argc, argv);
}
