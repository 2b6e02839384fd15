/* SPDX-License-Identifier: Apache-2.0 */
#include "base/typing.h"

#include <string.h>

#include "base/text.h"
#include "base/typing-parts.h"

static const char *const type_names[TYPE_COUNT] = {
    [TYPE_TEXT] = "text",       [TYPE_LONGTEXT] = "longtext", [TYPE_INTEGER] = "integer",
    [TYPE_DECIMAL] = "decimal", [TYPE_PERCENT] = "percent",   [TYPE_AMOUNT] = "amount",
    [TYPE_DATE] = "date",       [TYPE_PERIOD] = "period",     [TYPE_YESNO] = "yesno",
    [TYPE_CHOICE] = "choice",   [TYPE_UAI] = "uai",           [TYPE_SIRET] = "siret",
    [TYPE_EMAIL] = "email",     [TYPE_PHONE] = "phone",
};

const char *
value_type_name(ValueType type)
{
    return type_names[type];
}

gboolean
value_type_from_name(const char *name, ValueType *type)
{
    for (guint i = 0; i < TYPE_COUNT; i++) {
        if (g_strcmp0(name, type_names[i]) == 0) {
            *type = i;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
value_type_is_number(ValueType type)
{
    return type == TYPE_INTEGER || type == TYPE_DECIMAL || type == TYPE_PERCENT ||
           type == TYPE_AMOUNT;
}

void
typed_clear(Typed *typed)
{
    g_clear_pointer(&typed->canonical, g_free);
    g_clear_pointer(&typed->hint, g_free);
}

Typed
typed_ok(char *canonical)
{
    return (Typed){.state = TYPED_OK, .canonical = canonical};
}

Typed
typed_doubt(char *canonical, FindingKind kind, const char *hint)
{
    return (Typed){TYPED_DOUBT, canonical, kind, g_strdup(hint)};
}

Typed
typed_refused(FindingKind kind, const char *hint)
{
    return (Typed){TYPED_REFUSED, NULL, kind, g_strdup(hint)};
}

static Typed
refuse_long(ValueType type, Calendar calendar)
{
    static const FindingKind kinds[TYPE_COUNT] = {
        [TYPE_INTEGER] = FINDING_NUMBER_EXPECTED, [TYPE_DECIMAL] = FINDING_NUMBER_EXPECTED,
        [TYPE_PERCENT] = FINDING_NUMBER_EXPECTED, [TYPE_AMOUNT] = FINDING_NUMBER_EXPECTED,
        [TYPE_DATE] = FINDING_DATE_EXPECTED,      [TYPE_PERIOD] = FINDING_PERIOD_EXPECTED,
        [TYPE_YESNO] = FINDING_YESNO_EXPECTED,    [TYPE_UAI] = FINDING_UAI_EXPECTED,
        [TYPE_SIRET] = FINDING_SIRET_EXPECTED,    [TYPE_EMAIL] = FINDING_EMAIL_EXPECTED,
        [TYPE_PHONE] = FINDING_PHONE_EXPECTED,
    };
    const char *example = calendar == CALENDAR_SCHOOL ? "2013-2014" : "2014";

    return typed_refused(kinds[type], type == TYPE_PERIOD ? example : NULL);
}

/* Lines and paragraphs are kept in a long text, its ends and empty margins are not. */
static Typed
longtext_read(const char *clean)
{
    return typed_ok(g_strstrip(g_strdup(clean)));
}

/* A line or a column ends between two figures: two numbers, or one broken in two; "1\n234" never
 * says which. */
static gboolean
is_broken_number(const char *clean)
{
    for (const char *c = clean; (c = strpbrk(c, "\n\t")) != NULL; c++) {
        const char *before = c, *after = c + strspn(c, " \n\t");
        while (before > clean && strchr(" \n\t", before[-1]))
            before--;
        if (before > clean && g_ascii_isdigit(before[-1]) && g_ascii_isdigit(*after))
            return TRUE;
    }
    return FALSE;
}

static Typed
number_of_lines(const char *clean, const char *line, ValueType type)
{
    g_auto(Typed) typed = number_read(line, type);

    if (typed.canonical && is_broken_number(clean))
        return typed_refused(FINDING_NUMBER_SEVERAL, NULL);
    return (Typed){typed.state, g_steal_pointer(&typed.canonical), typed.kind,
                   g_steal_pointer(&typed.hint)};
}

Typed
typing_read(const char *text, ValueType type, Calendar calendar)
{
    g_autofree char *clean = text_clean(text, -1);
    g_autofree char *line = text_squeeze(clean);

    TypedState absence = absence_of(line, type);

    if (absence != TYPED_OK)
        return (Typed){.state = absence};
    if (type != TYPE_TEXT && type != TYPE_LONGTEXT && strlen(line) > ANSWER_MAX)
        return refuse_long(type, calendar);
    switch (type) {
    case TYPE_INTEGER:
    case TYPE_DECIMAL:
    case TYPE_PERCENT:
    case TYPE_AMOUNT:
        return number_of_lines(clean, line, type);
    case TYPE_DATE:
        return date_read(line);
    case TYPE_PERIOD:
        return period_read(line, calendar);
    case TYPE_YESNO:
        return yesno_read(line);
    case TYPE_UAI:
        return uai_read(line);
    case TYPE_SIRET:
        return siret_read(line);
    case TYPE_EMAIL:
        return email_read(line);
    case TYPE_PHONE:
        return phone_read(line);
    case TYPE_LONGTEXT:
        return longtext_read(clean);
    case TYPE_TEXT:
        return typed_ok(g_steal_pointer(&line));
    case TYPE_CHOICE:
    case TYPE_COUNT:
        break;
    }
    g_error("typing_read: choices are read by typing_read_choice");
}
