/* SPDX-License-Identifier: Apache-2.0
 *
 * School and civil years and their halves.
 */
#include <string.h>

#include "base/text.h"
#include "base/typing-parts.h"

#define YEARS_MAX 4

typedef struct {
    Calendar calendar;
    Tokens tokens;
    int years[YEARS_MAX];
    guint count;
    int half;
    int first_month, last_month;
    gboolean shortened, session, beginning, neither, remark, unknown;
} Naming;

/* ---- what is written ---- */

static const char *const half_names[] = {"semestre", "semestres", "sem", NULL};

/* "1er semestre", "second sem.": 1, 2, or 0. */
static int
ordinal_half(const Token *token)
{
    static const char *const first[] = {"1", "premier", "i", "ier", NULL};
    static const char *const second[] = {"2", "deuxieme", "second", "ii", "iie", "iieme", NULL};

    if (token_in(token, first))
        return 1;
    return token_in(token, second) ? 2 : 0;
}

static gboolean
take_half(Naming *naming)
{
    static const char *const endings[] = {"er", "e", "eme", "nd", "°", NULL};
    Tokens *tokens = &naming->tokens;
    guint start = tokens->at;

    naming->half = ordinal_half(tokens_peek(tokens, 0));
    if (naming->half) {
        tokens->at++;
        tokens_take_any(tokens, endings);
        if (tokens_take_any(tokens, half_names))
            return TRUE;
    }
    tokens->at = start;
    naming->half = 0;
    if (tokens_take_any(tokens, half_names) || tokens_take(tokens, "s")) {
        tokens_take(tokens, ".");
        tokens_take_phrase(tokens, "n °");
        naming->half = ordinal_half(tokens_peek(tokens, 0));
        tokens->at = naming->half ? tokens->at + 1 : start;
    }
    return naming->half != 0;
}

static void
add_year(Naming *naming, int year)
{
    if (naming->count == YEARS_MAX)
        naming->unknown = TRUE;
    else
        naming->years[naming->count++] = year;
}

/* "2013", "13-14", "2013-14": two figures are a year only beside the year that comes before. */
static gboolean
take_years(Naming *naming)
{
    static const char *const links[] = {"-", "/", "a", NULL};
    Tokens *tokens = &naming->tokens;
    gboolean first_short, second_short;
    int first = year_of(tokens_peek(tokens, 0), &first_short);
    guint link = token_in(tokens_peek(tokens, 1), links) ? 2 : 1;
    int second = year_of(tokens_peek(tokens, link), &second_short);

    if (first && second == first + 1 && second_short) {
        add_year(naming, first);
        add_year(naming, second);
        naming->shortened = TRUE;
        tokens->at += link + 1;
        return TRUE;
    }
    if (!first || first_short)
        return FALSE;
    add_year(naming, first);
    tokens->at++;
    return TRUE;
}

/* "du 1er septembre": the month, and the day before it when it is its first or its last. */
static gboolean
take_month_name(Naming *naming)
{
    Tokens *tokens = &naming->tokens;
    guint skip = 0;

    if (token_is(tokens_peek(tokens, 0), "1") || token_is(tokens_peek(tokens, 0), "01"))
        skip = token_is(tokens_peek(tokens, 1), "er") ? 2 : 1;
    else if (token_number(tokens_peek(tokens, 0)) >= 28 &&
             token_number(tokens_peek(tokens, 0)) <= 31)
        skip = 1;
    int month = month_of(tokens_peek(tokens, skip));
    if (!month)
        return FALSE;
    if (!naming->first_month)
        naming->first_month = month;
    else if (!naming->last_month)
        naming->last_month = month;
    else
        naming->unknown = TRUE;
    tokens->at += skip + 1;
    return TRUE;
}

static void
read_all(Naming *naming)
{
    static const char *const fillers[] = {
        "annee", "scolaire", "civile", "periode", "exercice", "l",  "de",   "du",
        "la",    "le",       "d",      "'",       "a",        "au", "-",    "/",
        "(",     ")",        ",",      ".",       ":",        "as", "pour", NULL};
    static const char *const neither[] = {"trimestre", "trim", "quadrimestre", "mois", NULL};
    static const char *const changing[] = {"hors",  "sauf",   "sans", "avant",
                                           "apres", "depuis", "ou",   NULL};
    gboolean school = naming->calendar == CALENDAR_SCHOOL;
    Tokens *tokens = &naming->tokens;

    for (const Token *next; (next = tokens_peek(tokens, 0))->kind != TOKEN_END;) {
        const Token *after = tokens_peek(tokens, 1);
        if ((!naming->half && take_half(naming)) || take_years(naming) || take_month_name(naming))
            continue;
        if (token_in(next, neither) ||
            (token_is(next, "t") && after->kind == TOKEN_DIGITS && after->glued))
            naming->neither = TRUE;
        else if (token_is(next, "session"))
            naming->session = TRUE;
        else if (token_is(next, "rentree"))
            naming->beginning = TRUE;
        else if (next->kind == TOKEN_DIGITS || token_in(next, changing) ||
                 token_in(next, half_names)) /* a "troisième semestre" */
            naming->unknown = TRUE;
        else if (token_is(next, school ? "civile" : "scolaire"))
            naming->remark = TRUE;
        else if (!token_in(next, fillers) && !(token_is(next, "s") && token_is(after, ".")))
            naming->remark = TRUE;
        tokens->at++;
    }
}

/* ---- what it means ---- */

static Typed
result(const Naming *naming, int year, int half, gboolean doubt)
{
    Period period = {naming->calendar, year, half};

    if (!doubt && !naming->shortened && !naming->remark)
        return typed_ok(period_text(period));
    g_autofree char *label = period_label(period);
    return typed_doubt(period_text(period), FINDING_PERIOD_DOUBT, label);
}

/* An example in the calendar, of a half or a year. */
static Typed
refused(const Naming *naming, FindingKind kind, gboolean half)
{
    gboolean school = naming->calendar == CALENDAR_SCHOOL;

    if (half)
        return typed_refused(kind, school ? "S1 2013-2014" : "S1 2014");
    return typed_refused(kind, school ? "2013-2014" : "2014");
}

/* A range of months that is exactly a period; in summer the year ends early for many. */
static Typed
read_months(const Naming *naming)
{
    static const struct {
        Calendar calendar;
        int first, last, years, half, before;
    } ranges[] = {
        {CALENDAR_SCHOOL, 9, 1, 1, 1, 0}, {CALENDAR_SCHOOL, 2, 8, 0, 2, 1},
        {CALENDAR_SCHOOL, 2, 7, 0, 2, 1}, {CALENDAR_SCHOOL, 2, 6, 0, 2, 1},
        {CALENDAR_SCHOOL, 9, 8, 1, 0, 0}, {CALENDAR_SCHOOL, 9, 7, 1, 0, 0},
        {CALENDAR_SCHOOL, 9, 6, 1, 0, 0}, {CALENDAR_CIVIL, 1, 6, 0, 1, 0},
        {CALENDAR_CIVIL, 7, 12, 0, 2, 0}, {CALENDAR_CIVIL, 1, 12, 0, 0, 0},
    };
    int first = naming->years[0], last = naming->years[naming->count - 1];

    for (guint i = 0; i < G_N_ELEMENTS(ranges) && naming->count <= 2; i++) {
        if (ranges[i].calendar == naming->calendar && ranges[i].first == naming->first_month &&
            ranges[i].last == naming->last_month && last - first == ranges[i].years)
            return result(naming, first - ranges[i].before, ranges[i].half, TRUE);
    }
    return refused(naming, FINDING_PERIOD_EXPECTED, FALSE);
}

/* One year alone, which a school calendar counts in two. */
static Typed
read_single_year(const Naming *naming)
{
    int year = naming->years[0];

    if (naming->calendar == CALENDAR_CIVIL)
        return result(naming, year, naming->half, naming->session || naming->beginning);
    if (naming->session && !naming->half)
        return result(naming, year - 1, 0, TRUE);
    if (naming->beginning && !naming->half)
        return result(naming, year, 0, TRUE);
    g_autofree char *hint =
        naming->half == 0 ? g_strdup_printf("%d-%d ou %d-%d", year - 1, year, year, year + 1)
        : naming->half == 1
            ? g_strdup_printf("S1 %d-%d (de septembre %d à janvier %d) ou S2 %d-%d (de février à "
                              "août %d)",
                              year - 1, year, year - 1, year, year - 1, year, year)
            : g_strdup_printf("S2 %d-%d (de février à août %d) ou S1 %d-%d (de septembre %d à "
                              "janvier %d)",
                              year - 1, year, year, year, year + 1, year, year + 1);
    return typed_refused(FINDING_PERIOD_AMBIGUOUS, hint);
}

static Typed
read_two_years(const Naming *naming)
{
    int first = naming->years[0], second = naming->years[1];

    if (naming->calendar == CALENDAR_CIVIL) {
        g_autofree char *hint = g_strdup_printf("%d ou %d", first, second);
        return second == first + 1 ? typed_refused(FINDING_PERIOD_NOT_CIVIL, hint)
                                   : refused(naming, FINDING_PERIOD_EXPECTED, FALSE);
    }
    if (second == first + 1)
        return result(naming, first, naming->half, FALSE);
    int start = second < first ? second : first;
    g_autofree char *hint = g_strdup_printf("%d-%d", start, start + 1);
    return typed_refused(FINDING_PERIOD_NOT_SCHOOL_YEAR, hint);
}

Typed
period_read(const char *text, Calendar calendar)
{
    g_autofree char *folded = text_fold(text);
    Naming naming = {.calendar = calendar, .tokens = tokens_new(folded)};

    read_all(&naming);
    tokens_clear(&naming.tokens);
    if (naming.neither)
        return refused(&naming, FINDING_PERIOD_NEITHER, TRUE);
    if (naming.unknown || naming.count > 2)
        return refused(&naming, FINDING_PERIOD_EXPECTED, FALSE);
    if (naming.count == 0)
        return naming.half ? refused(&naming, FINDING_PERIOD_YEAR_MISSING, TRUE)
                           : refused(&naming, FINDING_PERIOD_EXPECTED, FALSE);
    /* "session de juin 2014" says no more than "session 2014". */
    gboolean named = (naming.session || naming.beginning) && !naming.last_month;
    if (naming.first_month && !named)
        return read_months(&naming);
    return naming.count == 1 ? read_single_year(&naming) : read_two_years(&naming);
}
