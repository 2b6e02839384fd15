/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"

typedef char *(*Change)(const char *text);

typedef struct {
    const char *text, *expected;
} Case;

static void
check_cases(Change change, const Case *cases, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_autofree char *got = change(cases[i].text);
        g_assert_cmpstr(got, ==, cases[i].expected);
    }
}

static char *
clean(const char *text)
{
    return text_clean(text, -1);
}

static void
test_clean(void)
{
    static const Case cases[] = {
        {"Créteil", "Créteil"},
        {"Cre\u0301teil", "Créteil"}, /* NFD → NFC */
        {"a\r\nb\rc\nd", "a\nb\nc\nd"},
        {"a\u2028b\xc2\x85"
         "c",
         "a\nb\nc"},
        {"a\tb\x01\x1b[31mc\x7f\xc2\x9b", "a\tb[31mc"},
        {"\xff"
         "a\xc3",
         "\uFFFDa\uFFFD"},                      /* invalid bytes, one each */
        {"\xc0\xaf", "\uFFFD\uFFFD"},           /* overlong "/" */
        {"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"}, /* a surrogate */
        {"a\uFFFE\uFDD0"
         "b",
         "a\uFFFD\uFFFD"
         "b"}, /* no place in XML */
        {"\uFEFF12\u200B3\u00AD4", "1234"},
        {"facture\u202Efdp.odt\u202C", "facturefdp.odt"},
        {"\u2066a\u2069\u200E\u200F\u061C", "a"},
        {"\U000E0041x", "x"},             /* tags */
        {"🏠 œuvre ﬁn ½", "🏠 œuvre ﬁn ½"}, /* kept as typed */
        {"", ""},
    };

    check_cases(clean, cases, G_N_ELEMENTS(cases));
}

static void
test_clean_marks(void)
{
    g_autoptr(GString) eight = g_string_new("q"), nine = g_string_new("q");

    for (int i = 0; i < 8; i++)
        g_string_append(eight, "\u0300");
    for (int i = 0; i < 9; i++)
        g_string_append(nine, "\u200B\u0300"); /* invisible signs do not start a new base */
    g_autofree char *kept = text_clean(eight->str, -1);
    g_autofree char *cut = text_clean(nine->str, -1);
    g_assert_cmpstr(kept, ==, eight->str);
    g_assert_cmpstr(cut, ==, eight->str);
}

/* Long texts are composed by pieces: as one that is done at once, wherever the cuts fall. */
static void
test_clean_long(void)
{
    static const char sample[] =
        "e\u0301te\u0301 \u1112\u1161\u11AB\uAC00\u11A8 \u0438\u0306q\u0323\u0307";
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 400; i++) {
        g_string_append(text, sample);
        for (guint j = 0; j < i % 7; j++)
            g_string_append_c(text, 'x');
    }
    g_autofree char *whole = g_utf8_normalize(text->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    g_autofree char *cleaned = text_clean(text->str, -1);
    g_assert_cmpstr(cleaned, ==, whole);
    /* In quadratic time this takes minutes. */
    g_string_truncate(text, 0);
    while (text->len < 3000000)
        g_string_append(text, "\u1112\u1161\u11AB");
    g_autofree char *long_cleaned = text_clean(text->str, -1);
    g_assert_cmpuint(strlen(long_cleaned), ==, text->len / 3);
    g_assert_true(g_str_has_prefix(long_cleaned, "한한"));
}

static void
test_clean_length(void)
{
    static const char bytes[] = {'a', '\0', 'b', 'c'};
    g_autofree char *whole = text_clean(bytes, 4);
    g_autofree char *split = text_clean("é", 1); /* a character cut in two */

    g_assert_cmpstr(whole, ==, "abc");
    g_assert_cmpstr(split, ==, "\uFFFD");
}

static void
test_fold(void)
{
    static const Case cases[] = {
        {"  ÉLÈVES\u00A0:", "eleves"},
        {"L’Œuvre", "l'oeuvre"},
        {"d`Île\u2011de\u2013France", "d'ile-de-france"},
        {"Effectif : : ", "effectif"},
        {"1\u202F234\u2007567\t8\n9", "1 234 567 8 9"},
        {"１２", "12"},
        {"12² ½", "12² ½"}, /* never 122 nor 1/2 */
        {"1º", "1°"},
        {"ﬁche", "fiche"},
        {"Straße ÅØÆ", "strasse aoae"},
        {"", ""},
        {":", ""},
    };

    check_cases(text_fold, cases, G_N_ELEMENTS(cases));
}

/* What one reference may look like, and what tells two apart. */
/* Each character folds by itself, so what a text begins with is found in one pass. */
static void
test_fold_prefix(void)
{
    static const struct {
        const char *text, *folded;
        gsize max, found;
    } cases[] = {
        {"Période", "periode", 100, strlen("Période")},
        {"Période : 2014", "periode", 100, strlen("Période : ")},
        {"Période : 2014", "periode", 9, strlen("Période ")},
        {"PE\u0301RIODE\n2014", "periode", 100, strlen("PE\u0301RIODE\n")},
        {"  Effectif\u00A0total", "effectif total", 100, strlen("  Effectif\u00A0total")},
        {"Œuvre", "oeuvre", 100, strlen("Œuvre")},
        {"Œuvre", "o", 100, 0},
        {"Périodes", "periode", 100, strlen("Période")},
        {"Période: une", "periode une", 100, 0},
        {"Pério", "periode", 100, 0},
        {"", "periode", 100, 0},
        {" : ", "", 100, 3},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpuint(text_fold_prefix(cases[i].text, cases[i].max, cases[i].folded), ==,
                         cases[i].found);
    g_assert_true(text_folds_to("Période :", strlen("Période :"), "periode"));
    g_assert_true(text_folds_to("Période 2014", strlen("Période"), "periode"));
    g_assert_false(text_folds_to("Période 2014", strlen("Période 2"), "periode"));
    g_assert_false(text_folds_to("Période", strlen("Périod"), "periode"));
    g_assert_false(text_folds_to("", 0, "periode"));
    g_assert_true(text_folds_to("", 0, ""));
}

static void
test_reference(void)
{
    static const Case cases[] = {
        {"RQ-2013-001", "rq2013 001"},
        {"rq 2013/001", "rq2013 001"},
        {"Rq2013 – 001.", "rq2013 001"},
        {"RQ-2013001", "rq2013001"},
        {"1-12", "1 12"},
        {"11-2", "11 2"},
        {"N° 7", "n7"},
        {"Réf. ÉTÉ 12", "refete12"},
        {"12² bis", "12²bis"},
        {"2013-11-26", "2013 11 26"},
        {"—", "-"},
        {"", ""},
    };

    check_cases(text_reference, cases, G_N_ELEMENTS(cases));
}

static void
test_squeeze(void)
{
    static const Case cases[] = {
        {" \u00A0a \t\u202F\n b\u3000", "a b"},
        {"\n", ""},
        {"É", "É"},
    };

    check_cases(text_squeeze, cases, G_N_ELEMENTS(cases));
}

static void
test_french(void)
{
    static const Case cases[] = {
        {"« {value} » : l'élève ?", "«\u00A0{value}\u00A0»\u202F: l’élève\u202F?"},
        {"«oui»", "«\u00A0oui\u00A0»"},
        {"Attention: 50% et 3€; bien!",
         "Attention\u202F: 50\u202F% et 3\u202F€\u202F; bien\u202F!"},
        {"à 12:30, https://exemple.fr/?a=b, urn:copil",
         "à 12:30, https://exemple.fr/?a=b, urn:copil"},
        {"le n° 12 et 1 234 567 élèves", "le n°\u00A012 et 1\u202F234\u202F567 élèves"},
        {"01 40 75 78 00, en 2014 300", "01 40 75 78 00, en 2014 300"},
        {"Quoi ?!", "Quoi\u202F?!"},
        {"(100 %)", "(100\u202F%)"},
        {"motif=\"NC\"", "motif=\"NC\""},
        {"", ""},
    };

    check_cases(text_french, cases, G_N_ELEMENTS(cases));
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *again = text_french(cases[i].expected);
        g_assert_cmpstr(again, ==, cases[i].expected);
    }
}

static void
test_shorten(void)
{
    static const struct {
        const char *text;
        guint max;
        const char *expected;
    } cases[] = {
        {"élève", 5, "élève"},
        {"élève", 4, "élè…"},
        {"élève", 1, "…"},
        {"élève", 0, ""},
        {"a bcd", 3, "a…"},
        {"ae\u0327\u0301z", 5, "ae\u0327\u0301z"},
        {"", 0, ""},
        {"ae\u0327\u0301zz", 4, "a…"}, /* a base is not parted from its marks */
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = text_shorten(cases[i].text, cases[i].max);
        g_assert_cmpstr(got, ==, cases[i].expected);
    }
}

static void
test_id(void)
{
    static const char *const ids[][2] = {{"3f5a0c9d", "3f5a0c9d"},
                                         {" 3F5A0C9D… ", "3f5a0c9d"},
                                         {"3f5a0c9d...", "3f5a0c9d"},
                                         {"0779101Z", "0779101z"},
                                         {"", ""},
                                         {"…", ""},
                                         {"..", ""}};
    for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autofree char *id = text_id(ids[i][0]);
        g_assert_cmpstr(id, ==, ids[i][1]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/text/clean", test_clean);
    g_test_add_func("/text/clean/marks", test_clean_marks);
    g_test_add_func("/text/clean/long", test_clean_long);
    g_test_add_func("/text/clean/length", test_clean_length);
    g_test_add_func("/text/fold", test_fold);
    g_test_add_func("/text/fold-prefix", test_fold_prefix);
    g_test_add_func("/text/reference", test_reference);
    g_test_add_func("/text/squeeze", test_squeeze);
    g_test_add_func("/text/french", test_french);
    g_test_add_func("/text/shorten", test_shorten);
    g_test_add_func("/text/id", test_id);
    return g_test_run();
}
