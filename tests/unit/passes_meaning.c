// Passes keep the values of graphs without gradients.

#include "passes_case.h"

#include <criterion/criterion.h>

Test(meaning, views_and_their_readers)
{
  check_meaning("graph g(x: f32[2, 12, 3]) -> y, z, s {\n"
                "  a: f32[2, 36]; a[b, (c, h)] = x[b, c, h]\n"
                "  q: f32[2, 3, 4, 3]; q[b, g, c, h] = a[b, g*12 + c*3 + h]\n"
                "  t: f32[2, 3, 4, 3]; t[b, h, c, g] = q[b, g, c, h]\n"
                "  y: f32[2, 3, 4]; y[b, i, j] = sum(g) t[b, i, j, g]*q[b, i, j, g]\n"
                "  u: f32[2, 72]; u[b, i] = a[b, i/2]\n"
                "  z: f32[2, 70]; z[b, i] = sum(r < 3) u[b, i + r]\n"
                "  s: f32[2, 9]; s[b, k] = sum(i < 36 if i/4 == k) a[b, i]\n"
                "}\n");
}

Test(meaning, reductions_of_all_kinds_under_conditions)
{
  check_meaning("graph g(x: f32[4, 6], p: i32[4] in 6) -> a, b, c, d, e, f, h {\n"
                "  a: f32[4]; a[i] = prod(j if j == p[i]) x[i, j]\n"
                "  b: f32[4]; b[i] = max(j if j/2 == i else -1) x[i, j]\n"
                "  c: i32[4]; c[i] = argmax(j, k < 2 if j + k == 3 else -1) x[i, j]\n"
                "  d: bool[4]; d[i] = any(j if j*2 == i) (x[i, j] > 0)\n"
                "  e: bool[4]; e[i] = all(j if 3*j == i) (x[i, j] > 0)\n"
                "  f: f32[4]; f[i] = sum(j if j + 7 == i) x[i, j]\n"
                "  h: f32[4]; h[i] = min(j, k < 3 if j*2 + k*2 == i + 3 else 7) x[i, j]\n"
                "}\n");
}

// Members that share a key, or have none; u holds few different numbers, so that places tie.
Test(meaning, reductions_over_members)
{
  check_meaning("graph g(x: f32[9, 2], u: i32[9] in 3, m: i32[9] in 6) -> a, b, c, d, e {\n"
                "  a: f32[6, 2]; a[k, f] = max(i if m[i] == k else -1) x[i, f]\n"
                "  b: i32[6, 2]; b[k, f] = argmax(i if m[i] == k else -1) x[i, f]\n"
                "  v: f32[9]; v[i] = f32(u[i])\n"
                "  c: i32[6]; c[k] = argmin(i if m[i] == k else 8) v[i]\n"
                "  d: i32[6]; d[k] = argmax(i, f < 2 if m[i] == k else 0) (v[i]*f32(f))\n"
                "  e: i32[6]; e[k] = argmin(i if m[i] == k and i > 2 else -1) v[i]\n"
                "}\n");
}

// Rows that data picks more often than there are rows, also through maps and from step to step.
Test(meaning, products_with_picked_rows)
{
  check_meaning("graph g(t: f32[3, 4], w: f32[5, 4], m: i32[9] in 3, n: i32[2, 7] in 3) -> a, b {\n"
                "  e: f32[9, 4]; e[i, d] = t[m[i], d]\n"
                "  a: f32[5, 9]; a[o, i] = sum(d) w[o, d]*e[i, d]\n"
                "  b: f32[2, 7, 5]; b[i, j, o] = sum(d) t[n[i, j], d]*w[o, d]\n"
                "}\n");
}

Test(meaning, equations_that_leave_a_remainder)
{
  check_meaning("graph g(x: f32[9], y: f32[7]) -> a, b, c, d {\n"
                "  a: f32[12]; a[n] = sum(i < 9, j < 7 if 2*i + 3*j == n) x[i]*y[j]\n"
                "  b: f32[30]; b[n] = sum(i < 9, j < 7 if 4*i + 6*j + 2 == 2*n) x[i]*y[j]\n"
                "  c: f32[16]; c[n] = sum(i < 9, j < 7 if i + j == n) x[i]*y[j]\n"
                "  d: f32[9]; d[n] = sum(i < 9, j < 7 if i - 2*j == n - 4) x[i]*y[j]\n"
                "}\n");
}

Test(meaning, algebra)
{
  check_meaning("graph g(x: f32[5]) -> a, b, c, d, e {\n"
                "  one: f32 = 1\n"
                "  a: f32[5]; a[i] = one*(2*x[i])*(x[i]*3)/4 - -x[i]\n"
                "  b: f32[5]; b[i] = x[i] + x[i] + 1 + 2 - 5\n"
                "  c: f32[5]; c[i] = if i < 9 then (if x[i] > 0 then (if x[i] > 0 then x[i] else "
                "3) else 4) else 7\n"
                "  d: f32 = sum(i, j < 3, k < 1) x[i]\n"
                "  e: f32[5]; e[i] = (2*x[i])/(3*(x[i] + 2)) - 0.5*x[i] - 0.25*x[i]\n"
                "}\n");
}

Test(meaning, parts_that_repeat_a_map)
{
  check_meaning("graph g(x: f32[5], w: f32[5, 3]) -> a, b, c, d {\n"
                "  a: f32[5]; a[i] = 1/(x[i] + 2)\n"
                "  b: f32[3, 5]; b[j, k] = w[k, j]*(1/(x[k] + 2))\n"
                "  c: f32[3]; c[j] = sum(k) w[k, j]/(1/(x[k] + 2) + 3)\n"
                "  d: f32[4]; d[i] = 1/(x[i] + 2)\n"
                "}\n");
}
