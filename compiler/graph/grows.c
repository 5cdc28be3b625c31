// Whether an extent grows with its symbols. What is allocated for the largest sizes is then enough
// for all: T - 2, 2*B and ceil(T/3) do, 7 - T does not.

#include "graph/graph.h"

typedef enum Direction { STAYS, RISES, FALLS, WAVERS } Direction;

static Direction turned(Direction d)
{
  return d == RISES ? FALLS : d == FALLS ? RISES : d;
}

static Direction together(Direction a, Direction b)
{
  if (a == STAYS || a == b)
    return b;
  return b == STAYS ? a : WAVERS;
}

static Direction direction_of(const Expr *e)
{
  Direction all = STAYS;
  switch (e->kind) {
  case EXPR_NUMBER:
    return STAYS;
  case EXPR_SYMBOL:
    return RISES;
  case EXPR_AFFINE:
    for (int i = 0; i < e->operand_count; i++) {
      Direction own = direction_of(e->operands[i]);
      all = together(all, e->coefficients[i] < 0 ? turned(own) : own);
    }
    return all;
  case EXPR_PRODUCT:  // of sizes, which are not negative
  case EXPR_MAXIMUM:
  case EXPR_MINIMUM:
    all = together(direction_of(e->operands[0]), direction_of(e->operands[1]));
    return e->kind == EXPR_PRODUCT && all == FALLS ? WAVERS : all;
  case EXPR_QUOTIENT:
    return direction_of(e->operands[1]) == STAYS ? direction_of(e->operands[0]) : WAVERS;
  default:
    return WAVERS;
  }
}

bool extent_grows(const Expr *extent)
{
  Direction direction = direction_of(extent);
  return direction == STAYS || direction == RISES;
}
