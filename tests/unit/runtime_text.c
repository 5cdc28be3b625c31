// Messages, JSON, numbers and sizes.

#include "elements.h"
#include "json.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const char *quoted(const char *text, char *to, size_t size)
{
  NetcText out = {0};
  netc_text_add_quoted(&out, text);
  snprintf(to, size, "%s", out.data);
  netc_text_free(&out);
  return to;
}

Test(runtime_text, quotes)
{
  char to[100];
  cr_assert_str_eq(quoted("plain", to, sizeof to), "\"plain\"");
  cr_assert_str_eq(quoted("a\"b\\c", to, sizeof to), "\"a\\\"b\\\\c\"");
  cr_assert_str_eq(quoted("\n\x1b", to, sizeof to), "\"\\u000a\\u001b\"");
  cr_assert_str_eq(quoted("\xc3\xa4", to, sizeof to), "\"\xc3\xa4\"");
}

Test(runtime_text, bytes_that_are_not_utf8_are_replaced)
{
  char to[100];
  cr_assert_str_eq(quoted("\xff", to, sizeof to), "\"\\ufffd\"");
  cr_assert_str_eq(quoted("\xc3(", to, sizeof to), "\"\\ufffd(\"");           // cut off
  cr_assert_str_eq(quoted("\xc0\xaf", to, sizeof to), "\"\\ufffd\\ufffd\"");  // overlong
  cr_assert_str_eq(quoted("\xed\xa0\x80", to, sizeof to),
                   "\"\\ufffd\\ufffd\\ufffd\"");  // surrogate
  cr_assert_str_eq(quoted("\xf0\x9f\x98\x80", to, sizeof to), "\"\xf0\x9f\x98\x80\"");
}

Test(runtime_text, json_line)
{
  NetcJson json = {0};
  netc_json_open(&json, NULL, '{');
  netc_json_number(&json, "tenth", (double)0.1f);
  netc_json_number(&json, "third", 1.0 / 3);
  netc_json_number(&json, "bad", NAN);
  netc_json_open(&json, "list", '[');
  netc_json_integer(&json, NULL, -7);
  netc_json_text(&json, NULL, NULL);
  netc_json_close(&json, ']');
  netc_json_bool(&json, "last", true);
  netc_json_close(&json, '}');
  cr_assert_str_eq(json.text.data, "{\"tenth\":0.1,\"third\":0.3333333333333333,\"bad\":null,"
                                   "\"bad_not_finite\":\"nan\",\"list\":[-7,null],\"last\":true}");
  netc_json_free(&json);
}

Test(runtime_text, escape_hides_control_bytes)
{
  char to[64];
  cr_assert_str_eq(netc_escape(to, sizeof to, "a\x1b[31m\n"), "a\\x1b[31m\\x0a");
  cr_assert_str_eq(netc_escape(to, sizeof to, "\xc2\x9b"), "\\xc2\\x9b");
  cr_assert_str_eq(netc_escape(to, sizeof to, "\xc3\xa4"), "\xc3\xa4");
  cr_assert(strlen(netc_escape(to, 12, "abcdefghijklmnop")) < 12);
}

Test(runtime_text, nearest_spelling)
{
  static const char *const words[] = {"train", "eval", "predict", "bench"};
  cr_assert_str_eq(netc_nearest("trian", words, 4), "train");
  cr_assert_str_eq(netc_nearest("Eval", words, 4), "eval");
  cr_assert_str_eq(netc_nearest("preditc", words, 4), "predict");
  cr_assert_null(netc_nearest("xyzzy", words, 4));
}

Test(runtime_text, numbers)
{
  int64_t whole;
  double number;
  cr_assert(netc_parse_integer("-12", &whole) && whole == -12);
  cr_assert(!netc_parse_integer("12x", &whole) && !netc_parse_integer("", &whole));
  cr_assert(!netc_parse_integer(" 1", &whole) &&
            !netc_parse_integer("99999999999999999999", &whole));
  cr_assert(netc_parse_number("1e-3", &number) && number == 1e-3);
  cr_assert(!netc_parse_number("nan", &number) && !netc_parse_number("1e999", &number));
}

Test(runtime_text, sizes_do_not_wrap)
{
  int64_t bytes;
  int64_t wrapping[] = {INT64_C(1) << 32, INT64_C(1) << 32}, hidden[] = {INT64_C(1) << 62, 8, 0};
  int64_t fine[] = {3, 0, 5}, negative[] = {3, -1};
  cr_assert(!netc_shape_bytes(wrapping, 2, 4, &bytes));
  cr_assert(!netc_shape_bytes(hidden, 3, 1, &bytes));
  cr_assert(!netc_shape_bytes(negative, 2, 4, &bytes));
  cr_assert(netc_shape_bytes(fine, 3, 4, &bytes) && bytes == 0);
  cr_assert(netc_shape_bytes(NULL, 0, 4, &bytes) && bytes == 4);
}

Test(runtime_text, halves_and_brains)
{
  static const uint16_t halves[] = {0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00, 0x8000};
  static const uint16_t brains[] = {0x3f80, 0xc000};
  float to[6];
  double value;
  cr_assert_eq(netc_convert(to, NETC_F32, halves, NETC_ELEMENT_F16, 6, &value), -1);
  cr_assert(to[0] == 1 && to[1] == -2 && to[2] == 0x1p-24f && to[3] == 65504);
  cr_assert(isinf(to[4]) && to[5] == 0 && signbit(to[5]));
  cr_assert_eq(netc_convert(to, NETC_F32, brains, NETC_ELEMENT_BF16, 2, &value), -1);
  cr_assert(to[0] == 1 && to[1] == -2);
}

Test(runtime_text, whole_numbers_must_fit)
{
  static const int64_t wide[] = {5, INT64_C(1) << 31};
  static const float real[] = {1, 2, 2.5f};
  int32_t to[3];
  double value;
  cr_assert_eq(netc_convert(to, NETC_I32, wide, NETC_ELEMENT_I64, 2, &value), 1);
  cr_assert_eq(netc_convert(to, NETC_I32, real, NETC_ELEMENT_F32, 3, &value), 2);
  cr_assert_eq(value, 2.5);
}

Test(runtime_text, bytes_are_swapped)
{
  uint32_t data[] = {0x01020304, 0xa0b0c0d0};
  netc_swap_bytes(data, 2, NETC_ELEMENT_I32);
  cr_assert(data[0] == 0x04030201 && data[1] == 0xd0c0b0a0);
}
