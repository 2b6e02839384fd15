/* SPDX-License-Identifier: Apache-2.0
 *
 * Places and answers in words.
 */
#include "convention/place.h"

static void
check_answer(ValueType type, const char *canonical, const char *expected)
{
    const Field field = {.type = type};
    g_autofree char *words = answer_words(&field, NULL, canonical);
    g_assert_cmpstr(words, ==, expected);
    const Field grid = {.type = TYPE_COUNT};
    const Column column = {.type = type};
    g_autofree char *cell = answer_words(&grid, &column, canonical);
    g_assert_cmpstr(cell, ==, expected);
}

static void
test_answers(void)
{
    check_answer(TYPE_INTEGER, "1234", "1\u202f234");
    check_answer(TYPE_DECIMAL, "12.5", "12,5");
    check_answer(TYPE_PERCENT, "12.5", "12,5\u202f%");
    check_answer(TYPE_AMOUNT, "11250.5", "11\u202f250,50\u202f€");
    check_answer(TYPE_AMOUNT, "0.05", "0,05\u202f€");
    check_answer(TYPE_AMOUNT, "11250", "11\u202f250\u202f€");
    check_answer(TYPE_DATE, "2014-03-01", "1er mars 2014");
    check_answer(TYPE_PERIOD, "2013-2014-S1", "1er semestre 2013-2014");
    check_answer(TYPE_PERIOD, "2013", "année 2013");
    check_answer(TYPE_YESNO, "true", "oui");
    check_answer(TYPE_YESNO, "false", "non");
    check_answer(TYPE_TEXT, "l'été 12.5", "l'été 12.5");
    check_answer(TYPE_CHOICE, "INCONNU", "INCONNU");
}

/* A choice is its label; "of which" follows what it is a part of. */
static void
test_places(void)
{
    char code[] = "GI", label[] = "CAP", list_label[] = "Diplôme";
    Item item = {.code = code, .label = label};
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    g_ptr_array_add(items, &item);
    const CodeList list = {.label = list_label, .items = items};
    char whole_name[] = "tous", whole_label[] = "Élèves", part_name[] = "filles",
         part_label[] = "dont filles";
    Column whole = {.name = whole_name, .label = whole_label};
    Column part = {.name = part_name, .label = part_label, .part_of = &whole};
    g_autoptr(GPtrArray) columns = g_ptr_array_new();
    g_ptr_array_add(columns, &whole);
    g_ptr_array_add(columns, &part);
    char printed[] = "ES1-10", field_label[] = "Stages";
    const Field grid = {
        .printed = printed, .label = field_label, .list = &list, .columns = columns};
    const Field choice = {.type = TYPE_CHOICE, .list = &list};
    g_autofree char *chosen = answer_words(&choice, NULL, "GI");
    g_autofree char *of_grid = place_short(&grid, NULL, NULL);
    g_autofree char *of_row = place_short(&grid, "GI", NULL);
    g_autofree char *of_cell = place_short(&grid, "GI", "tous");
    g_autofree char *of_part = place_short(&grid, "GI", "filles");
    g_assert_cmpstr(chosen, ==, "CAP");
    g_assert_cmpstr(of_grid, ==, "ES1-10 – Stages");
    g_assert_cmpstr(of_row, ==, "ES1-10.GI – CAP");
    g_assert_cmpstr(of_cell, ==, "ES1-10.GI – CAP, Élèves");
    g_assert_cmpstr(of_part, ==, "ES1-10.GI – CAP, Élèves, dont filles");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/place/answers", test_answers);
    g_test_add_func("/place/places", test_places);
    return g_test_run();
}
