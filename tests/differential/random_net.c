// A net of random layers of random sizes, all legal: what no list of cases thinks of.
//
//   net random7(x: [B, 3, 9, 4]) -> y {
//     h = x |> conv(5, 2, stride: 2, pad: 1, dilation: 2) |> relu
//     h = h + h |> batchnorm
//     y = h |> flatten |> dense(3)
//   }

#include "differential.h"

#include "random.h"

typedef struct Maker {
  Arena *arena;
  Text text;
  uint64_t seed, drawn;
  int channels, height, width;
} Maker;

// A whole number in low .. high.
static int draw(Maker *m, int low, int high)
{
  double u = netc_random_uniform(m->seed, 0, 77, m->drawn++, 0);
  return low + (int)(u * (high - low + 1));
}

// One of the divisors of n.
static int draw_divisor(Maker *m, int n)
{
  int divisor = draw(m, 1, n);
  while (n % divisor)
    divisor--;
  return divisor;
}

static int window_count(int size, int kernel, int stride, int pad, int dilation)
{
  int room = size + 2 * pad - dilation * (kernel - 1) - 1;
  return room < 0 ? 0 : room / stride + 1;
}

// Of a window over both axes; false if the picture is too small for it.
static bool apply_window(Maker *m, int kernel, int stride, int pad, int dilation)
{
  int height = window_count(m->height, kernel, stride, pad, dilation);
  int width = window_count(m->width, kernel, stride, pad, dilation);
  if (height < 1 || width < 1)
    return false;
  m->height = height;
  m->width = width;
  return true;
}

static void add_convolution(Maker *m)
{
  int kernel = draw(m, 1, 4), stride = draw(m, 1, 3), pad = draw(m, 0, 2);
  int dilation = draw(m, 1, 2), groups = draw_divisor(m, m->channels);
  if (!apply_window(m, kernel, stride, pad, dilation))
    return;
  m->channels = groups * draw(m, 1, groups > 3 ? 2 : 6);
  text_add(&m->text, "  h = h |> conv(%d, %d, stride: %d, pad: %d, dilation: %d, groups: %d%s)\n",
           m->channels, kernel, stride, pad, dilation, groups,
           draw(m, 0, 2) ? "" : ", bias: false");
}

static void add_transposed(Maker *m)
{
  int kernel = draw(m, 1, 4), stride = draw(m, 1, 3), pad = draw(m, 0, 1);
  int height = (m->height - 1) * stride - 2 * pad + kernel;
  int width = (m->width - 1) * stride - 2 * pad + kernel;
  if (height < 1 || width < 1 || height > 14 || width > 14)
    return;
  m->height = height;
  m->width = width;
  m->channels = draw(m, 1, 5);
  text_add(&m->text, "  h = h |> conv_transpose(%d, %d, stride: %d, pad: %d)\n", m->channels,
           kernel, stride, pad);
}

static void add_pool(Maker *m)
{
  int size = draw(m, 1, 3), stride = draw(m, 1, 3), pad = draw(m, 0, size / 2);
  if (apply_window(m, size, stride, pad, 1))
    text_add(&m->text, "  h = h |> %s(%d, stride: %d, pad: %d)\n",
             draw(m, 0, 1) ? "maxpool" : "avgpool", size, stride, pad);
}

static void add_function(Maker *m)
{
  static const char *const functions[] = {"relu",  "tanh",    "sigmoid", "gelu", "leaky_relu",
                                          "prelu", "softmax", "silu",    "abs"};
  int count = sizeof functions / sizeof *functions;
  text_add(&m->text, "  h = h |> %s\n", functions[draw(m, 0, count - 1)]);
}

static void add_normalization(Maker *m)
{
  switch (draw(m, 0, 3)) {
  case 0:
    text_add(&m->text, "  h = h |> groupnorm(%d, eps: 0.1)\n", draw_divisor(m, m->channels));
    break;
  case 1:
    text_add(&m->text, "  h = h |> layernorm(eps: 0.1)\n");
    break;
  default:
    text_add(&m->text, "  h = h |> batchnorm(eps: 0.1)\n");
  }
}

static void add_move(Maker *m)
{
  if (draw(m, 0, 1)) {
    int height = m->height;
    m->height = m->width;
    m->width = height;
    text_add(&m->text, "  h = h |> transpose(2, 3)\n");
  } else if (m->height * m->width < 60) {
    m->height *= 2;
    m->width *= 2;
    text_add(&m->text, "  h = h |> upsample(2)\n");
  }
}

// What went before goes round the next layers and meets their result.
static void add_branch(Maker *m)
{
  if (draw(m, 0, 1)) {
    text_add(&m->text, "  h = concat2(h, tanh(h))\n");
    m->channels *= 2;
  } else {
    text_add(&m->text, "  h = h + 0.5*(h |> conv(%d, 3, pad: 1) |> relu)\n", m->channels);
  }
}

static void add_layer(Maker *m)
{
  switch (draw(m, 0, 9)) {
  case 0:
    add_pool(m);
    break;
  case 1:
    add_transposed(m);
    break;
  case 2:
    add_normalization(m);
    break;
  case 3:
    add_move(m);
    break;
  case 4:
    add_branch(m);
    break;
  case 5:
  case 6:
    add_function(m);
    break;
  default:
    add_convolution(m);
  }
}

const char *random_net(Arena *arena, const char *name, uint64_t seed)
{
  Maker m = {.arena = arena, .text = {.arena = arena}, .seed = seed};
  m.channels = draw(&m, 1, 5);
  m.height = draw(&m, 1, 9);
  m.width = draw(&m, 1, 9);
  text_add(&m.text, "net %s(x: [B, %d, %d, %d]) -> y {\n  h = x\n", name, m.channels, m.height,
           m.width);
  int layers = draw(&m, 2, 6);
  for (int i = 0; i < layers && m.channels * m.height * m.width < 1000; i++)
    add_layer(&m);
  text_add(&m.text,
           draw(&m, 0, 1) ? "  y = h |> flatten |> dense(%d)\n}\n" : "  y = h |> conv(%d, 1)\n}\n",
           draw(&m, 1, 9));
  return text_get(&m.text);
}
