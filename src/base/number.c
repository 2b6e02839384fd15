/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/typing.h"

#define WHOLE_DIGITS 12
#define DECIMALS     4
#define THIN_SPACE   "\u202F"

/* The figures from *AT on, without zeros in front DIGITS at most; FALSE: none, or more. */
static gboolean
parse_whole(const char **at, guint digits, gint64 *sum)
{
    const char *begin = *at;
    guint count = 0;

    for (*sum = 0; g_ascii_isdigit(**at); (*at)++) {
        count += count > 0 || **at != '0';
        if (count > digits)
            return FALSE;
        *sum = *sum * 10 + (**at - '0');
    }
    return *at > begin;
}

/* Likewise decimals, scaled; zeros behind them don't count. */
static gboolean
parse_decimals(const char **at, gint64 *sum)
{
    const char *begin = *at;

    for (gint64 unit = NUMBER_SCALE / 10; g_ascii_isdigit(**at); (*at)++, unit /= 10) {
        if (unit == 0 && **at != '0')
            return FALSE;
        *sum += unit * (**at - '0');
    }
    return *at > begin;
}

static gboolean
parse(const char *text, guint digits, gint64 *scaled)
{
    gint64 whole, decimals = 0;

    if (!text)
        return FALSE;
    const char *at = *text == '-' ? text + 1 : text;
    if (!parse_whole(&at, digits, &whole))
        return FALSE;
    if (*at == '.') {
        at++;
        if (!parse_decimals(&at, &decimals))
            return FALSE;
    }
    if (*at || __builtin_mul_overflow(whole, NUMBER_SCALE, &whole) ||
        __builtin_add_overflow(whole, decimals, &whole))
        return FALSE;
    *scaled = *text == '-' ? -whole : whole;
    return TRUE;
}

gboolean
number_parse(const char *text, gint64 *scaled)
{
    return parse(text, WHOLE_DIGITS, scaled);
}

gboolean
number_parse_sum(const char *text, gint64 *scaled)
{
    return parse(text, 15, scaled);
}

gint64
number_add(gint64 a, gint64 b)
{
    gint64 sum;
    return !__builtin_add_overflow(a, b, &sum) ? sum : b > 0 ? G_MAXINT64 : G_MININT64;
}

/* Without overflow for G_MININT64. */
static guint64
magnitude(gint64 scaled)
{
    return scaled < 0 ? -(guint64)scaled : (guint64)scaled;
}

/* SIZE as a text: the whole, a mark, decimals as far as there are any. */
typedef struct {
    char text[32];
    const char *begin;
} Digits;

/* Writes NUMBER in figures, COUNT of them at least, in front of END: where they begin. */
static char *
figures_before(char *end, guint64 number, int count)
{
    for (; number > 0 || count > 0; number /= 10, count--)
        *--end = (char)('0' + number % 10);
    return end;
}

static void
digits_of(guint64 size, char mark, Digits *digits)
{
    char *end = digits->text + sizeof digits->text - 1;
    char *decimals = figures_before(end, size % NUMBER_SCALE, DECIMALS);

    while (end > decimals && end[-1] == '0')
        end--;
    decimals[-1] = mark;
    *(end == decimals ? decimals - 1 : end) = '\0';
    digits->begin = figures_before(decimals - 1, size / NUMBER_SCALE, 1);
}

char *
number_text(gint64 scaled)
{
    Digits digits;

    digits_of(magnitude(scaled), '.', &digits);
    return g_strconcat(scaled < 0 ? "-" : "", digits.begin, NULL);
}

char *
number_label(gint64 scaled)
{
    Digits digits;

    digits_of(magnitude(scaled), ',', &digits);
    gsize length = strcspn(digits.begin, ",");
    GString *label = g_string_new(scaled < 0 ? "\u2212" : "");
    for (gsize i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            g_string_append(label, THIN_SPACE);
        g_string_append_c(label, digits.begin[i]);
    }
    g_string_append(label, digits.begin + length);
    return g_string_free(label, FALSE);
}
