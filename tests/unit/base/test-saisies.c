/* SPDX-License-Identifier: Apache-2.0
 *
 * What people write, line by line: type, text, verdict, canonical value, remark.
 */
#include <string.h>

#include "base/typing.h"

typedef struct {
    const char *name;
    ValueType type;
    Calendar calendar;
} Kind;

static const Kind kinds[] = {
    {"entier", TYPE_INTEGER, CALENDAR_SCHOOL},
    {"decimal", TYPE_DECIMAL, CALENDAR_SCHOOL},
    {"pourcentage", TYPE_PERCENT, CALENDAR_SCHOOL},
    {"montant", TYPE_AMOUNT, CALENDAR_SCHOOL},
    {"date", TYPE_DATE, CALENDAR_SCHOOL},
    {"periode", TYPE_PERIOD, CALENDAR_SCHOOL},
    {"periode-civile", TYPE_PERIOD, CALENDAR_CIVIL},
    {"ouinon", TYPE_YESNO, CALENDAR_SCHOOL},
    {"uai", TYPE_UAI, CALENDAR_SCHOOL},
    {"siret", TYPE_SIRET, CALENDAR_SCHOOL},
    {"telephone", TYPE_PHONE, CALENDAR_SCHOOL},
    {"courriel", TYPE_EMAIL, CALENDAR_SCHOOL},
    {"texte", TYPE_TEXT, CALENDAR_SCHOOL},
};

static const Kind *
kind_named(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    }
    g_error("unknown type %s", name);
}

static const char *
verdict_of(const Typed *typed)
{
    static const char *const names[] = {
        [TYPED_OK] = "ok",     [TYPED_DOUBT] = "avert", [TYPED_REFUSED] = "refus",
        [TYPED_NONE] = "vide", [TYPED_BLANK] = "blanc",
    };

    return names[typed->state];
}

/* Every refusal and doubt must make a sentence with what typing gave, of the right severity. */
static void
check_sentence(const Typed *typed, const char *text)
{
    g_autoptr(Finding) finding = NULL;

    if (typed->state == TYPED_OK || typed->state >= TYPED_NONE)
        return;
    finding = typed->hint
                  ? finding_new(typed->kind, "FA32-10", NULL, text, "hint", typed->hint, NULL)
                  : finding_new(typed->kind, "FA32-10", NULL, text, NULL);
    g_assert_cmpint(finding->severity, ==,
                    typed->state == TYPED_DOUBT ? SEVERITY_WARNING : SEVERITY_ERROR);
    g_assert_true(g_str_has_suffix(finding->message, "."));
    g_test_message("%s", finding->message);
}

static void
check_line(const char *file, guint number, char **cells)
{
    const Kind *kind = kind_named(cells[0]);
    g_auto(Typed) typed = typing_read(cells[1], kind->type, kind->calendar);
    g_autofree char *expected =
        g_strdup_printf("%s:%u %s %s %s", file, number, cells[1], cells[2], cells[3]);
    g_autofree char *got =
        g_strdup_printf("%s:%u %s %s %s", file, number, cells[1], verdict_of(&typed),
                        typed.canonical ? typed.canonical : "");

    g_assert_cmpstr(got, ==, expected);
    check_sentence(&typed, cells[1]);
}

static void
test_file(gconstpointer data)
{
    const char *file = data;
    const char *source = g_getenv("COPIL_SRCDIR");
    g_autofree char *path =
        g_build_filename(source ? source : ".", "tests", "data", "base", file, NULL);
    g_autofree char *content = NULL;
    guint checked = 0;

    g_assert_true(g_file_get_contents(path, &content, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        if (*lines[i] == '\0' || *lines[i] == '#')
            continue;
        g_assert_cmpuint(g_strv_length(cells), >=, 4);
        check_line(file, i + 1, cells);
        checked++;
    }
    g_assert_cmpuint(checked, >=, 90);
}

/* The one line of saisies.tsv that depends on the calendar. */
static void
test_two_calendars(void)
{
    g_auto(Typed) school = typing_read("1er semestre 2014", TYPE_PERIOD, CALENDAR_SCHOOL);
    g_auto(Typed) civil = typing_read("1er semestre 2014", TYPE_PERIOD, CALENDAR_CIVIL);

    g_assert_cmpint(school.state, ==, TYPED_REFUSED);
    g_assert_cmpint(school.kind, ==, FINDING_PERIOD_AMBIGUOUS);
    g_assert_cmpstr(school.hint, ==,
                    "S1 2013-2014 (de septembre 2013 à janvier 2014) ou S2 2013-2014 (de février à "
                    "août 2014)");
    g_assert_cmpint(civil.state, ==, TYPED_OK);
    g_assert_cmpstr(civil.canonical, ==, "2014-S1");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_data_func("/saisies/reference", "saisies.tsv", test_file);
    g_test_add_data_func("/saisies/more", "saisies-plus.tsv", test_file);
    g_test_add_func("/saisies/two-calendars", test_two_calendars);
    return g_test_run();
}
