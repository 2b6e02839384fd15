/* SPDX-License-Identifier: Apache-2.0
 *
 * What follows a number: units, multipliers, remarks, a second number.
 */
#include <string.h>

#include "base/number-reading.h"

static void
multiply(Reading *reading, gint64 factor)
{
    static const gint64 limit = G_GINT64_CONSTANT(1000000000000) * NUMBER_SCALE;

    if (reading->value >= limit / factor)
        reading_refuse(reading, FINDING_NUMBER_TOO_LARGE);
    else
        reading->value *= factor;
    reading->multiplied = TRUE;
}

/* "k€", "mille", "M€", "millions": TRUE when the value was multiplied. */
static gboolean
read_multiplier(Reading *reading)
{
    static const char *const thousands[] = {"k", "mille", "ke", "keuros", "keur", NULL};
    static const char *const millions[] = {"million", "millions", "meuros", "meur", NULL};
    Tokens *tokens = &reading->tokens;

    if (reading->type == TYPE_PERCENT)
        return FALSE;
    if (tokens_take_any(tokens, thousands)) {
        multiply(reading, 1000);
        return TRUE;
    }
    if (tokens_take_any(tokens, millions) || tokens_take_phrase(tokens, "m €")) {
        multiply(reading, 1000000);
        return TRUE;
    }
    return FALSE;
}

static void
read_percent_sign(Reading *reading)
{
    reading->percent_sign = TRUE;
    if (reading->type != TYPE_PERCENT)
        reading_refuse(reading, FINDING_NUMBER_IS_PERCENT);
}

/* "12€50", "12 euros 50": cents after the sign. */
static gboolean
read_cents(Reading *reading)
{
    Tokens *tokens = &reading->tokens;
    const Token *unit = tokens_peek(tokens, 0), *cents = tokens_peek(tokens, 1);

    if (reading->type != TYPE_AMOUNT || !is_currency(unit) || reading->has_decimals ||
        cents->kind != TOKEN_DIGITS || strlen(cents->text) != 2)
        return FALSE;
    reading->value += token_number(cents) * (NUMBER_SCALE / 100);
    reading->has_decimals = TRUE;
    tokens->at += 2;
    tokens_take(tokens, "centimes");
    return TRUE;
}

/* "m2": its figure is no second number. */
static gboolean
read_square_metres(Reading *reading)
{
    return reading->type == TYPE_DECIMAL && tokens_peek(&reading->tokens, 1)->glued &&
           tokens_take_phrase(&reading->tokens, "m 2");
}

/* VALUE out of what comes next, as a percentage with four decimals, half up. */
static void
read_fraction(Reading *reading)
{
    g_auto(Literal) under = {0};
    gint64 whole = reading->value / NUMBER_SCALE, total = 0;

    if (reading->type != TYPE_PERCENT || reading->percent_sign) {
        reading_refuse(reading, FINDING_NUMBER_FRACTION);
        return;
    }
    if (!literal_take(&reading->tokens, &under) || under.shape != LITERAL_PLAIN ||
        !number_parse(under.whole, &total) || *under.decimals || reading->has_decimals ||
        total == 0) {
        reading_refuse(reading, FINDING_NUMBER_EXPECTED);
        return;
    }
    total /= NUMBER_SCALE;
    if (whole > total)
        reading_refuse(reading, FINDING_PERCENT_OVER);
    else
        reading->value = (whole * 100 * NUMBER_SCALE + total / 2) / total;
    reading->percent_sign = TRUE;
}

/* A second number after a sign or word that says how they stand to each other. */
static gboolean
read_second_number(Reading *reading)
{
    static const struct {
        const char *link;
        FindingKind kind;
    } kinds[] = {
        {"a", FINDING_NUMBER_RANGE},   {"ou", FINDING_NUMBER_RANGE},
        {"-", FINDING_NUMBER_RANGE},   {"et", FINDING_NUMBER_SEVERAL},
        {"+", FINDING_NUMBER_SEVERAL}, {"x", FINDING_NUMBER_SEVERAL},
        {"*", FINDING_NUMBER_SEVERAL}, {"=", FINDING_NUMBER_SEVERAL},
        {"×", FINDING_NUMBER_SEVERAL}, {"plus", FINDING_NUMBER_SEVERAL},
    };
    Tokens ahead = {reading->tokens.list, reading->tokens.at + 1};
    const Token *link = tokens_peek(&reading->tokens, 0);

    if (!number_comes(&ahead))
        return FALSE;
    if (token_is(link, "/") || token_is(link, "sur")) {
        reading->tokens.at++;
        read_fraction(reading);
        return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (token_is(link, kinds[i].link)) {
            reading_refuse(reading, kinds[i].kind);
            return TRUE;
        }
    }
    return FALSE;
}

/* "par classe" is no total, "par an" is only a remark. */
static gboolean
read_rate(Reading *reading)
{
    static const char *const openings[] = {"par", "/", "chaque", "chacun", "chacune", NULL};
    static const char *const times[] = {"an", "annee", "semestre", NULL};
    Tokens *tokens = &reading->tokens;

    if (!tokens_take_any(tokens, openings))
        return FALSE;
    if (tokens_take_any(tokens, times) || tokens_peek(tokens, 0)->kind == TOKEN_END)
        reading->remark = TRUE;
    else
        reading_refuse(reading, FINDING_NUMBER_RATE);
    return TRUE;
}

/* "2 et demi": half more, where there can be halves. */
static gboolean
read_half(Reading *reading)
{
    static const char *const halves[] = {"et demi", "et demie", NULL};

    if (!take_phrase_of(&reading->tokens, halves))
        return FALSE;
    if (reading->type == TYPE_INTEGER)
        reading_refuse(reading, FINDING_INTEGER_EXPECTED);
    reading->value += NUMBER_SCALE / 2;
    reading->words = TRUE;
    return TRUE;
}

/* Between parentheses: the same number again, "environ", or a remark. */
static void
read_parenthesis(Reading *reading)
{
    Tokens *tokens = &reading->tokens;
    g_auto(Literal) literal = {0};
    gint64 number = 0;
    gboolean in_words = words_take(tokens, &number);

    number *= NUMBER_SCALE;
    gboolean again = in_words || (literal_take(tokens, &literal) && !*literal.decimals &&
                                  number_parse(literal.whole, &number));
    if (again && token_is(tokens_peek(tokens, 0), ")")) {
        if (number != reading->value)
            reading_refuse(reading, FINDING_NUMBER_CONTRADICTION);
        reading->words = FALSE;
    } else if (!again && take_approximation(tokens) && token_is(tokens_peek(tokens, 0), ")")) {
        reading->approximate = TRUE;
    } else {
        reading->remark = TRUE;
    }
    while (tokens_peek(tokens, 0)->kind != TOKEN_END && !tokens_take(tokens, ")"))
        tokens->at++;
}

/* From here on all is commentary: "dont 9 filles", "hors apprentis". */
static gboolean
read_commentary(Reading *reading)
{
    static const char *const openings[] = {"dont", "y",    "hors", "sauf", "sans",
                                           "soit", "avec", "car",  NULL};

    if (!token_in(tokens_peek(&reading->tokens, 0), openings))
        return FALSE;
    reading->remark = TRUE;
    reading->tokens.at = reading->tokens.list->len;
    return TRUE;
}

/* TRUE when what comes next has a meaning of its own; consumed. */
static gboolean
read_meaningful(Reading *reading)
{
    static const char *const open_end[] = {"et plus", "ou plus", "et moins", "ou moins",
                                           "minimum", "maximum", "mini",     "maxi",
                                           "min",     "max",     "au plus",  NULL};
    static const char *const shares[] = {"quart", "quarts", "tiers", "dixieme", "dixiemes", NULL};
    Tokens *tokens = &reading->tokens;

    if (tokens_take(tokens, "%") || tokens_take_phrase(tokens, "pour cent") ||
        tokens_take(tokens, "pourcent") || tokens_take(tokens, "pourcents")) {
        read_percent_sign(reading);
        return TRUE;
    }
    if (tokens_take(tokens, "(")) {
        read_parenthesis(reading);
        return TRUE;
    }
    if (take_approximation(tokens) || tokens_take(tokens, "?")) {
        reading->approximate = TRUE;
        return TRUE;
    }
    if (take_phrase_of(tokens, open_end)) {
        reading_refuse(reading, FINDING_NUMBER_BOUND);
        return TRUE;
    }
    if (tokens_take_any(tokens, shares)) {
        reading_refuse(reading, FINDING_NUMBER_FRACTION);
        return TRUE;
    }
    return read_second_number(reading) || read_multiplier(reading) || read_cents(reading) ||
           read_half(reading) || read_square_metres(reading) || read_rate(reading) ||
           read_commentary(reading) || take_elision(tokens);
}

/* A word or sign that means nothing here.  Around a clear number it is a remark; some change what
 * the number says. */
static void
read_unknown(Reading *reading, const Token *unknown, const Token *before)
{
    static const char *const harmless[] = {"*", "-", "€", "(", ")", "[", "]", "&", "/", NULL};
    static const char *const cents[] = {"centime", "centimes", "cts", NULL};
    static const char *const groups[] = {
        "classe",   "classes",  "groupe",    "groupes", "promotion", "promotions", "section",
        "sections", "division", "divisions", "equipe",  "equipes",   NULL};

    if (token_is(unknown, "+"))
        reading_refuse(reading, FINDING_NUMBER_BOUND);
    else if (unknown->kind == TOKEN_DIGITS || number_comes(&reading->tokens))
        reading_refuse(reading, FINDING_NUMBER_SEVERAL);
    else if (take_vague(&reading->tokens))
        reading_refuse(reading, FINDING_NUMBER_VAGUE);
    else if (reading->type == TYPE_AMOUNT && token_in(unknown, cents))
        reading_refuse(reading, FINDING_NUMBER_EXPECTED);
    else if (token_in(unknown, groups) && !reading->remark)
        reading_refuse(reading, FINDING_NUMBER_GROUPS);
    else if (unknown->kind == TOKEN_SIGN && !token_in(unknown, harmless))
        reading_refuse(reading, FINDING_NUMBER_EXPECTED);
    else if (unknown->kind == TOKEN_WORD && unknown->glued && before->kind == TOKEN_DIGITS)
        reading_refuse(reading, FINDING_NUMBER_EXPECTED);
    else if (reading->words && reading->value == NUMBER_SCALE)
        reading_refuse(reading, FINDING_NUMBER_EXPECTED); /* "une classe", "un certain nombre" */
    reading->remark = TRUE;
}

void
reading_rest(Reading *reading)
{
    Tokens *tokens = &reading->tokens;
    const Token *before = tokens_peek(&(Tokens){tokens->list, tokens->at - 1}, 0);

    while (tokens_peek(tokens, 0)->kind != TOKEN_END && !reading->refused) {
        const Token *next = tokens_peek(tokens, 0);
        guint at = tokens->at;
        if (!read_meaningful(reading) && !names_what_is_counted(reading, next))
            read_unknown(reading, next, before);
        if (tokens->at == at)
            tokens->at++;
        before = next;
    }
}
