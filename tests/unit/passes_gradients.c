// Gradients of every form, unsolved, solved and simplified, against finite differences.

#include "passes_case.h"

#include <criterion/criterion.h>
#include <stdio.h>

#define SQUARES4 "  l: f32 = sum(a, b, c, d) y[a, b, c, d]*y[a, b, c, d]\n"
#define SQUARES2 "  l: f32 = sum(a, b) y[a, b]*y[a, b]\n"
#define SQUARES1 "  l: f32 = sum(a) y[a]*y[a]\n"

// -- windows --------------------------------------------------------------------------------------

// One axis: size of the input, of the window, stride, dilation, padding.
static void check_window(int size, int window, int stride, int dilation, int pad)
{
  char text[1000];
  int result = (size + 2 * pad - dilation * (window - 1) - 1) / stride + 1;
  if (size + 2 * pad < dilation * (window - 1) + 1)
    return;
  snprintf(text, sizeof text,
           "graph window_%d_%d_%d_%d_%d(x: f32[2, 3, %d], k: f32[2, 3, %d]) -> dx, dk {\n"
           "  y: f32[2, 2, %d]\n"
           "  y[b, o, j] = sum(c, s) x[b, c, j*%d + s*%d - %d]*k[o, c, s]\n"
           "  l: f32 = sum(a, b, c) y[a, b, c]*y[a, b, c]\n"
           "  dx: f32[2, 3, %d] = gradient(l, x)\n"
           "  dk: f32[2, 3, %d] = gradient(l, k)\n"
           "}\n",
           size, window, stride, dilation, pad, size, window, result, stride, dilation, pad, size,
           window);
  check_gradients(text);
}

Test(passes, windows_of_all_strides_dilations_and_paddings)
{
  for (int stride = 1; stride <= 3; stride++)
    for (int dilation = 1; dilation <= 3; dilation++)
      for (int pad = 0; pad <= 2; pad++)
        check_window(7, 3, stride, dilation, pad);
}

Test(passes, windows_at_the_edges)
{
  check_window(1, 1, 1, 1, 0);
  check_window(5, 5, 1, 1, 0);
  check_window(5, 5, 3, 1, 2);
  check_window(6, 2, 4, 1, 0);
  check_window(8, 7, 2, 1, 3);
}

Test(passes, window_in_two_axes)
{
  check_gradients(
      "graph g(x: f32[2, 3, 4, 6], k: f32[2, 3, 3, 2]) -> dx, dk {\n"
      "  y: f32[2, 2, 4, 3]\n"
      "  y[b, o, i, j] = sum(c, r, s) x[b, c, i + r - 1, j*2 + s]*k[o, c, r, s]\n" SQUARES4
      "  dx: f32[2, 3, 4, 6] = gradient(l, x)\n"
      "  dk: f32[2, 3, 3, 2] = gradient(l, k)\n"
      "}\n");
}

Test(passes, groups)
{
  check_gradients(
      "graph g(x: f32[2, 6, 5], k: f32[4, 3, 3]) -> dx, dk {\n"
      "  y: f32[2, 4, 5]\n"
      "  y[b, (g < 2, o), j] = sum(c < 3, s) x[b, g*3 + c, j + s - 1]*k[g*2 + o, c, s]\n"
      "  l: f32 = sum(a, b, c) y[a, b, c]*y[a, b, c]\n"
      "  dx: f32[2, 6, 5] = gradient(l, x)\n"
      "  dk: f32[4, 3, 3] = gradient(l, k)\n"
      "}\n");
}

// The adjoint of a window, written by its condition.
static void check_transposed(int window, int stride, int pad)
{
  char text[1000];
  int result = 3 * stride - 2 * pad + window;
  snprintf(text, sizeof text,
           "graph transposed_%d_%d_%d(x: f32[4], k: f32[%d]) -> dx, dk {\n"
           "  y: f32[%d]\n"
           "  y[q] = sum(j < 4, s < %d if j*%d + s - %d == q) x[j]*k[s]\n" SQUARES1
           "  dx: f32[4] = gradient(l, x)\n"
           "  dk: f32[%d] = gradient(l, k)\n"
           "}\n",
           window, stride, pad, window, result, window, stride, pad, window);
  check_gradients(text);
}

Test(passes, transposed_windows)
{
  for (int stride = 1; stride <= 3; stride++)
    for (int window = 2; window <= 5; window++)
      for (int pad = 0; pad <= 1; pad++)
        check_transposed(window, stride, pad);
}

// -- extremes -------------------------------------------------------------------------------------

static void check_pooling(int size, int window, int stride, int pad)
{
  char text[1000];
  int result = (size + 2 * pad - window) / stride + 1;
  snprintf(text, sizeof text,
           "graph pooling_%d_%d_%d_%d(x: f32[2, 2, %d, %d]) -> dx {\n"
           "  y: f32[2, 2, %d, %d]\n"
           "  y[b, c, i, j] = max(r < %d, s < %d) x[b, c, i*%d + r - %d, j*%d + s - %d]\n" SQUARES4
           "  dx: f32[2, 2, %d, %d] = gradient(l, x)\n"
           "}\n",
           size, window, stride, pad, size, size, result, result, window, window, stride, pad,
           stride, pad, size, size);
  check_gradients(text);
}

Test(passes, maxima_of_windows)
{
  check_pooling(6, 2, 2, 0);
  check_pooling(5, 2, 2, 0);
  check_pooling(7, 3, 2, 1);
  check_pooling(4, 3, 1, 1);
  check_pooling(7, 2, 3, 0);
  check_pooling(3, 3, 3, 0);
}

Test(passes, minimum_over_an_axis)
{
  check_gradients("graph g(x: f32[3, 4]) -> dx {\n"
                  "  m: f32[3]; m[i] = min(k) x[i, k]\n"
                  "  y: f32[3, 4]; y[i, k] = x[i, k] - m[i]\n" SQUARES2
                  "  dx: f32[3, 4] = gradient(l, x)\n"
                  "}\n");
}

Test(passes, product_of_all_but_one)
{
  check_gradients("graph g(x: f32[2, 3, 2]) -> dx {\n"
                  "  y: f32[2]; y[i] = prod(k, m) x[i, k, m]\n" SQUARES1
                  "  dx: f32[2, 3, 2] = gradient(l, x)\n"
                  "}\n");
}

// -- moves ----------------------------------------------------------------------------------------

Test(passes, merged_dimensions)
{
  check_gradients("graph g(x: f32[2, 3, 2, 4], w: f32[5, 24]) -> dx, dw {\n"
                  "  f: f32[2, 24]; f[b, (c, h, v)] = x[b, c, h, v]\n"
                  "  y: f32[2, 5]; y[b, o] = sum(i) f[b, i]*w[o, i]\n" SQUARES2
                  "  dx: f32[2, 3, 2, 4] = gradient(l, x)\n"
                  "  dw: f32[5, 24] = gradient(l, w)\n"
                  "}\n");
}

Test(passes, merged_symbols)
{
  check_gradients("graph g(x: f32[B, T, 3], w: f32[2, 3]) -> dx, dw {\n"
                  "  capacity = (B: 3, T: 4)\n"
                  "  f: f32[B*T, 3]; f[(b, t), d] = x[b, t, d]\n"
                  "  z: f32[B*T, 2]; z[n, o] = sum(d) f[n, d]*w[o, d]\n"
                  "  q: f32[B, T, 2]; q[b, t, o] = z[t + T*b, o]*z[t + T*b, o]\n"
                  "  y: f32[B, 2]; y[b, o] = max(t) q[b, t, o]\n" SQUARES2
                  "  dx: f32[B, T, 3] = gradient(l, x)\n"
                  "  dw: f32[2, 3] = gradient(l, w)\n"
                  "}\n");
}

Test(passes, quotients_of_indices)
{
  check_gradients("graph g(x: f32[5]) -> dx {\n"
                  "  y: f32[15]; y[i] = x[i/3]\n" SQUARES1 "  dx: f32[5] = gradient(l, x)\n"
                  "}\n");
  check_gradients("graph g(x: f32[5]) -> dx {\n"
                  "  y: f32[8]; y[i] = x[(i + 1)/2]\n" SQUARES1 "  dx: f32[5] = gradient(l, x)\n"
                  "}\n");
  check_gradients("graph g(x: f32[2, 8, 3, 3]) -> dx {\n"
                  "  y: f32[2, 2, 6, 6]\n"
                  "  y[b, c, i, j] = x[b, c*4 + (i % 2)*2 + j % 2, i/2, j/2]\n" SQUARES4
                  "  dx: f32[2, 8, 3, 3] = gradient(l, x)\n"
                  "}\n");
}

Test(passes, two_tensors_one_after_the_other)
{
  check_gradients("graph g(p: f32[2, 3], q: f32[2, 4]) -> dp, dq {\n"
                  "  y: f32[2, 7]; y[b, i] = if i < 3 then p[b, i] else q[b, i - 3]\n" SQUARES2
                  "  dp: f32[2, 3] = gradient(l, p)\n"
                  "  dq: f32[2, 4] = gradient(l, q)\n"
                  "}\n");
}

Test(passes, computed_indices)
{
  check_gradients("graph g(token: i32[2, 3] in 4, table: f32[4, 2]) -> dtable {\n"
                  "  e: f32[2, 3, 2]; e[b, t, d] = table[token[b, t], d]\n"
                  "  y: f32[2, 2]; y[b, d] = sum(t) e[b, t, d]\n" SQUARES2
                  "  dtable: f32[4, 2] = gradient(l, table)\n"
                  "}\n");
  check_gradients("graph g(x: f32[3, 5], label: i32[3] in 5) -> dx {\n"
                  "  m: f32[3]; m[b] = max(c) x[b, c]\n"
                  "  s: f32[3]; s[b] = sum(c) (x[b, c] - m[b])^4\n"
                  "  y: f32[3]; y[b] = sqrt(s[b]) - x[b, label[b]]\n" SQUARES1
                  "  dx: f32[3, 5] = gradient(l, x)\n"
                  "}\n");
  check_gradients("graph g(x: f32[4, 4], p: i32[3, 3]) -> dx {\n"
                  "  y: f32[3, 3]; y[i, j] = x[i + p[i, j], j - p[i, j]] ?? 0\n" SQUARES2
                  "  dx: f32[4, 4] = gradient(l, x)\n"
                  "}\n");
}

Test(passes, sums_and_maxima_over_edges)
{
  check_gradients(
      "graph g(source: i32[6] in 4, target: i32[6] in 4, w: f32[6], x: f32[4, 2]) -> dw, dx {\n"
      "  s: f32[4, 2]; s[i, f] = sum(e < 6 if target[e] == i) w[e]*x[source[e], f]\n"
      "  m: f32[4, 2]; m[i, f] = max(e < 6 if target[e] == i else 0) x[source[e], f]\n"
      "  y: f32[4, 2]; y[i, f] = s[i, f] + m[i, f]*x[i, f]\n" SQUARES2
      "  dw: f32[6] = gradient(l, w)\n"
      "  dx: f32[4, 2] = gradient(l, x)\n"
      "}\n");
}

// -- bodies ---------------------------------------------------------------------------------------

Test(passes, guards_keep_reads_inside)
{
  check_gradients(
      "graph g(x: f32[6], w: f32[6]) -> dx, dw {\n"
      "  y: f32[6]\n"
      "  y[i] = (if i > 0 then (if x[i - 1] > 0 then x[i - 1]*w[i] else w[i]*x[i]*x[i - 1]) else 0)"
      " + (if i > 0 then w[i]*x[i] else w[i]*x[i]*(w[i]*x[i]))\n" SQUARES1
      "  dx: f32[6] = gradient(l, x)\n"
      "  dw: f32[6] = gradient(l, w)\n"
      "}\n");
}

Test(passes, arithmetic)
{
  check_gradients(
      "graph g(x: f32[2, 3], w: f32[3]) -> dx, dw {\n"
      "  q: f32[2, 3]; q[b, i] = x[b, i]/(w[i]*w[i] + 2) - w[i]^3\n"
      "  r: f32[2, 3]; r[b, i] = sqrt(q[b, i]^2 + 1) + maximum(q[b, i], -q[b, i])\n"
      "  y: f32[2, 3]; y[b, i] = minimum(r[b, i], 1.2) - fma(q[b, i], r[b, i], w[i])\n" SQUARES2
      "  dx: f32[2, 3] = gradient(l, x)\n"
      "  dw: f32[3] = gradient(l, w)\n"
      "}\n");
}

Test(passes, detached_values_are_constant)
{
  check_same_outputs("graph g(x: f32[4]) -> dx, expected {\n"
                     "  l: f32 = sum(i) x[i]*detach(x[i])\n"
                     "  dx: f32[4] = gradient(l, x)\n"
                     "  expected: f32[4]; expected[i] = 1*x[i]\n"
                     "}\n");
}

// -- ties -----------------------------------------------------------------------------------------

Test(passes, the_first_of_equal_maxima_gets_all)
{
  check_same_outputs(
      "graph g(x: f32[3]) -> dz, expected {\n"
      "  z: f32[3, 2, 2]; z[i, k, m] = x[i]\n"
      "  y: f32[3]; y[i] = max(k, m) z[i, k, m]\n"
      "  l: f32 = sum(i) y[i]*y[i]\n"
      "  dz: f32[3, 2, 2] = gradient(l, z)\n"
      "  expected: f32[3, 2, 2]; expected[i, k, m] = if k == 0 and m == 0 then 2*x[i] else 0\n"
      "}\n");
}

Test(passes, a_constant_wins_a_tie)
{
  static const char *const bodies[] = {"maximum(z[i], 0)", "maximum(0, z[i])", "minimum(z[i], 0)",
                                       "minimum(0, z[i])", "if z[i] <= 0 then 0 else z[i]"};
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
    char text[500];
    snprintf(text, sizeof text,
             "graph g(x: f32[3]) -> dz, expected {\n"
             "  z: f32[3]; z[i] = x[i] - x[i]\n"
             "  y: f32[3]; y[i] = %s\n"
             "  l: f32 = sum(i) y[i]*3\n"
             "  dz: f32[3] = gradient(l, z)\n"
             "  expected: f32[3]; expected[i] = 0\n"
             "}\n",
             bodies[i]);
    check_same_outputs(text);
  }
}

// -- scans ----------------------------------------------------------------------------------------

static void check_scan(const char *options, const char *parameters)
{
  char text[2000];
  snprintf(text, sizeof text,
           "graph g(x: f32[3, 4, 2], w: f32[2, 2], h0: f32[3, 2]%s) -> dx, dw, dh0 {\n"
           "  scan over t < 4, name: steps%s, axes: [1]\n"
           "  carry h: f32[3, 2] = h0, c: f32[3, 2] = h0 {\n"
           "    z: f32[3, 2]; z[b, o] = sum(i) w[o, i]*h[b, i]\n"
           "    p: f32[3, 2]; p[b, o] = z[b, o] + x[b, t, o]\n"
           "    n: f32[3, 2]; n[b, o] = 0.3*p[b, o]*p[b, o] + p[b, o]*c[b, o]\n"
           "    d: f32[3, 2]; d[b, o] = n[b, o] - 0.5*c[b, o]\n"
           "    h = n\n"
           "    c = d\n"
           "    yield n\n"
           "  }\n"
           "  y: f32[3, 4, 2] = project(steps, 0)\n"
           "  hf: f32[3, 2] = project(steps, 1)\n"
           "  cf: f32[3, 2] = project(steps, 2)\n"
           "  u: f32 = sum(b, t, o) y[b, t, o]*y[b, t, o]\n"
           "  v: f32 = sum(b, o) hf[b, o]*cf[b, o]\n"
           "  l: f32 = u + v\n"
           "  dx: f32[3, 4, 2] = gradient(l, x)\n"
           "  dw: f32[2, 2] = gradient(l, w)\n"
           "  dh0: f32[3, 2] = gradient(l, h0)\n"
           "}\n",
           parameters, options);
  check_gradients(text);
}

Test(passes, scans)
{
  check_scan("", "");
  check_scan(", reverse: true", "");
  check_scan(", lengths: rows", ", rows: i32[3] in 5");
  check_scan(", reverse: true, lengths: rows", ", rows: i32[3] in 5");
}

// -- normalisation --------------------------------------------------------------------------------

Test(passes, normalisation_over_the_batch)
{
  check_gradients("graph g(x: f32[16, 3], w: f32[3], b: f32[3]) -> dx, dw, db {\n"
                  "  s: f32[3]; s[c] = sum(n) x[n, c]\n"
                  "  m: f32[3]; m[c] = s[c]/16\n"
                  "  q: f32[3]; q[c] = sum(n) (x[n, c] - m[c])^2\n"
                  "  v: f32[3]; v[c] = q[c]/16\n"
                  "  y: f32[16, 3]\n"
                  "  y[n, c] = (x[n, c] - m[c])/sqrt(v[c] + 0.01)*w[c] + b[c]\n"
                  "  z: f32[16, 3]; z[n, c] = if y[n, c] <= 0 then 0 else y[n, c]\n"
                  "  l: f32 = sum(n, c) z[n, c]*z[n, c]\n"
                  "  dx: f32[16, 3] = gradient(l, x)\n"
                  "  dw: f32[3] = gradient(l, w)\n"
                  "  db: f32[3] = gradient(l, b)\n"
                  "}\n");
}

Test(passes, normalisation_of_rows)
{
  check_gradients("graph g(x: f32[3, 16], w: f32[16]) -> dx, dw {\n"
                  "  s: f32[3]; s[n] = sum(c) x[n, c]\n"
                  "  m: f32[3]; m[n] = s[n]/16\n"
                  "  q: f32[3]; q[n] = sum(c) (x[n, c] - m[n])^2\n"
                  "  y: f32[3, 16]; y[n, c] = (x[n, c] - m[n])/sqrt(q[n]/16 + 0.01)*w[c]\n"
                  "  t: f32[3]; t[n] = sum(c) sqrt(y[n, c]*y[n, c] + 1)\n"
                  "  z: f32[3, 16]; z[n, c] = y[n, c]/t[n]\n"
                  "  l: f32 = sum(n, c) z[n, c]*z[n, c]*w[c]\n"
                  "  dx: f32[3, 16] = gradient(l, x)\n"
                  "  dw: f32[16] = gradient(l, w)\n"
                  "}\n");
}
