/* SPDX-License-Identifier: Apache-2.0
 *
 * act-fits.c - whether there is anything for an act to do.
 */
#include "base/clock.h"
#include "base/i18n.h"
#include "register/act-covers.h"
#include "register/erase.h"
#include "register/queue.h"
#include "register/sql.h"
#include <string.h>

/* MESSAGE is taken. */
static gboolean
refuse(GError **error, char *message)
{
    g_set_error_literal(error, REGISTER_ERROR, REGISTER_ERROR_USAGE, message);
    g_free(message);
    return FALSE;
}

static gboolean
period_begun(const Definition *definition, const char *target, gint64 now, GError **error)
{
    Period period;
    if (period_parse(target, definition->convention->calendar, &period) &&
        period_first_day(period) <= clock_day(now))
        return TRUE;
    return refuse(error, g_strdup_printf(_("%s has not begun: it can't be closed yet"), target));
}

/* A form that is expected, "3.2 2013-2014 0759101K", stands in the register. */
static gboolean
is_received(Register *reg, const char *thing, gboolean *received, GError **error)
{
    g_auto(GStrv) words = g_strsplit(thing, " ", 3);
    gint64 count = 0;
    if (!sql_integer(reg, &count, 0, error,
                     "SELECT count(*) FROM submission WHERE verdict = 'accepted' AND sheet = ?1"
                     " AND period = ?2 AND organisation = ?3",
                     "ttt", words[0], words[1], words[2]))
        return FALSE;
    *received = count > 0;
    return TRUE;
}

static gboolean
some_awaited(Register *reg, const Definition *definition, const char *target, GError **error)
{
    g_autoptr(GPtrArray) things = act_covered(definition, ACT_EXPECTATION, target);
    gboolean received = TRUE;
    for (guint i = 0; i < things->len && received; i++) {
        if (!is_received(reg, things->pdata[i], &received, error))
            return FALSE;
    }
    return received
               ? refuse(error,
                        g_strdup_printf(_("%s was received: there is nothing to excuse"), target))
               : TRUE;
}

/* VALUES give an answer to what the report quotes. */
static gboolean
gives_text(const GPtrArray *values, const Operand *operand)
{
    for (guint i = 0; i < values->len; i++) {
        const StoredValue *value = values->pdata[i];
        if (value->canonical && *value->canonical && strcmp(value->canonical, ERASED_TEXT) != 0 &&
            g_strcmp0(value->field, operand->field->name) == 0 &&
            g_strcmp0(value->column, operand->column ? operand->column->name : NULL) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
quotes(const Sheet *sheet, const GPtrArray *values)
{
    for (guint i = 0; sheet && i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        if (indicator->aggregation != AGGREGATE_TEXTS)
            continue;
        for (guint j = 0; j < indicator->numerator->len; j++) {
            if (gives_text(values, indicator->numerator->pdata[j]))
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean
has_texts(Register *reg, const Definition *definition, const char *target, GError **error)
{
    const SubmissionFilter filter = {.id = target};
    g_autoptr(GPtrArray) found = register_submissions(reg, &filter, error);
    g_autoptr(GPtrArray) values = found ? register_values(reg, target, error) : NULL;
    if (!values)
        return FALSE;
    const Submission *submission = found->len ? found->pdata[0] : NULL;
    const char *id = submission ? submission->sheet : NULL;
    return quotes(id ? definition_sheet(definition, id, submission->period) : NULL, values) ||
           refuse(error, g_strdup_printf(_("the form %s has no text that the report would quote"),
                                         target));
}

static gboolean
is_kept(Register *reg, const char *sha256, GError **error)
{
    const SubmissionFilter own = {.message = sha256};
    g_autoptr(GPtrArray) found = register_messages(reg, &own, error);
    const Message *message = found && found->len ? found->pdata[0] : NULL;
    if (!message || !message->erased)
        return message != NULL;
    g_autofree char *day = date_label(clock_day(message->erased));
    return refuse(error, g_strdup_printf(_("%.16s was erased on %s: it can't be examined anew"),
                                         sha256, day));
}

/* What repeats a form goes with it. */
static gboolean
is_no_duplicate(Register *reg, const char *target, GError **error)
{
    const SubmissionFilter filter = {.id = target};
    g_autoptr(GPtrArray) found = register_submissions(reg, &filter, error);
    const Submission *form = found && found->len ? found->pdata[0] : NULL;
    if (!form || form->verdict != VERDICT_DUPLICATE)
        return form != NULL;
    return refuse(
        error, g_strdup_printf(_("%s repeats %s: withdraw that one"), target, form->duplicate_of));
}

/* As status lists it. */
static gboolean
waits(Register *reg, const Definition *definition, const char *target, GError **error)
{
    gint64 now;
    g_autoptr(Acts) acts = register_time(reg, &now, error) ? register_acts(reg, error) : NULL;
    g_autoptr(GPtrArray) queue = acts ? queue_list(reg, definition, clock_day(now), error) : NULL;
    gboolean found = queue && acts_settled(acts, target);
    for (guint i = 0; queue && i < queue->len && !found; i++) {
        const QueueItem *item = queue->pdata[i];
        found = strcmp(item->act, "settle") == 0 && strcmp(item->target, target) == 0;
    }
    return !queue || found ? found
                           : refuse(error, g_strdup_printf(_("nothing waits at %s; copil status "
                                                             "lists what does"),
                                                           target));
}

gboolean
act_fits(Register *reg, const ActKind *kind, const char *target, gint64 now, GError **error)
{
    const Definition *definition = register_definition(reg, error);
    if (!definition)
        return FALSE;
    if (kind->undoes)
        return TRUE;
    switch (kind->target) {
    case ACT_EXPECTATION:
        return some_awaited(reg, definition, target, error);
    case ACT_PERIOD:
        return period_begun(definition, target, now, error);
    case ACT_FORM:
        return is_no_duplicate(reg, target, error);
    case ACT_TEXTS:
        return has_texts(reg, definition, target, error);
    case ACT_WAITING:
        return waits(reg, definition, target, error);
    case ACT_MESSAGE:
        return is_kept(reg, target, error);
    case ACT_ENTERED:
    case ACT_PURGED:
    case ACT_SIGNATURE:
    case ACT_ANYTHING:
        break;
    }
    return TRUE;
}
