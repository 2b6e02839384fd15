/* SPDX-License-Identifier: Apache-2.0
 *
 * French numbers in words.
 */
#include <string.h>

#include "base/literal.h"

typedef struct {
    const char *word;
    gint64 value;
} Number;

static const Number numbers[] = {
    {"zero", 0},           {"un", 1},        {"une", 1},        {"deux", 2},
    {"trois", 3},          {"quatre", 4},    {"cinq", 5},       {"six", 6},
    {"sept", 7},           {"huit", 8},      {"neuf", 9},       {"dix", 10},
    {"onze", 11},          {"douze", 12},    {"treize", 13},    {"quatorze", 14},
    {"quinze", 15},        {"seize", 16},    {"vingt", 20},     {"vingts", 20},
    {"trente", 30},        {"quarante", 40}, {"cinquante", 50}, {"soixante", 60},
    {"septante", 70},      {"huitante", 80}, {"octante", 80},   {"nonante", 90},
    {"cent", 100},         {"cents", 100},   {"mille", 1000},   {"million", 1000000},
    {"millions", 1000000},
};

static const Number abouts[] = {
    {"dizaine", 10},   {"douzaine", 12},    {"quinzaine", 15},    {"vingtaine", 20},
    {"trentaine", 30}, {"quarantaine", 40}, {"cinquantaine", 50}, {"soixantaine", 60},
    {"centaine", 100}, {"millier", 1000},
};

static gint64
number_of(const Token *token)
{
    for (guint i = 0; i < G_N_ELEMENTS(numbers) && token->kind == TOKEN_WORD; i++) {
        if (token_is(token, numbers[i].word))
            return numbers[i].value;
    }
    return -1;
}

/* TRUE when VALUE can follow what is below a hundred of *GROUP ("vingt" "deux", not "deux"
 * "vingt"); it is then added. */
static gboolean
add_below_hundred(gint64 *group, gint64 value)
{
    gint64 low = *group % 100;
    gboolean fits;

    if (value == 20 && low == 4) {
        *group += 76;
        return TRUE;
    }
    if (value >= 20)
        fits = low == 0;
    else if (value >= 10)
        fits = low == 0 || low == 60 || low == 80;
    else
        fits = low % 10 == 0 && (low != 10 || value >= 7) && value > 0;
    if (fits)
        *group += value;
    return fits;
}

/* SUM: millions and thousands that are complete; GROUP: what is below the next of them; UNIT: the
 * last of them, for they go down. */
typedef struct {
    gint64 sum, group, unit;
} Count;

static gboolean
add_word(Count *count, gint64 value)
{
    if (value < 100)
        return add_below_hundred(&count->group, value);
    if (value == 100) {
        if (count->group > 9)
            return FALSE;
        count->group = MAX(count->group, 1) * 100;
        return TRUE;
    }
    if (value >= count->unit || count->group > 999 || (value > 1000 && count->group == 0))
        return FALSE;
    count->sum += MAX(count->group, 1) * value;
    count->group = 0;
    count->unit = value;
    return TRUE;
}

/* "-" and "et" between the words of one number: how many tokens to pass over. */
static guint
link_length(const Tokens *tokens)
{
    const Token *first = tokens_peek(tokens, 0);
    guint length = token_is(first, "-") && first->glued ? 1 : 0;

    if (token_is(tokens_peek(tokens, length), "et")) {
        gint64 next = number_of(tokens_peek(tokens, length + 1));
        if (next != 1 && next != 11)
            return token_is(tokens_peek(tokens, length + 1), "-") ? length + 2 : 0;
        return length + 1;
    }
    return length;
}

gboolean
words_take(Tokens *tokens, gint64 *number)
{
    Count count = {0, 0, G_MAXINT64};
    gint64 first = number_of(tokens_peek(tokens, 0));

    if (first < 0)
        return FALSE;
    tokens->at++;
    if (first > 0)
        add_word(&count, first);
    while (first > 0) {
        guint link = link_length(tokens);
        gint64 next = number_of(tokens_peek(tokens, link));
        if (next < 0 || !add_word(&count, next))
            break;
        tokens->at += link + 1;
    }
    *number = count.sum + count.group;
    return TRUE;
}

gint64
about_take(Tokens *tokens)
{
    const Token *token = tokens_peek(tokens, 0);

    for (guint i = 0; i < G_N_ELEMENTS(abouts) && token->kind == TOKEN_WORD; i++) {
        gsize length = strlen(abouts[i].word);
        if (strncmp(token->text, abouts[i].word, length) == 0 &&
            (token->text[length] == '\0' || strcmp(token->text + length, "s") == 0)) {
            tokens->at++;
            return abouts[i].value;
        }
    }
    return 0;
}
