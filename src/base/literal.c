/* SPDX-License-Identifier: Apache-2.0 */
#include "base/literal.h"

#include <string.h>

#define PARTS_MAX 8

/* Runs of figures and the separators between them, as they stand: "1", " ", "234", ",", "56". */
typedef struct {
    const char *parts[PARTS_MAX];
    char seps[PARTS_MAX];
    guint count;
    gboolean cut; /* more parts than a number can have */
} Runs;

static gboolean
is_decimal_mark(const Token *token)
{
    return token_is(token, ",") || token_is(token, ".");
}

/* After "1" or "1 234": three figures that follow a space are a group of the same number. */
static gboolean
space_groups(const Runs *runs, const Token *next)
{
    gsize first = strlen(runs->parts[0]);

    if (next->kind != TOKEN_DIGITS || next->glued || strlen(next->text) != 3)
        return FALSE;
    for (guint i = 1; i < runs->count; i++) {
        if (runs->seps[i] != ' ')
            return FALSE;
    }
    return first <= 3 && runs->parts[0][0] != '0';
}

static void
add_run(Runs *runs, char separator, const char *figures)
{
    if (runs->count == PARTS_MAX) {
        runs->cut = TRUE;
        return;
    }
    runs->seps[runs->count] = separator;
    runs->parts[runs->count++] = figures;
}

static void
collect(Tokens *tokens, Runs *runs)
{
    if (is_decimal_mark(tokens_peek(tokens, 0))) {
        add_run(runs, '\0', "0");
    } else {
        add_run(runs, '\0', tokens_peek(tokens, 0)->text);
        tokens->at++;
    }
    for (;;) {
        const Token *next = tokens_peek(tokens, 0), *after = tokens_peek(tokens, 1);
        if (space_groups(runs, next)) {
            add_run(runs, ' ', next->text);
            tokens->at++;
        } else if ((is_decimal_mark(next) || (token_is(next, "'") && next->glued)) &&
                   after->kind == TOKEN_DIGITS && after->glued) {
            add_run(runs, next->text[0], after->text);
            tokens->at += 2;
        } else {
            return;
        }
    }
}

/* Groups of three figures after a first of one to three, from part 1 up to COUNT. */
static gboolean
grouped(const Runs *runs, guint count)
{
    if (strlen(runs->parts[0]) > 3 || runs->parts[0][0] == '0')
        return FALSE;
    for (guint i = 1; i < count; i++) {
        if (strlen(runs->parts[i]) != 3 || runs->seps[i] != runs->seps[1])
            return FALSE;
    }
    return TRUE;
}

static char *
join(const Runs *runs, guint count)
{
    GString *figures = g_string_new(NULL);

    for (guint i = 0; i < count; i++)
        g_string_append(figures, runs->parts[i]);
    return g_string_free(figures, FALSE);
}

static LiteralShape
shape_of_pair(const Runs *runs)
{
    gboolean three = grouped(runs, 2);

    if (runs->seps[1] == ' ')
        return LITERAL_PLAIN;
    if (runs->seps[1] == '\'')
        return three ? LITERAL_THOUSANDS : LITERAL_MALFORMED;
    if (!three)
        return LITERAL_PLAIN;
    return runs->seps[1] == '.' ? LITERAL_POINT : LITERAL_COMMA;
}

/* How many of the parts are the whole number: the others are its decimals. */
static guint
whole_parts(const Runs *runs)
{
    char last = runs->seps[runs->count - 1];

    if (runs->count == 1 || last == ' ' || last == '\'')
        return runs->count;
    if (runs->count == 2 || last != runs->seps[1])
        return runs->count - 1;
    return runs->count;
}

gboolean
literal_take(Tokens *tokens, Literal *literal)
{
    const Token *first = tokens_peek(tokens, 0), *second = tokens_peek(tokens, 1);
    gboolean bare_mark = is_decimal_mark(first) && second->kind == TOKEN_DIGITS && second->glued;
    Runs runs = {.count = 0};

    if (first->kind != TOKEN_DIGITS && !bare_mark)
        return FALSE;
    collect(tokens, &runs);
    guint whole = whole_parts(&runs);
    if (runs.cut || (whole > 1 && !grouped(&runs, whole)))
        literal->shape = LITERAL_MALFORMED;
    else if (runs.count == 2)
        literal->shape = shape_of_pair(&runs);
    else if (whole == runs.count && whole > 1 && runs.seps[1] != ' ')
        literal->shape = LITERAL_THOUSANDS;
    else
        literal->shape = LITERAL_PLAIN;
    literal->whole = join(&runs, whole);
    literal->decimals = g_strdup(whole < runs.count ? runs.parts[whole] : "");
    return TRUE;
}

void
literal_clear(Literal *literal)
{
    g_clear_pointer(&literal->whole, g_free);
    g_clear_pointer(&literal->decimals, g_free);
}
