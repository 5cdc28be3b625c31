// Sizes against requirements, of a net written by hand: rows come in pairs, and there are fewer
// steps than rows.

#include "session.h"

#include <criterion/criterion.h>
#include <string.h>

static int checks, runs;

static void check(NetcCall *call)
{
  int64_t rows = call->symbols[0], steps = call->symbols[1];
  checks++;
  *(int32_t *)call->outputs[0] = rows % 2 ? 0 : steps >= rows ? 1 : -1;
}

// What only text that was changed would say.
static void check_beyond(NetcCall *call)
{
  *(int32_t *)call->outputs[0] = 7;
}

static void run(NetcCall *call)
{
  (void)call;
  runs++;
}

static const char *const symbols[] = {"B", "T"};
static const int64_t one[] = {1, 9}, many[] = {8, 9};
static const NetcRequirement requirements[] = {
    {"{B} rows are no pairs: 100%s %n", "m.net:2", "", "", 1},
    {"too many steps", "library/a.net:7", "m.net:5", "block1", 3},
};

#define ENTRY(kind_of, capacities_of)                                                              \
  {                                                                                                \
    .kind = kind_of, .name = "entry", .function = run, .symbol_count = 2, .symbols = symbols,      \
    .capacities = capacities_of, .check = check, .requirement_count = 2,                           \
    .requirements = requirements                                                                   \
  }
static const NetcEntry entries[] = {ENTRY(NETC_PREDICT, one), ENTRY(NETC_PREDICT, many),
                                    ENTRY(NETC_TRAIN, many)};
static const NetcModel model = {.abi = NETC_ABI, .name = "m", .entry_count = 3, .entries = entries};

static NetcSession *session;
static NetcError error;

static void open(void)
{
  session = netc_session_create(&model, 1, &error);
  cr_assert(session, "%s", error.text);
}

static void close(void)
{
  netc_session_destroy(session);
}

TestSuite(runtime_sizes, .init = open, .fini = close);

Test(runtime_sizes, what_is_not_met_is_told_and_nothing_runs)
{
  const int64_t odd[] = {3, 1}, long_ones[] = {4, 4}, alone[] = {1, 1};
  cr_assert_not(netc_session_predict(session, NULL, NULL, odd, &error));
  cr_expect_str_eq(error.text, "m: {B} rows are no pairs: 100%s %n (B is 3; required at m.net:2)");
  cr_expect_eq(error.status, NETC_BAD_INPUT);
  cr_assert_not(netc_session_predict(session, NULL, NULL, alone, &error));
  cr_assert_not(netc_session_train(session, NULL, NULL, long_ones, &error));
  cr_expect_str_eq(error.text, "m: too many steps (B is 4, T is 4; required at library/a.net:7, "
                               "called at m.net:5 in block1)");
  cr_expect_eq(runs, 0);
  cr_expect_eq(session->step, 0);
}

Test(runtime_sizes, equal_sizes_are_checked_once)
{
  const int64_t sizes[] = {4, 2}, others[] = {6, 2}, odd[] = {3, 2};
  for (int i = 0; i < 3; i++)
    cr_assert(netc_session_predict(session, NULL, NULL, sizes, &error), "%s", error.text);
  cr_expect_eq(checks, 1);
  cr_assert(netc_session_train(session, NULL, NULL, sizes, &error));
  cr_expect_eq(checks, 1);  // by the same check
  cr_assert(netc_session_predict(session, NULL, NULL, others, &error));
  cr_expect_eq(checks, 2);
  for (int i = 0; i < 2; i++)
    cr_assert_not(netc_session_predict(session, NULL, NULL, odd, &error));
  cr_expect_eq(checks, 4);
  cr_expect_eq(runs, 5);
}

Test(runtime_sizes, sizes_are_lowered_until_all_is_met)
{
  int64_t sizes[] = {7, 9}, given[] = {4, 9}, odd[] = {3, 9};
  cr_expect(netc_sizes_lower(&entries[1], sizes, 0));
  cr_expect(sizes[0] == 6 && sizes[1] == 5);
  cr_expect(netc_sizes_lower(&entries[1], given, 1));
  cr_expect(given[0] == 4 && given[1] == 3);
  cr_expect_not(netc_sizes_lower(&entries[1], odd, 1));
  cr_expect_eq(odd[0], 3);
}

Test(runtime_sizes, a_number_beyond_the_list_is_not_met_either)
{
  int64_t sizes[] = {3, 9};
  NetcEntry entry = entries[1];
  entry.check = check_beyond;
  cr_expect_not(netc_session_check(session, &entry, sizes, "m", &error));
  cr_expect_str_eq(error.text, "m: requirement 7 of entry is not met, and has no message");
  cr_expect_not(netc_sizes_lower(&entry, sizes, 0));
}
