/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/discretion.h"

#include "commands/place.h"
#include <string.h>

/* ---- numbers in a text ---- */

/* The figures of a group that follow a space in "1 234", or 0. */
static gsize
group_length(const char *text)
{
    gsize space = *text == ' '                       ? 1
                  : g_str_has_prefix(text, "\u00a0") ? strlen("\u00a0")
                  : g_str_has_prefix(text, "\u202f") ? strlen("\u202f")
                                                     : 0;
    if (!space || strspn(text + space, "0123456789") != 3)
        return 0;
    return space + 3;
}

/* A number that begins at TEXT: its whole part, and *END behind it. */
static guint64
take_number(const char *text, const char **end)
{
    guint64 number = 0;
    gsize length = strspn(text, "0123456789");
    for (gsize i = 0; i < length; i++)
        number = MIN(number * 10 + (guint64)(text[i] - '0'), G_MAXUINT32);
    *end = text + length;
    for (gsize group; (group = group_length(*end)) > 0; *end += group)
        number = G_MAXUINT32;
    return number;
}

/* Part of a code ("FA32-10"), a date, a time or the number of a sheet ("3.2"): no count. */
static gboolean
is_part_of_word(const char *text, const char *at, const char *end)
{
    gunichar before = at > text ? g_utf8_get_char(g_utf8_prev_char(at)) : ' ';
    gunichar after = *end ? g_utf8_get_char(end) : ' ';
    gboolean joined = strchr("./:-_", (int)MIN(after, 127)) && g_ascii_isalnum(end[1]);
    return g_unichar_isalnum(before) || before == '-' || before == '.' || before == '/' ||
           before == ':' || before == '_' || (after && joined);
}

/* LOOSE: whatever the number is part of. */
static gboolean
has_small_number(const char *text, guint below, gboolean loose)
{
    const char *end;
    for (const char *at = text; *at; at = end) {
        end = at + 1;
        if (!g_ascii_isdigit(*at))
            continue;
        guint64 number = take_number(at, &end);
        if (number > 0 && number < below && (loose || !is_part_of_word(text, at, end)))
            return TRUE;
    }
    return FALSE;
}

/* ---- places where people are counted ---- */

static gboolean
sheet_counts_people(const Sheet *sheet)
{
    for (guint i = 0; sheet && i < sheet->fields->len; i++) {
        const Field *field = sheet->fields->pdata[i];
        if (field->people)
            return TRUE;
        for (guint j = 0; field->columns && j < field->columns->len; j++) {
            if (((const Column *)field->columns->pdata[j])->people)
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_of_rule(const Sheet *sheet, const char *code)
{
    for (guint i = 0; i < sheet->rules->len; i++) {
        if (strcmp(((const Rule *)sheet->rules->pdata[i])->id, code) == 0)
            return TRUE;
    }
    for (guint i = 0; i < sheet->cross_checks->len; i++) {
        if (strcmp(((const CrossCheck *)sheet->cross_checks->pdata[i])->id, code) == 0)
            return TRUE;
    }
    return FALSE;
}

/* A rule may quote answers of other places than its own; what has no place may be of any. */
static gboolean
is_about_people(const Sheet *sheet, const Finding *finding)
{
    const Field *field = place_field(sheet, finding->field);
    const Column *column =
        field && field->columns && finding->column ? field_column(field, finding->column) : NULL;
    if (!sheet_counts_people(sheet))
        return FALSE;
    if (!field || is_of_rule(sheet, finding->code))
        return TRUE;
    if (column)
        return column->people;
    for (guint i = 0; field->columns && i < field->columns->len; i++) {
        if (((const Column *)field->columns->pdata[i])->people)
            return TRUE;
    }
    return field->people;
}

/* What was typed where people are counted: as the form's reader understands it, and what it doesn't
 * understand may be anything. */
static gboolean
answer_is_few(const char *value, guint below)
{
    g_auto(Typed) typed = typing_read(value, TYPE_INTEGER, CALENDAR_SCHOOL);
    gint64 number;
    if (typed.state == TYPED_NONE || typed.state == TYPED_BLANK)
        return FALSE;
    if (typed.canonical && number_parse(typed.canonical, &number))
        return number > 0 && number < (gint64)below * NUMBER_SCALE;
    return !strpbrk(value, "0123456789") || has_small_number(value, below, TRUE);
}

gboolean
finding_quotes_few(const Convention *convention, const Sheet *sheet, const Finding *finding)
{
    guint below = convention->mask_below;
    const char *value = finding->value;
    gboolean placed = place_field(sheet, finding->field) != NULL;
    if (!sheet || !is_about_people(sheet, finding))
        return FALSE;
    if (!placed && !is_of_rule(sheet, finding->code)) /* it quotes its value, or nothing typed */
        return value && has_small_number(value, below, FALSE);
    return (value && answer_is_few(value, below)) ||
           has_small_number(finding->message, below, FALSE);
}

GPtrArray *
findings_discreet(const Convention *convention, const Sheet *sheet, const GPtrArray *findings)
{
    GPtrArray *discreet = findings_new();
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = findings->pdata[i];
        if (!finding_quotes_few(convention, sheet, finding)) {
            g_ptr_array_add(discreet, finding_copy(finding));
            continue;
        }
        Finding *silent = finding_new_rule(finding->code, finding->severity, finding->field,
                                           finding->column, NULL, "Petit effectif masqué.");
        silent->line = finding->line;
        g_ptr_array_add(discreet, silent);
    }
    return discreet;
}
