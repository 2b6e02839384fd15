/* SPDX-License-Identifier: Apache-2.0
 *
 * fixture.h - a report's input made by hand over the definition in forms/: any number of
 * organisations, figures by rule (no chance in them), names and texts of any length.
 */
#pragma once

#include <string.h>

#include "report/report.h"

typedef struct {
    guint schools;      /* participants of the first kind */
    guint years;        /* with figures: 0, 1 or 2 */
    const char *name;   /* of each school, before its number; NULL: an ordinary one */
    const char *words;  /* text that schools give; NULL: an ordinary one */
    gboolean committee; /* with forms/…/committee.xml */
    gboolean masked;    /* every third cell is masked */
} FixtureOptions;

typedef struct {
    Definition *definition;
    GPtrArray *figures, *expectations, *submissions;
    ReportInput input;
    guint next; /* what the next number is made from */
} Fixture;

static inline GBytes *
fixture_read(const char *relative)
{
    const char *root = g_getenv("COPIL_SRCDIR");
    g_autofree char *path = g_build_filename(root ? root : ".", relative, NULL);
    char *text = NULL;
    gsize length = 0;

    g_file_get_contents(path, &text, &length, NULL);
    return text ? g_bytes_new_take(text, length) : NULL;
}

static inline char *
fixture_uai(guint number)
{
    static const char KEYS[] = "ABCDEFGHJKLMNPRSTUVWXYZ";

    return g_strdup_printf("%07u%c", number, KEYS[number % 23]);
}

static inline char *
fixture_siret(guint number)
{
    for (guint last = 0; last < 10; last++) {
        g_autofree char *siret = g_strdup_printf("90%07u%04u%u", number, number % 977, last);
        if (siret_key_valid(siret))
            return g_steal_pointer(&siret);
    }
    return NULL;
}

static inline GBytes *
fixture_participants(const FixtureOptions *options)
{
    static const struct {
        const char *code;
        guint department;
    } ACADEMIES[] = {{"CRETEIL", 930000}, {"PARIS", 750000}, {"VERSAILLES", 780000}};
    GString *csv = g_string_new("identifiant;type;nom;territoire;courriel\n");

    g_string_append(csv, "USH;ush;Union sociale pour l’habitat;IDF;ush@example.org\n"
                         "AFPOLS;afpols;Afpols;IDF;afpols@example.org\n");
    for (guint i = 0; i < 3; i++)
        g_string_append_printf(csv, "%s;academie;Académie de %s;%s;%s@example.org\n",
                               ACADEMIES[i].code, ACADEMIES[i].code, ACADEMIES[i].code,
                               ACADEMIES[i].code);
    for (guint i = 0; i < options->schools; i++) {
        g_autofree char *uai = fixture_uai(ACADEMIES[i % 3].department + i + 1);
        g_string_append_printf(csv, "%s;school;%s %u;%s;e%u@example.org\n", uai,
                               options->name ? options->name : "Lycée professionnel Imaginaire",
                               i + 1, ACADEMIES[i % 3].code, i);
    }
    for (guint i = 0; i < 2 + options->schools / 10; i++) {
        g_autofree char *siret = fixture_siret(i + 1);
        g_string_append_printf(csv,
                               "%s;landlord;Office public Fictif-Habitat %u;IDF;b%u@example.org\n",
                               siret, i + 1, i);
    }
    return g_string_free_to_bytes(csv);
}

/* ---- submissions and expectations ---- */
static inline char *
fixture_hash(guint number)
{
    g_autofree char *text = g_strdup_printf("message %u", number);

    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
}

static inline Submission *
fixture_submission(Fixture *fixture, const Sheet *sheet, const char *organisation,
                   const char *period)
{
    Submission *submission = g_new0(Submission, 1);

    submission->message = fixture_hash(fixture->submissions->len);
    submission->id = g_strndup(submission->message + 16, 16);
    submission->part = g_strdup("1");
    submission->sheet = g_strdup(sheet->id);
    submission->organisation = g_strdup(organisation);
    submission->period = g_strdup(period);
    submission->verdict = VERDICT_ACCEPTED;
    submission->received = 1435701600 + 3600 * (gint64)fixture->submissions->len;
    submission->findings = findings_new();
    g_ptr_array_add(fixture->submissions, submission);
    return submission;
}

static inline void
fixture_expect(Fixture *fixture, const Sheet *sheet, const Participant *participant,
               const char *period)
{
    guint nth = fixture->expectations->len;
    Expectation *expectation = g_new0(Expectation, 1);

    expectation->sheet = sheet;
    expectation->period = g_strdup(period);
    expectation->participant = participant;
    expectation->due = date_parse("2015-07-15");
    expectation->state = nth % 7 == 3    ? EXPECTED_MISSING
                         : nth % 11 == 5 ? EXPECTED_REFUSED
                         : nth % 13 == 6 ? EXPECTED_LATE
                                         : EXPECTED_RECEIVED;
    if (expectation->state == EXPECTED_RECEIVED || expectation->state == EXPECTED_LATE) {
        const Submission *made = fixture_submission(fixture, sheet, participant->id, period);
        expectation->submission = g_strdup(made->id);
    }
    g_ptr_array_add(fixture->expectations, expectation);
}

static inline void
fixture_expectations(Fixture *fixture)
{
    const Convention *convention = fixture->definition->convention;

    for (guint s = 0; s < convention->sheets->len; s++) {
        const Sheet *sheet = convention->sheets->pdata[s];
        for (guint half = 1; sheet->adopted && half <= (sheet->per == PER_HALF ? 2u : 1u); half++) {
            g_autofree char *period = sheet->per == PER_HALF
                                          ? g_strdup_printf("2014-2015-S%u", half)
                                          : g_strdup("2014-2015");
            if (sheet->per == PER_EVENT) {
                fixture_submission(fixture, sheet, "USH", period);
                continue;
            }
            for (guint i = 0; i < fixture->definition->participants->list->len; i++) {
                const Participant *p = fixture->definition->participants->list->pdata[i];
                if (sheet_filled_by(sheet, p->kind->id))
                    fixture_expect(fixture, sheet, p, period);
            }
        }
    }
}

/* ---- figures ---- */
static inline void
fixture_source_free(gpointer data)
{
    FigureSource *source = data;

    g_free(source->submission);
    g_free(source->organisation);
    g_free(source->value);
    g_free(source->original);
    g_free(source);
}

static inline void
fixture_figure_free(gpointer data)
{
    Figure *figure = data;

    g_free(figure->period);
    g_strfreev(figure->scope);
    g_free(figure->value);
    g_free(figure->numerator);
    g_free(figure->denominator);
    g_ptr_array_unref(figure->sources);
    g_free(figure);
}

static inline void
fixture_sources(Fixture *fixture, Figure *figure, const FixtureOptions *options)
{
    Aggregation how = figure->indicator->aggregation;

    for (guint i = 0; i < fixture->submissions->len; i++) {
        const Submission *submission = fixture->submissions->pdata[i];
        FigureSource *source;
        if (strcmp(submission->sheet, figure->indicator->sheet->id) != 0)
            continue;
        if (how == AGGREGATE_TEXTS && figure->sources->len == 4)
            break;
        source = g_new0(FigureSource, 1);
        source->submission = g_strdup(submission->id);
        source->organisation = g_strdup(submission->organisation);
        source->original = g_strdup(submission->message);
        source->value = g_strdup(
            how == AGGREGATE_TEXTS
                ? (options->words ? options->words
                                  : "Les élèves ont préparé leur visite avec deux questions "
                                    "chacun ; le gardien d’immeubles y a répondu sur place. Les "
                                    "photographies servent maintenant en classe de seconde.")
            : how == AGGREGATE_DATES ? "2014-01-15"
                                     : "3");
        g_ptr_array_add(figure->sources, source);
    }
}

static inline void
fixture_values(Fixture *fixture, Figure *figure)
{
    guint n = 3 + fixture->next * 37 % 211, d = n + fixture->next * 17 % 97;

    fixture->next++;
    figure->numerator = g_strdup_printf("%u", n);
    switch (figure->indicator->aggregation) {
    case AGGREGATE_RATIO:
    case AGGREGATE_SHARE:
        figure->denominator = g_strdup_printf("%u", d);
        figure->value = g_strdup_printf("%u.%u", n * 100 / d, n * 1000 / d % 10);
        break;
    case AGGREGATE_MEAN:
        figure->value = g_strdup("7.6");
        break;
    case AGGREGATE_BESIDE:
        figure->denominator = g_strdup_printf("%u", d);
        break;
    default:
        figure->value = g_strdup(figure->numerator);
    }
}

static inline void
fixture_figure(Fixture *fixture, const Indicator *indicator, const char *period,
               const char *const *scope, const FixtureOptions *options)
{
    static const char *const WHOLE[] = {NULL};
    Figure *figure = g_new0(Figure, 1);

    figure->indicator = indicator;
    figure->period = g_strdup(period);
    figure->scope = g_strdupv((char **)(scope ? scope : WHOLE));
    figure->sources = g_ptr_array_new_with_free_func(fixture_source_free);
    figure->expected = options->schools + 2;
    figure->respondents = options->schools;
    fixture_values(fixture, figure);
    if (scope && options->masked && fixture->next % 3 == 0) {
        figure->masked = TRUE;
        g_clear_pointer(&figure->value, g_free);
        g_clear_pointer(&figure->numerator, g_free);
        g_clear_pointer(&figure->denominator, g_free);
    }
    if (!scope)
        fixture_sources(fixture, figure, options);
    g_ptr_array_add(fixture->figures, figure);
}

static inline GPtrArray *
fixture_codes(const Fixture *fixture, const char *list)
{
    GPtrArray *codes = g_ptr_array_new_with_free_func(g_free);
    const CodeList *found = convention_list(fixture->definition->convention, list);

    for (guint i = 0; found && i < found->items->len; i++) {
        const Item *item = found->items->pdata[i];
        if (!item->from && !item->kinds)
            g_ptr_array_add(codes, g_strdup(item->code));
    }
    if (strcmp(list, "kind") == 0)
        g_ptr_array_add(codes, g_strdup("landlord"));
    return codes;
}

static inline void
fixture_breakdown(Fixture *fixture, const Indicator *indicator, const char *period, char **by,
                  const FixtureOptions *options)
{
    g_autoptr(GPtrArray) first = fixture_codes(fixture, by[0]);
    g_autoptr(GPtrArray) second = by[1] ? fixture_codes(fixture, by[1]) : NULL;

    for (guint i = 0; i < first->len; i++) {
        const char *scope[] = {by[0], first->pdata[i], by[1], NULL, NULL};
        if (!second)
            fixture_figure(fixture, indicator, period, scope, options);
        for (guint k = 0; second && k < second->len; k++) {
            scope[3] = second->pdata[k];
            fixture_figure(fixture, indicator, period, scope, options);
        }
    }
}

static inline void
fixture_indicator(Fixture *fixture, const Indicator *indicator, const char *period,
                  const FixtureOptions *options)
{
    fixture_figure(fixture, indicator, period, NULL, options);
    for (guint i = 0; i < indicator->breakdowns->len; i++)
        fixture_breakdown(fixture, indicator, period,
                          ((const Breakdown *)indicator->breakdowns->pdata[i])->by, options);
    if (indicator->aggregation == AGGREGATE_DISTRIBUTION) {
        const Operand *operand = indicator->numerator->pdata[0];
        char *by[] = {operand->field->list->id, NULL};
        fixture_breakdown(fixture, indicator, period, by, options);
    }
}

static inline void
fixture_figures(Fixture *fixture, const FixtureOptions *options)
{
    static const char *const PERIODS[] = {"2014-2015-S1", "2014-2015-S2", "2014-2015", "2013-2014"};
    guint count = options->years == 0 ? 0 : options->years == 1 ? 3 : 4;
    const Convention *convention = fixture->definition->convention;

    for (guint s = 0; s < convention->sheets->len; s++) {
        const Sheet *sheet = convention->sheets->pdata[s];
        for (guint i = 0; sheet->adopted && i < sheet->indicators->len; i++)
            for (guint p = 0; p < count; p++)
                if (sheet->per == PER_HALF || p >= 2)
                    fixture_indicator(fixture, sheet->indicators->pdata[i], PERIODS[p], options);
    }
}

/* ---- all ---- */
static inline void
fixture_expectation_free(gpointer data)
{
    Expectation *expectation = data;

    g_free(expectation->period);
    g_free(expectation->why);
    g_free(expectation->submission);
    g_free(expectation);
}

static inline Fixture *
fixture_new(const FixtureOptions *options)
{
    Fixture *fixture = g_new0(Fixture, 1);
    g_autoptr(GBytes) convention = fixture_read("forms/idf-2013/convention.xml");
    g_autoptr(GBytes) participants = fixture_participants(options);
    g_autoptr(GBytes) committee =
        options->committee ? fixture_read("forms/idf-2013/committee.xml") : NULL;
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);

    fixture->definition = definition_load(convention, participants, committee, mistakes);
    for (guint i = 0; i < mistakes->len; i++)
        g_test_message("%s", ((const Mistake *)mistakes->pdata[i])->message);
    g_assert_nonnull(fixture->definition);
    fixture->figures = g_ptr_array_new_with_free_func(fixture_figure_free);
    fixture->expectations = g_ptr_array_new_with_free_func(fixture_expectation_free);
    fixture->submissions = g_ptr_array_new_with_free_func((GDestroyNotify)submission_free);
    if (options->years)
        fixture_expectations(fixture);
    fixture_figures(fixture, options);
    fixture->input = (ReportInput){
        .definition = fixture->definition,
        .period = options->years ? "2014-2015" : NULL,
        .figures = fixture->figures,
        .expectations = fixture->expectations,
        .submissions = fixture->submissions,
        .seal = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        .date = 1442397600, /* 16 September 2015 */
    };
    fixture->input.counts[VERDICT_ACCEPTED] = fixture->submissions->len;
    fixture->input.counts[VERDICT_REFUSED] = options->years ? 7 : 0;
    fixture->input.counts[VERDICT_BY_HAND] = options->years ? 2 : 0;
    return fixture;
}

static inline void
fixture_free(Fixture *fixture)
{
    g_ptr_array_unref(fixture->figures);
    g_ptr_array_unref(fixture->expectations);
    g_ptr_array_unref(fixture->submissions);
    definition_free(fixture->definition);
    g_free(fixture);
}
