/* SPDX-License-Identifier: Apache-2.0
 *
 * Dates: day, month, year in this order, or ISO; names of months and days.
 */
#include <string.h>

#include "base/text.h"
#include "base/typing-parts.h"

typedef struct {
    Tokens tokens;
    int day, month, year;
    int weekday; /* 1: Monday; 0: not said */
    gboolean shortened, glued, remark;
    gboolean refused;
    FindingKind refusal;
    char *hint;
} Dating;

static const char *const weekdays[][3] = {
    {"lundi", "lun"},    {"mardi", "mar"},  {"mercredi", "mer"}, {"jeudi", "jeu"},
    {"vendredi", "ven"}, {"samedi", "sam"}, {"dimanche", "dim"},
};

static int
weekday_of(const Token *token)
{
    for (guint i = 0; i < G_N_ELEMENTS(weekdays); i++) {
        if (token_in(token, weekdays[i]))
            return (int)i + 1;
    }
    return 0;
}

static void
refuse(Dating *dating, FindingKind kind, char *hint)
{
    if (dating->refused) {
        g_free(hint);
        return;
    }
    dating->refused = TRUE;
    dating->refusal = kind;
    dating->hint = hint;
}

static gboolean
valid(int day, int month, int year)
{
    return day >= 1 && month >= 1 && month <= 12 &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static guint32
julian_of(int day, int month, int year)
{
    g_autofree char *iso = g_strdup_printf("%04d-%02d-%02d", year, month, day);

    return date_parse(iso);
}

/* ---- the parts ---- */

/* "le mercredi", "date :", "du". */
static void
skip_opening(Dating *dating)
{
    static const char *const openings[] = {"le", "l", "'", "du", "au", "date",
                                           ":",  ".", ",", "«",  NULL};
    Tokens *tokens = &dating->tokens;

    for (;;) {
        int weekday = weekday_of(tokens_peek(tokens, 0));
        if (weekday)
            dating->weekday = weekday;
        else if (!token_in(tokens_peek(tokens, 0), openings))
            return;
        tokens->at++;
    }
}

/* A comma parts words only: 8,5/10 is no date. */
static void
skip_separator(Tokens *tokens)
{
    static const char *const separators[] = {"/", "-", ".", "\\", NULL};

    while (tokens_take_any(tokens, separators))
        continue;
}

static int
take_small(Tokens *tokens)
{
    const Token *token = tokens_peek(tokens, 0);
    int number = strlen(token->text) <= 2 ? token_number(token) : -1;

    if (number >= 0)
        tokens->at++;
    return number;
}

static int
take_month(Tokens *tokens)
{
    int month = month_of(tokens_peek(tokens, 0));

    if (!month)
        return take_small(tokens);
    tokens->at++;
    return month;
}

/* FALSE for the 14 of "12 mars 14h". */
static gboolean
take_year(Dating *dating)
{
    Tokens *tokens = &dating->tokens;
    const Token *token = tokens_peek(tokens, 0), *after = tokens_peek(tokens, 1);

    if (token->kind != TOKEN_DIGITS ||
        (after->glued && (token_is(after, "h") || token_is(after, ":"))))
        return FALSE;
    tokens->at++;
    dating->year = year_of(token, &dating->shortened);
    if (!dating->year)
        refuse(dating, FINDING_DATE_YEAR_ODD, NULL);
    return TRUE;
}

/* "2014-03-12". */
static gboolean
take_iso(Dating *dating)
{
    Tokens *tokens = &dating->tokens;
    guint start = tokens->at;

    if (strlen(tokens_peek(tokens, 0)->text) == 4 && take_year(dating)) {
        skip_separator(tokens);
        dating->month = take_small(tokens);
        skip_separator(tokens);
        dating->day = take_small(tokens);
        if (dating->month >= 0 && dating->day >= 0)
            return TRUE;
        dating->refused = FALSE;
    }
    tokens->at = start;
    return FALSE;
}

/* "12/03/2014", "1er mars 2014". */
static gboolean
take_day_month_year(Dating *dating)
{
    static const char *const ordinals[] = {"er", "ier", "e", "eme", "°", NULL};
    Tokens *tokens = &dating->tokens;
    guint start = tokens->at;

    dating->day = tokens_take(tokens, "premier") ? 1 : take_small(tokens);
    if (dating->day >= 0) {
        tokens_take_any(tokens, ordinals);
        skip_separator(tokens);
        gboolean named = month_of(tokens_peek(tokens, 0)) != 0;
        dating->month = take_month(tokens);
        if (!named || !tokens_take(tokens, ","))
            skip_separator(tokens);
        if (dating->month >= 0 && take_year(dating))
            return TRUE;
    }
    tokens->at = start;
    return FALSE;
}

/* "12032014", "20140312": the one of the two that is a date. */
static gboolean
take_glued(Dating *dating)
{
    const Token *token = tokens_peek(&dating->tokens, 0);
    int number = token_number(token);

    if (strlen(token->text) != 8 || number < 0)
        return FALSE;
    dating->day = number / 1000000;
    dating->month = number / 10000 % 100;
    dating->year = number % 10000;
    if (!valid(dating->day, dating->month, dating->year) || dating->year < 1990 ||
        dating->year > 2099) {
        dating->year = number / 10000;
        dating->month = number / 100 % 100;
        dating->day = number % 100;
    }
    dating->glued = TRUE;
    dating->tokens.at++;
    return valid(dating->day, dating->month, dating->year) && dating->year >= 1990 &&
           dating->year <= 2099;
}

/* "Fait à Paris, le 12 mars 2014": words before the date; some would change what it says. */
static gboolean
skip_words(Dating *dating)
{
    static const char *const changing[] = {"avant",     "apres",    "depuis",  "vers",    "jusqu",
                                           "entre",     "partir",   "des",     "environ", "debut",
                                           "fin",       "mi",       "semaine", "courant", "sauf",
                                           "trimestre", "semestre", NULL};
    Tokens *tokens = &dating->tokens;
    guint start = tokens->at;

    for (const Token *next; (next = tokens_peek(tokens, 0))->kind != TOKEN_DIGITS; tokens->at++) {
        if (next->kind == TOKEN_END || token_in(next, changing) || month_of(next))
            break;
        if (weekday_of(next))
            dating->weekday = weekday_of(next);
    }
    dating->remark = tokens->at > start && tokens_peek(tokens, 0)->kind == TOKEN_DIGITS;
    return dating->remark;
}

static gboolean
take_date(Dating *dating)
{
    return take_iso(dating) || take_day_month_year(dating);
}

/* ---- what follows ---- */

static gboolean
take_hour(Tokens *tokens)
{
    static const char *const marks[] = {"h", "heure", "heures", ":", NULL};

    if (tokens_peek(tokens, 0)->kind != TOKEN_DIGITS || !token_in(tokens_peek(tokens, 1), marks))
        return FALSE;
    tokens->at += 2;
    for (;;) {
        if (tokens_peek(tokens, 0)->kind == TOKEN_DIGITS &&
            (tokens_peek(tokens, 0)->glued || strlen(tokens_peek(tokens, 0)->text) == 2))
            tokens->at++;
        if (!tokens_take(tokens, ":") && !tokens_take(tokens, "z"))
            return TRUE;
    }
}

static void
read_rest(Dating *dating)
{
    static const char *const harmless[] = {
        "matin", "matinee", "apres", "-",     "midi", "soir", "soiree",  "a", "de", "t", ".",
        ",",     "(",       ")",     "toute", "la",   "le",   "journee", "»", ";",  NULL};
    Tokens *tokens = &dating->tokens;

    for (const Token *next;
         (next = tokens_peek(tokens, 0))->kind != TOKEN_END && !dating->refused;) {
        if (take_hour(tokens))
            continue;
        if (next->kind == TOKEN_DIGITS || (month_of(next) && !weekday_of(next)))
            refuse(dating, FINDING_DATE_SEVERAL, NULL);
        else if (weekday_of(next) && !dating->weekday)
            dating->weekday = weekday_of(next);
        else if (!token_in(next, harmless))
            dating->remark = TRUE;
        tokens->at++;
    }
}

/* ---- what to say about it ---- */

static void
check_day(Dating *dating)
{
    if (dating->month < 1 || dating->month > 12) {
        if (valid(dating->month, dating->day, dating->year))
            refuse(dating, FINDING_DATE_MONTH_SWAPPED,
                   date_label(julian_of(dating->month, dating->day, dating->year)));
        else
            refuse(dating, FINDING_DATE_MONTH_IMPOSSIBLE, NULL);
    } else if (!valid(dating->day, dating->month, dating->year)) {
        /* "1er février 2014" without its day. */
        g_autofree char *first = date_label(julian_of(1, dating->month, dating->year));
        refuse(dating, FINDING_DATE_DAY_IMPOSSIBLE,
               g_strdup_printf(
                   "%s compte %d jours", strchr(first, ' ') + 1,
                   g_date_get_days_in_month((GDateMonth)dating->month, (GDateYear)dating->year)));
    }
}

/* Why a text that holds no whole date is none. */
static FindingKind
what_is_missing(const Tokens *tokens)
{
    static const char *const vague[] = {"printemps", "ete",       "automne", "hiver",  "rentree",
                                        "trimestre", "semestre",  "debut",   "fin",    "courant",
                                        "mi",        "toussaint", "noel",    "paques", NULL};
    Tokens all = {tokens->list, 0};
    guint years = 0, days = 0, months = 0, vagues = 0;

    for (const Token *next; (next = tokens_peek(&all, 0))->kind != TOKEN_END; all.at++) {
        gboolean shortened;
        months += month_of(next) != 0;
        vagues += token_in(next, vague);
        if (next->kind == TOKEN_DIGITS && strlen(next->text) <= 2)
            days += !token_is(tokens_peek(&all, 1), "h");
        else if (year_of(next, &shortened))
            years++;
    }
    if (months && days)
        return days > 1 ? FINDING_DATE_SEVERAL
               : years  ? FINDING_DATE_EXPECTED
                        : FINDING_DATE_YEAR_MISSING;
    if (months || vagues || (years && days <= 1))
        return FINDING_DATE_DAY_MISSING;
    return days == 2 && !years ? FINDING_DATE_YEAR_MISSING : FINDING_DATE_EXPECTED;
}

static Typed
doubt_or_ok(const Dating *dating)
{
    guint32 julian = julian_of(dating->day, dating->month, dating->year);
    g_autofree char *label = date_label(julian);
    GDate date;

    g_date_clear(&date, 1);
    g_date_set_julian(&date, julian);
    int weekday = (int)g_date_get_weekday(&date);
    if (dating->weekday && dating->weekday != weekday) {
        g_autofree char *full = g_strconcat(weekdays[weekday - 1][0], " ", label, NULL);
        return typed_doubt(date_text(julian), FINDING_DATE_WEEKDAY, full);
    }
    if (dating->shortened)
        return typed_doubt(date_text(julian), FINDING_DATE_SHORT_YEAR, label);
    if (dating->glued || dating->remark)
        return typed_doubt(date_text(julian), FINDING_DATE_DOUBT, label);
    return typed_ok(date_text(julian));
}

static Typed
read_folded(const char *folded)
{
    Dating dating = {.tokens = tokens_new(folded)};

    skip_opening(&dating);
    if (!take_date(&dating) && !take_glued(&dating) && !(skip_words(&dating) && take_date(&dating)))
        refuse(&dating, what_is_missing(&dating.tokens), NULL);
    if (!dating.refused)
        check_day(&dating);
    if (!dating.refused)
        read_rest(&dating);
    tokens_clear(&dating.tokens);
    g_autofree char *hint = dating.hint;
    return dating.refused ? typed_refused(dating.refusal, hint) : doubt_or_ok(&dating);
}

Typed
date_read(const char *text)
{
    g_autofree char *folded = text_fold(text);
    g_autofree char *corrected = letters_to_figures(folded);

    if (corrected) {
        g_auto(Typed) meant = read_folded(corrected);
        if (meant.canonical) {
            g_autofree char *label = date_label(date_parse(meant.canonical));
            return typed_refused(FINDING_DATE_LETTERS, label);
        }
    }
    return read_folded(folded);
}
