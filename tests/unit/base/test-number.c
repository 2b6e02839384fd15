/* SPDX-License-Identifier: Apache-2.0 */
#include "base/typing.h"

static void
test_parse(void)
{
    static const struct {
        const char *text;
        gint64 scaled;
        const char *canonical;
    } right[] = {
        {"0", 0, "0"},
        {"-0", 0, "0"},
        {"1", 10000, "1"},
        {"12.5", 125000, "12.5"},
        {"012.50", 125000, "12.5"},
        {"0.0001", 1, "0.0001"},
        {"-0.0001", -1, "-0.0001"},
        {"1.00000", 10000, "1"}, /* superfluous zeros do not count as decimals */
        {"999999999999", G_GINT64_CONSTANT(9999999999990000), "999999999999"},
        {"999999999999.9999", G_GINT64_CONSTANT(9999999999999999), "999999999999.9999"},
        {"-999999999999.9999", -G_GINT64_CONSTANT(9999999999999999), "-999999999999.9999"},
        {"000000000000001", 10000, "1"},
    };
    static const char *const wrong[] = {"1000000000000", "0.00001", "",      "-",   ".5",  "5.",
                                        "1,5",           "+1",      "1 234", "1e3", "NaN", "inf",
                                        "0x1",           "--1",     "1.2.3", " 1"};
    gint64 scaled;

    for (gsize i = 0; i < G_N_ELEMENTS(right); i++) {
        scaled = G_MININT64;
        g_assert_true(number_parse(right[i].text, &scaled));
        g_assert_cmpint(scaled, ==, right[i].scaled);
        g_autofree char *text = number_text(scaled);
        g_assert_cmpstr(text, ==, right[i].canonical);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(number_parse(wrong[i], &scaled));
    g_assert_false(number_parse(NULL, &scaled));
}

static void
test_label(void)
{
    static const struct {
        gint64 scaled;
        const char *label;
    } cases[] = {
        {0, "0"},
        {9990000, "999"},
        {10000000, "1\u202F000"},
        {12345000, "1\u202F234,5"},
        {G_GINT64_CONSTANT(12345678900), "1\u202F234\u202F567,89"},
        {-35000, "\u22123,5"},
        {1, "0,0001"},
        {G_MININT64, "\u2212922\u202F337\u202F203\u202F685\u202F477,5808"},
        {G_MAXINT64, "922\u202F337\u202F203\u202F685\u202F477,5807"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *label = number_label(cases[i].scaled);
        g_assert_cmpstr(label, ==, cases[i].label);
    }
}

static void
test_keys(void)
{
    g_assert_true(uai_key_valid("0951099D"));
    g_assert_true(uai_key_valid("0000000A"));
    g_assert_false(uai_key_valid("0951099B"));
    g_assert_false(uai_key_valid("0951099d"));
    g_assert_false(uai_key_valid("951099D"));
    g_assert_false(uai_key_valid("0951099DD"));
    g_assert_false(uai_key_valid(""));
    g_assert_false(uai_key_valid(NULL));

    g_assert_true(siret_key_valid("55208131766522"));
    g_assert_true(siret_key_valid("552081317"));
    g_assert_true(siret_key_valid("35600000049837")); /* 45, a multiple of 5 */
    g_assert_true(
        siret_key_valid("35600000000048")); /* head office: Luhn's sum, 26 is no multiple */
    g_assert_false(siret_key_valid("35600000049838"));
    g_assert_false(siret_key_valid("55208131766523"));
    g_assert_false(siret_key_valid("552081318"));
    g_assert_false(siret_key_valid("5520813176652"));
    g_assert_false(siret_key_valid("5520813176652A"));
    g_assert_false(siret_key_valid("00000000000000"));
    g_assert_false(siret_key_valid("000000000"));
    g_assert_false(siret_key_valid(""));
    g_assert_false(siret_key_valid(NULL));
}

static void
test_types(void)
{
    for (guint i = 0; i < TYPE_COUNT; i++) {
        ValueType type = TYPE_COUNT;
        g_assert_true(value_type_from_name(value_type_name(i), &type));
        g_assert_cmpint(type, ==, i);
    }
    ValueType type;
    g_assert_false(value_type_from_name("entier", &type));
    g_assert_false(value_type_from_name(NULL, &type));
    g_assert_cmpstr(value_type_name(TYPE_LONGTEXT), ==, "longtext");
    g_assert_true(value_type_is_number(TYPE_INTEGER) && value_type_is_number(TYPE_DECIMAL));
    g_assert_true(value_type_is_number(TYPE_PERCENT) && value_type_is_number(TYPE_AMOUNT));
    g_assert_false(value_type_is_number(TYPE_DATE) || value_type_is_number(TYPE_SIRET));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/number/parse", test_parse);
    g_test_add_func("/number/label", test_label);
    g_test_add_func("/number/keys", test_keys);
    g_test_add_func("/number/types", test_types);
    return g_test_run();
}
