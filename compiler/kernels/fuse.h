// Private to fusion.
#pragma once

#include "kernels/kernels.h"

// Puts the kernels into an order in which producers come before consumers, and readers of a
// variable's old value before the kernel that overwrites it. Where that is impossible, or where a
// kernel reads other elements of what it overwrites, the update goes through the workspace and is
// copied at the end.
void order_kernels(Kernels *kernels, Arena *scratch);
