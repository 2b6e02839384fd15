/* SPDX-License-Identifier: Apache-2.0
 *
 * Choices among printed answers, and what is told: kind and hint.
 */
#include <string.h>

#include "base/typing.h"

static const char *const academies[][8] = {
    {"CRETEIL", "Créteil", "24", "académie de Créteil", "rectorat de Créteil"},
    {"PARIS", "Paris", "01", "1"},
    {"VERSAILLES", "Versailles", "25"},
    {"IDF", "Île-de-France", "les trois académies"},
};

static const char *const diplomas[][8] = {
    {"GI", "CAP Gardien d'immeubles", "gardien d'immeuble"},
    {"SPVL", "Bac Pro Services de proximité et vie locale", "Bac pro SPVL"},
    {"AEPA", "Bac Pro Animation - enfance et personnes âgées", "Bac pro AEPA"},
    {"PI", "BTS Professions immobilières", "PIM", "BTS PIM", "professions immobilières"},
    {"ESF", "BTS Économie sociale familiale", "économie sociale et familiale"},
    {"CESF", "Diplôme d'État de conseiller en ESF", "DE CESF", "conseiller en ESF"},
};

static const char *const qualities[][8] = {
    {"TS", "très satisfaisante"},
    {"S", "satisfaisante"},
    {"PS", "peu satisfaisante"},
    {"I", "insatisfaisante"},
};

static const char *const regions[][8] = {{"11", "Île-de-France"}, {"84", "Auvergne-Rhône-Alpes"}};

typedef struct {
    const char *text;
    TypedState state;
    const char *canonical;
    FindingKind kind;
    const char *hint;
} Case;

static Typed
choose(const char *text, const char *const (*list)[8], guint count)
{
    const char *const *candidates[8];

    for (guint i = 0; i < count; i++)
        candidates[i] = list[i];
    return typing_read_choice(text, candidates, count);
}

static void
check(const Typed *typed, const Case *expected)
{
    g_autofree char *got = g_strdup_printf("%s %d %s %d %s", expected->text, typed->state,
                                           typed->canonical, typed->kind, typed->hint);
    g_autofree char *want = g_strdup_printf("%s %d %s %d %s", expected->text, expected->state,
                                            expected->canonical, expected->kind, expected->hint);

    g_assert_cmpstr(got, ==, want);
}

static void
check_choices(const Case *cases, gsize count, const char *const (*list)[8], guint items)
{
    for (gsize i = 0; i < count; i++) {
        g_auto(Typed) typed = choose(cases[i].text, list, items);
        check(&typed, &cases[i]);
    }
}

#define OK(text, canonical)                                                                        \
    {                                                                                              \
        text, TYPED_OK, canonical, 0, NULL                                                         \
    }
#define NONE(text)                                                                                 \
    {                                                                                              \
        text, TYPED_NONE, NULL, 0, NULL                                                            \
    }
#define DOUBT(text, canonical, kind, hint)                                                         \
    {                                                                                              \
        text, TYPED_DOUBT, canonical, FINDING_##kind, hint                                         \
    }
#define REFUSED(text, kind, hint)                                                                  \
    {                                                                                              \
        text, TYPED_REFUSED, NULL, FINDING_##kind, hint                                            \
    }

static void
test_academies(void)
{
    static const char all[] = "CRETEIL, PARIS, VERSAILLES, IDF";
    static const Case cases[] = {
        OK("CRETEIL", "CRETEIL"),
        OK("créteil", "CRETEIL"),
        OK(" Cre\u0301teil. ", "CRETEIL"),
        OK("acad. de Créteil", "CRETEIL"),
        OK("Académie de Paris", "PARIS"),
        OK("01", "PARIS"),
        OK("Ile de France", "IDF"),
        OK("ILE DE FRANCE", "IDF"),
        OK("l’Île\u2011de\u2011France", "IDF"),
        OK("C R E T E I L", "CRETEIL"),
        OK("CRETEIL - Créteil", "CRETEIL"),
        OK("[x] CRETEIL [ ] PARIS", "CRETEIL"),
        OK("☐ Créteil ☐ Paris ☒ Versailles", "VERSAILLES"),
        OK("Créteil ☐ Paris ☑ Versailles ☐", "PARIS"),
        DOUBT("Versail", "VERSAILLES", CHOICE_CLOSE, "Versailles"),
        DOUBT("Créteil (94)", "CRETEIL", CHOICE_CLOSE, "Créteil"),
        DOUBT("rectorat", "CRETEIL", CHOICE_CLOSE, "Créteil"),
        REFUSED("Creteille", CHOICE_UNKNOWN, all),
        REFUSED("Lyon", CHOICE_UNKNOWN, all),
        REFUSED("Cr", CHOICE_UNKNOWN, all),
        REFUSED("hors Paris", CHOICE_UNKNOWN, all),
        REFUSED("25 rue de la Paix", CHOICE_UNKNOWN, all),
        REFUSED("Paris et Créteil", CHOICE_AMBIGUOUS, "CRETEIL (Créteil), PARIS (Paris)"),
        REFUSED("☒ CRETEIL ☒ PARIS ☐ IDF", CHOICE_SEVERAL, "CRETEIL, PARIS"),
        REFUSED("☐ CRETEIL ☐ PARIS", CHOICE_NONE_TICKED, NULL),
        REFUSED("☒ CRETEIL PARIS", CHOICE_AMBIGUOUS, "CRETEIL (Créteil), PARIS (Paris)"),
        NONE("NC"),
        NONE("-"),
        NONE("sans objet"),
        {"  \u00A0", TYPED_BLANK, NULL, 0, NULL},
        {"........", TYPED_BLANK, NULL, 0, NULL},
    };

    check_choices(cases, G_N_ELEMENTS(cases), academies, G_N_ELEMENTS(academies));
}

static void
test_diplomas(void)
{
    static const char all[] = "GI, SPVL, AEPA, PI, ESF, CESF";
    static const Case cases[] = {
        OK("bts pim", "PI"),
        OK("B.T.S. P.I.M.", "PI"),
        OK("Les professions immobilieres", "PI"),
        OK("CAP gardien d’immeubles", "GI"),
        OK("conseiller en ESF", "CESF"),
        DOUBT("conseiller en ESF, 2e année", "CESF", CHOICE_CLOSE,
              "Diplôme d'État de conseiller en ESF"),
        DOUBT("gardien", "GI", CHOICE_CLOSE, "CAP Gardien d'immeubles"),
        DOUBT("BTS PIM 2e année", "PI", CHOICE_CLOSE, "BTS Professions immobilières"),
        DOUBT("GI 1re année", "GI", CHOICE_CLOSE, "CAP Gardien d'immeubles"),
        DOUBT("proximité et vie locale", "SPVL", CHOICE_CLOSE,
              "Bac Pro Services de proximité et vie locale"),
        REFUSED("gi 1re année", CHOICE_UNKNOWN, all), /* two small letters are no code */
        REFUSED("bac pro", CHOICE_AMBIGUOUS,
                "SPVL (Bac Pro Services de proximité et vie locale), "
                "AEPA (Bac Pro Animation - enfance et personnes âgées)"),
        REFUSED("SPVL/AEPA", CHOICE_AMBIGUOUS,
                "SPVL (Bac Pro Services de proximité et vie locale), "
                "AEPA (Bac Pro Animation - enfance et personnes âgées)"),
        REFUSED("CAP cuisine", CHOICE_UNKNOWN, all),
    };

    check_choices(cases, G_N_ELEMENTS(cases), diplomas, G_N_ELEMENTS(diplomas));
}

static void
test_short_codes(void)
{
    static const Case cases[] = {
        OK("s", "S"),
        OK("Très satisfaisante", "TS"),
        OK("satisfaisante", "S"),
        OK("☐ TS ☐ S ☒ PS ☐ I", "PS"),
        OK("☒ TS très satisfaisante ☐ S satisfaisante", "TS"),
        DOUBT("plutôt satisfaisante", "S", CHOICE_CLOSE, "satisfaisante"),
        REFUSED("TS / S", CHOICE_AMBIGUOUS, "TS (très satisfaisante), S (satisfaisante)"),
        REFUSED("entre S et PS", CHOICE_AMBIGUOUS, "PS (peu satisfaisante), S (satisfaisante)"),
        DOUBT("très satisfaisante cette année", "TS", CHOICE_CLOSE, "très satisfaisante"),
        REFUSED("pas satisfaisante", CHOICE_UNKNOWN, "TS, S, PS, I"),
        DOUBT("satis", "S", CHOICE_CLOSE, "satisfaisante"),
    };

    check_choices(cases, G_N_ELEMENTS(cases), qualities, G_N_ELEMENTS(qualities));
    g_auto(Typed) unknown = choose("Corse", regions, G_N_ELEMENTS(regions));
    g_assert_cmpstr(unknown.hint, ==, "Île-de-France, Auvergne-Rhône-Alpes");
}

/* What is told beside the verdicts of saisies.tsv. */
static void
test_kinds(void)
{
    static const struct {
        ValueType type;
        Case expected;
    } cases[] = {
        {TYPE_INTEGER, REFUSED("l2", NUMBER_LETTERS, "12")},
        {TYPE_INTEGER, REFUSED("1O", NUMBER_LETTERS, "10")},
        {TYPE_INTEGER, REFUSED("12/03/2014", NUMBER_IS_DATE, NULL)},
        {TYPE_INTEGER, REFUSED("30 à 40", NUMBER_RANGE, NULL)},
        {TYPE_INTEGER, REFUSED("-3", NUMBER_NEGATIVE, NULL)},
        {TYPE_INTEGER, REFUSED("1 2 3", NUMBER_SEVERAL, NULL)},
        {TYPE_INTEGER, REFUSED("12 (treize)", NUMBER_CONTRADICTION, NULL)},
        {TYPE_INTEGER, REFUSED("plus de 30", NUMBER_BOUND, NULL)},
        {TYPE_INTEGER, REFUSED("30+", NUMBER_BOUND, NULL)},
        {TYPE_INTEGER, REFUSED("quelques-uns", NUMBER_VAGUE, NULL)},
        {TYPE_INTEGER, REFUSED("3 par classe", NUMBER_RATE, NULL)},
        {TYPE_INTEGER, REFUSED("2 classes", NUMBER_GROUPS, NULL)},
        {TYPE_INTEGER, REFUSED("12 sur 24", NUMBER_FRACTION, NULL)},
        {TYPE_INTEGER, REFUSED("50 %", NUMBER_IS_PERCENT, NULL)},
        {TYPE_INTEGER, REFUSED("12,5", INTEGER_EXPECTED, NULL)},
        {TYPE_INTEGER, REFUSED("1000000000000", NUMBER_TOO_LARGE, NULL)},
        {TYPE_INTEGER, REFUSED("2000000 millions", NUMBER_TOO_LARGE, NULL)},
        {TYPE_INTEGER, REFUSED("oui", NUMBER_EXPECTED, NULL)},
        {TYPE_INTEGER, DOUBT("1.234", "1234", NUMBER_THOUSANDS, "1\u202F234")},
        {TYPE_INTEGER, DOUBT("environ 30", "30", NUMBER_APPROXIMATE, "30")},
        {TYPE_INTEGER, DOUBT("douze", "12", NUMBER_WORDS, "12")},
        {TYPE_INTEGER, DOUBT("24 dont 9 filles", "24", NUMBER_REMARK, "24")},
        {TYPE_DECIMAL, DOUBT("7.250", "7.25", NUMBER_POINT, "7,25")},
        {TYPE_DECIMAL, DOUBT("7,33335", "7.3334", NUMBER_ROUNDED, "7,3334")},
        {TYPE_PERCENT, DOUBT("0,125", "0.125", PERCENT_RATIO, "0,125")},
        {TYPE_PERCENT, REFUSED("120 %", PERCENT_OVER, NULL)},
        {TYPE_AMOUNT, DOUBT("1,5 k€", "1500", NUMBER_MULTIPLIED, "1\u202F500")},
        {TYPE_AMOUNT, REFUSED("1,234 €", AMOUNT_COMMA, "1,234 € ou 1234 €")},
        {TYPE_DATE, REFUSED("03/13/2014", DATE_MONTH_SWAPPED, "13 mars 2014")},
        {TYPE_DATE, REFUSED("13/13/2014", DATE_MONTH_IMPOSSIBLE, NULL)},
        {TYPE_DATE, REFUSED("29/02/2014", DATE_DAY_IMPOSSIBLE, "février 2014 compte 28 jours")},
        {TYPE_DATE, REFUSED("30/02/2012", DATE_DAY_IMPOSSIBLE, "février 2012 compte 29 jours")},
        {TYPE_DATE, REFUSED("mars 2014", DATE_DAY_MISSING, NULL)},
        {TYPE_DATE, REFUSED("12 mars", DATE_YEAR_MISSING, NULL)},
        {TYPE_DATE, REFUSED("12 mars 14h", DATE_YEAR_MISSING, NULL)},
        {TYPE_DATE, REFUSED("12 et 13 mars 2014", DATE_SEVERAL, NULL)},
        {TYPE_DATE, REFUSED("31/12/1989", DATE_YEAR_ODD, NULL)},
        {TYPE_DATE, OK("01/01/1990", "1990-01-01")},
        {TYPE_DATE, OK("31/12/2099", "2099-12-31")},
        {TYPE_DATE, REFUSED("01/01/2100", DATE_YEAR_ODD, NULL)},
        {TYPE_DATE, DOUBT("01/01/90", "1990-01-01", DATE_SHORT_YEAR, "1er janvier 1990")},
        {TYPE_DATE, DOUBT("01/01/89", "2089-01-01", DATE_SHORT_YEAR, "1er janvier 2089")},
        {TYPE_DATE, REFUSED("l2/03/2014", DATE_LETTERS, "12 mars 2014")},
        {TYPE_DATE,
         DOUBT("lundi 12 mars 2014", "2014-03-12", DATE_WEEKDAY, "mercredi 12 mars 2014")},
        {TYPE_PERIOD, REFUSED("2014", PERIOD_AMBIGUOUS, "2013-2014 ou 2014-2015")},
        {TYPE_PERIOD, REFUSED("2013-2015", PERIOD_NOT_SCHOOL_YEAR, "2013-2014")},
        {TYPE_PERIOD, REFUSED("2014-2013", PERIOD_NOT_SCHOOL_YEAR, "2013-2014")},
        {TYPE_PERIOD, REFUSED("T1 2014", PERIOD_NEITHER, "S1 2013-2014")},
        {TYPE_PERIOD, REFUSED("2e semestre", PERIOD_YEAR_MISSING, "S1 2013-2014")},
        {TYPE_PERIOD, DOUBT("S2 13-14", "2013-2014-S2", PERIOD_DOUBT, "2e semestre 2013-2014")},
        {TYPE_YESNO, REFUSED("oui / non", YESNO_BOTH, NULL)},
        {TYPE_YESNO, REFUSED("peut-être", YESNO_EXPECTED, NULL)},
        {TYPE_YESNO, DOUBT("non, pas encore", "false", YESNO_DOUBT, "non")},
        {TYPE_UAI, REFUSED("0951099B", UAI_KEY, "D")},
        {TYPE_UAI, REFUSED("0951909D", UAI_KEY, "J")},
        {TYPE_UAI, REFUSED("0951099", UAI_LETTER_MISSING, "0951099D")},
        {TYPE_UAI, REFUSED("0951099D ou 0951909J", UAI_SEVERAL, NULL)},
        {TYPE_UAI, DOUBT("951099d", "0951099D", UAI_DOUBT, "0951099D")},
        {TYPE_SIRET, DOUBT("552081317", "552081317", SIRET_SIREN, NULL)},
        {TYPE_SIRET, REFUSED("55208131766523", SIRET_KEY, NULL)},
        {TYPE_SIRET, REFUSED("552081318", SIREN_KEY, NULL)},
        {TYPE_PHONE, DOUBT("140757800", "+33140757800", PHONE_DOUBT, "01 40 75 78 00")},
        {TYPE_PHONE, REFUSED("0140757800 0612345678", PHONE_SEVERAL, NULL)},
        {TYPE_EMAIL, REFUSED("jérôme@exemple.fr", EMAIL_CLOSE, "jerome@exemple.fr")},
        {TYPE_EMAIL, REFUSED("a@b.fr, c@d.fr", EMAIL_SEVERAL, NULL)},
        {TYPE_EMAIL, REFUSED("a@b.fr\nBcc: c@d.fr", EMAIL_SEVERAL, NULL)},
        {TYPE_INTEGER, REFUSED("1\n234", NUMBER_SEVERAL, NULL)},
        {TYPE_INTEGER, REFUSED("1 \t 234", NUMBER_SEVERAL, NULL)},
        {TYPE_INTEGER, OK("1\u00A0234\n", "1234")},
        {TYPE_INTEGER, OK("12\nélèves", "12")},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Typed) typed = typing_read(cases[i].expected.text, cases[i].type, CALENDAR_SCHOOL);
        check(&typed, &cases[i].expected);
    }
}

static void
test_texts(void)
{
    g_auto(Typed) line = typing_read(" Lycée\n\tGalilée\u00A0 ", TYPE_TEXT, CALENDAR_SCHOOL);
    g_auto(Typed) pages =
        typing_read("\r\n  Un.\r\n\r\nDeux\u202E.  \n", TYPE_LONGTEXT, CALENDAR_SCHOOL);
    g_auto(Typed) none = typing_read("s.o.", TYPE_LONGTEXT, CALENDAR_SCHOOL);
    g_auto(Typed) blank = typing_read(" \n\t", TYPE_LONGTEXT, CALENDAR_SCHOOL);

    g_assert_cmpstr(line.canonical, ==, "Lycée Galilée");
    g_assert_cmpstr(pages.canonical, ==, "Un.\n\nDeux.");
    g_assert_cmpint(none.state, ==, TYPED_NONE);
    g_assert_cmpint(blank.state, ==, TYPED_BLANK);
}

/* Whatever is sent, every type answers, quickly and with no more than one meaning. */
static void
test_hostile(void)
{
    static const char *const pieces[] = {
        "1 ",    "1.",        "1,",  "'",    "-", "( ",     "douze ", "☒",
        "l",     "[x]",       "@",   "\xff", "/", "mars ",  "\u0301", "S1 ",
        "2013-", "0951099D ", "et ", "%",    "€", "vingt-", "[",      "(x"};

    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        for (guint repeat = 1; repeat <= 5000; repeat *= 17) {
            g_autoptr(GString) text = g_string_new(NULL);
            for (guint j = 0; j < repeat; j++)
                g_string_append(text, pieces[i]);
            for (guint type = 0; type < TYPE_COUNT; type++) {
                if (type == TYPE_CHOICE)
                    continue;
                g_auto(Typed) typed = typing_read(text->str, type, CALENDAR_CIVIL);
                g_assert_cmpint(typed.canonical != NULL, ==, typed.state <= TYPED_DOUBT);
            }
            g_auto(Typed) chosen = choose(text->str, diplomas, G_N_ELEMENTS(diplomas));
            g_assert_cmpint(chosen.canonical != NULL, ==, chosen.state <= TYPED_DOUBT);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/choice/academies", test_academies);
    g_test_add_func("/choice/diplomas", test_diplomas);
    g_test_add_func("/choice/short-codes", test_short_codes);
    g_test_add_func("/typing/kinds", test_kinds);
    g_test_add_func("/typing/texts", test_texts);
    g_test_add_func("/typing/hostile", test_hostile);
    return g_test_run();
}
