/* SPDX-License-Identifier: Apache-2.0
 *
 * Counts, decimals, percentages and amounts: from the text to the number, and what to say about it.
 */
#include <string.h>

#include "base/number-reading.h"
#include "base/text.h"
#include "base/typing-parts.h"

#define DECIMALS_MAX 4
#define CENTS_MAX    2

void
reading_refuse(Reading *reading, FindingKind kind)
{
    if (!reading->refused)
        reading->refusal = kind;
    reading->refused = TRUE;
}

/* WHOLE and DECIMALS as a scaled number, rounded half up to KEEP decimals. */
static void
set_value(Reading *reading, const char *whole, const char *decimals, gsize keep)
{
    g_autofree char *kept = g_strndup(decimals, keep);
    g_autofree char *text = g_strconcat(whole, *kept ? "." : "", kept, NULL);
    gint64 unit = keep == CENTS_MAX ? NUMBER_SCALE / 100 : 1;
    gsize length = strlen(decimals);

    if (!number_parse(text, &reading->value)) {
        reading_refuse(reading, FINDING_NUMBER_TOO_LARGE);
        return;
    }
    if (length > keep && strspn(decimals + keep, "0") < length - keep) {
        reading->rounded = TRUE;
        reading->value += decimals[keep] >= '5' ? unit : 0;
    }
}

static void
use_literal(Reading *reading, const Literal *literal)
{
    gboolean amount = reading->type == TYPE_AMOUNT;
    gboolean whole_only = reading->type == TYPE_INTEGER;
    gboolean thousands = literal->shape == LITERAL_THOUSANDS;

    if (literal->shape == LITERAL_MALFORMED) {
        reading_refuse(reading, FINDING_NUMBER_EXPECTED);
        return;
    }
    if (literal->shape == LITERAL_COMMA && amount) {
        g_autofree char *joined = g_strconcat(literal->whole, literal->decimals, NULL);
        reading_refuse(reading, FINDING_AMOUNT_COMMA);
        reading->hint =
            g_strdup_printf("%s,%s € ou %s €", literal->whole, literal->decimals, joined);
        return;
    }
    reading->comma = literal->shape == LITERAL_COMMA && whole_only;
    if (literal->shape == LITERAL_POINT && (amount || whole_only)) {
        g_autofree char *joined = g_strconcat(literal->whole, literal->decimals, NULL);
        reading->thousands = TRUE;
        set_value(reading, joined, "", 0);
        return;
    }
    reading->thousands = thousands;
    reading->point = literal->shape == LITERAL_POINT && reading->type == TYPE_DECIMAL;
    reading->has_decimals = *literal->decimals != '\0';
    set_value(reading, literal->whole, literal->decimals, amount ? CENTS_MAX : DECIMALS_MAX);
}

/* "aucun", "pas de visite": zero, whatever is said not to be there. */
static gboolean
take_nil(Tokens *tokens)
{
    static const char *const nil[] = {"neant", "aucun", "aucune", "aucuns",  "aucunes",
                                      "rien",  "nul",   "pas de", "pas d '", NULL};

    return take_phrase_of(tokens, nil);
}

static void
read_number(Reading *reading)
{
    Tokens *tokens = &reading->tokens;
    g_auto(Literal) literal = {0};
    gint64 number = 1, about;

    if (literal_take(tokens, &literal)) {
        use_literal(reading, &literal);
    } else if (words_take(tokens, &number)) {
        reading->value = number * NUMBER_SCALE;
        reading->words = number != 0;
    } else if ((about = about_take(tokens)) != 0) {
        reading->value = about * NUMBER_SCALE;
        reading->approximate = TRUE;
    } else if (!take_nil(tokens)) {
        reading_refuse(reading, FINDING_NUMBER_EXPECTED);
    }
    if (reading->refused || reading->value % NUMBER_SCALE || reading->value > 999 * NUMBER_SCALE)
        return;
    about = about_take(tokens);
    if (about) {
        reading->value *= about;
        reading->approximate = TRUE;
    }
}

static Typed
doubt_or_ok(const Reading *reading)
{
    const struct {
        gboolean holds;
        FindingKind kind;
    } doubts[] = {
        {reading->thousands, FINDING_NUMBER_THOUSANDS},
        {reading->point, FINDING_NUMBER_POINT},
        {reading->comma, FINDING_NUMBER_COMMA},
        {reading->multiplied, FINDING_NUMBER_MULTIPLIED},
        {reading->approximate, FINDING_NUMBER_APPROXIMATE},
        {reading->words, FINDING_NUMBER_WORDS},
        {reading->remark, FINDING_NUMBER_REMARK},
        {reading->rounded, FINDING_NUMBER_ROUNDED},
    };
    g_autofree char *label = number_label(reading->value);

    for (guint i = 0; i < G_N_ELEMENTS(doubts); i++) {
        if (doubts[i].holds)
            return typed_doubt(number_text(reading->value), doubts[i].kind, label);
    }
    if (reading->type == TYPE_PERCENT && !reading->percent_sign && reading->value > 0 &&
        reading->value < NUMBER_SCALE)
        return typed_doubt(number_text(reading->value), FINDING_PERCENT_RATIO, label);
    return typed_ok(number_text(reading->value));
}

static void
check_value(Reading *reading)
{
    if (reading->type == TYPE_INTEGER && reading->value % NUMBER_SCALE != 0)
        reading_refuse(reading, FINDING_INTEGER_EXPECTED);
    if (reading->type == TYPE_PERCENT && reading->value > 100 * NUMBER_SCALE)
        reading_refuse(reading, FINDING_PERCENT_OVER);
}

static Typed
read_folded(const char *folded, ValueType type)
{
    Reading reading = {.tokens = tokens_new(folded), .type = type};
    gboolean negative = reading_opening(&reading);

    if (!reading.refused)
        read_number(&reading);
    if (!reading.refused)
        reading_rest(&reading);
    if (!reading.refused)
        check_value(&reading);
    if (negative)
        reading.value = -reading.value;
    tokens_clear(&reading.tokens);
    g_autofree char *hint = reading.hint;
    return reading.refused ? typed_refused(reading.refusal, hint) : doubt_or_ok(&reading);
}

Typed
number_read(const char *text, ValueType type)
{
    g_autofree char *folded = text_fold(text);
    g_autofree char *corrected = letters_to_figures(folded);

    if (corrected) {
        g_auto(Typed) meant = read_folded(corrected, type);
        gint64 value;
        if (meant.canonical && number_parse(meant.canonical, &value)) {
            g_autofree char *label = number_label(value);
            return typed_refused(FINDING_NUMBER_LETTERS, label);
        }
    }
    Typed typed = read_folded(folded, type);
    if (typed.state == TYPED_REFUSED) {
        g_auto(Typed) date = date_read(text);
        if (date.canonical) {
            typed_clear(&typed);
            typed.kind = FINDING_NUMBER_IS_DATE;
        }
    }
    return typed;
}
