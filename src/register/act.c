/* SPDX-License-Identifier: Apache-2.0
 *
 * act.c - acts in the register: written, read, and what they amount to.
 */
#include "register/act.h"

#include "register/act-covers.h"
#include "register/sql.h"
#include <string.h>

/* An act and its opposite are about the same. */
static char *
key_of(const char *act, const char *target)
{
    const ActKind *kind = act_kind(act);
    const char *opposite = kind ? kind->opposite : NULL;
    return g_strconcat(opposite && strcmp(opposite, act) < 0 ? opposite : act, " ", target, NULL);
}

/* ---- reading ---- */

static void
act_free(gpointer data)
{
    Act *act = data;
    g_free(act->who);
    g_free(act->act);
    g_free(act->target);
    g_free(act->why);
    g_free(act);
}

void
acts_free(Acts *acts)
{
    if (!acts)
        return;
    g_hash_table_unref(acts->last);
    g_ptr_array_unref(acts->of_periods);
    g_ptr_array_unref(acts->list);
    g_free(acts);
}

Acts *
register_acts(Register *reg, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error, "SELECT time, who, act, target, why FROM act ORDER BY id", "");
    if (!statement)
        return NULL;
    g_autoptr(Acts) acts = g_new0(Acts, 1);
    acts->list = g_ptr_array_new_with_free_func(act_free);
    acts->of_periods = g_ptr_array_new();
    acts->last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        Act *act = g_new0(Act, 1);
        act->time = sql_int(statement, 0);
        act->who = sql_text(statement, 1);
        act->act = sql_text(statement, 2);
        act->target = sql_text(statement, 3);
        act->why = sql_text(statement, 4);
        g_ptr_array_add(acts->list, act);
        const ActKind *kind = act_kind(act->act);
        if (kind && kind->target == ACT_PERIOD)
            g_ptr_array_add(acts->of_periods, act);
        g_hash_table_replace(acts->last, key_of(act->act, act->target),
                             GUINT_TO_POINTER(acts->list->len));
    }
    if (!failure)
        return g_steal_pointer(&acts);
    g_propagate_error(error, failure);
    return NULL;
}

/* ---- what they amount to ---- */

/* The last act of the pair of NAME that covers THING; NULL: there is none. */
static const Act *
last_act(const Acts *acts, const char *name, const char *thing)
{
    if (acts->list->len == 0)
        return NULL;
    g_autoptr(GPtrArray) targets = act_covering(act_kind(name)->target, thing);
    guint last = 0;
    for (guint i = 0; i < targets->len; i++) {
        g_autofree char *key = key_of(name, targets->pdata[i]);
        last = MAX(last, GPOINTER_TO_UINT(g_hash_table_lookup(acts->last, key)));
    }
    return last ? acts->list->pdata[last - 1] : NULL;
}

static const Act *
in_force(const Acts *acts, const char *name, const char *thing)
{
    const Act *last = last_act(acts, name, thing);
    return last && strcmp(last->act, name) == 0 ? last : NULL;
}

const Act *
acts_excused(const Acts *acts, const char *sheet, const char *period, const char *organisation)
{
    if (acts->list->len == 0)
        return NULL;
    g_autofree char *thing = g_strjoin(" ", sheet, period, organisation, NULL);
    return in_force(acts, "excuse", thing);
}

const Act *
acts_closed(const Acts *acts, const char *period, gint64 when)
{
    const Act *closed = NULL;
    for (guint i = 0; i < acts->of_periods->len; i++) {
        const Act *act = acts->of_periods->pdata[i];
        if (act->time < when && period_within(period, act->target))
            closed = strcmp(act->act, "close") == 0 ? act : NULL;
    }
    return closed;
}

GHashTable *
acts_passed(const Acts *acts)
{
    GHashTable *passed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < acts->list->len; i++) {
        const Act *act = acts->list->pdata[i];
        if (strcmp(act->act, "pass") == 0 && in_force(acts, "pass", act->target))
            g_hash_table_add(passed, g_strdup(act->target));
    }
    return passed;
}

const Act *
acts_entered(const Acts *acts, const char *message)
{
    return in_force(acts, ACT_ENTER, message);
}

const Act *
acts_settled(const Acts *acts, const char *target)
{
    return in_force(acts, "settle", target);
}

const Act *
acts_withdrawn(const Acts *acts, const char *submission)
{
    return in_force(acts, "withdraw", submission);
}

gboolean
acts_judged_texts(const Acts *acts, const char *submission)
{
    return last_act(acts, "pass", submission) != NULL;
}

char *
act_signature(gint64 edition, const char *signatory)
{
    return g_strdup_printf("edition:%" G_GINT64_FORMAT " %s", edition, signatory);
}

const Act *
acts_signed(const Acts *acts, gint64 edition, const char *signatory)
{
    g_autofree char *thing = act_signature(edition, signatory);
    return in_force(acts, "signed", thing);
}

GPtrArray *
acts_about(const Acts *acts, const char *word)
{
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < acts->list->len; i++) {
        Act *act = acts->list->pdata[i];
        g_auto(GStrv) words = g_strsplit(act->target, " ", -1);
        if (g_strv_contains((const char *const *)words, word))
            g_ptr_array_add(found, act);
    }
    return found;
}

/* An act on more than one thing counts as long as no later one is on the same; what a later one
 * takes out of it is seen at that one. */
gboolean
acts_in_force(const Acts *acts, const Act *act)
{
    const ActKind *kind = act_kind(act->act);
    if (!kind || !kind->opposite)
        return TRUE;
    g_autofree char *key = key_of(act->act, act->target);
    guint last = GPOINTER_TO_UINT(g_hash_table_lookup(acts->last, key));
    return last && acts->list->pdata[last - 1] == act;
}

/* ---- writing ---- */

static gboolean
would_change(const Acts *acts, const ActKind *kind, const GPtrArray *things)
{
    if (!kind->opposite)
        return TRUE;
    for (guint i = 0; i < things->len; i++) {
        const Act *last = last_act(acts, kind->name, things->pdata[i]);
        if (last ? strcmp(last->act, kind->name) != 0 : !kind->undoes)
            return TRUE;
    }
    return FALSE;
}

static gboolean
touch(Register *reg, sqlite3_stmt *statement, GError **error)
{
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure))
        g_hash_table_add(reg->touched, sql_text(statement, 0));
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* Lines to settle anew.  Whether a form came into a closed period is a finding of its line: those
 * that came after NOW, by their mail's own clock, are told. */
static gboolean
touch_lines(Register *reg, const ActKind *kind, const char *target, gint64 now, GError **error)
{
    if (kind->target != ACT_PERIOD && kind->target != ACT_FORM)
        return TRUE;
    return touch(
        reg,
        kind->target == ACT_FORM
            ? sql_query(reg, error, "SELECT line FROM submission WHERE id = ?1", "t", target)
            : sql_query(reg, error,
                        "SELECT DISTINCT s.line FROM submission s"
                        " JOIN origin m ON m.arrival = s.message"
                        " WHERE m.received > ?2 AND" SQL_PERIOD_WITHIN("s.period", "?1"),
                        "ti", target, now),
        error);
}

gboolean
act_settles(const ActKind *kind)
{
    return kind && (kind->target == ACT_PERIOD || kind->target == ACT_FORM ||
                    kind->target == ACT_MESSAGE || kind->target == ACT_PURGED);
}

gboolean
act_touch(Register *reg, gint64 id, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error, "SELECT act, target, time FROM act WHERE id = ?1", "i", id);
    if (!statement || !sql_row(reg, statement, error))
        return FALSE;
    const ActKind *kind = act_kind(sql_peek(statement, 0));
    g_autofree char *target = sql_text(statement, 1);
    gint64 time = sql_int(statement, 2);
    sql_done(statement);
    if (!sql_begin(reg, error))
        return FALSE;
    if (kind->target == ACT_PURGED)
        return touch(reg,
                     sql_query(reg, error,
                               "SELECT DISTINCT s.line FROM submission s"
                               " JOIN message m ON m.arrival = s.message WHERE m.purge = ?1",
                               "i", id),
                     error);
    return touch_lines(reg, kind, target, time, error);
}

gboolean
register_act(Register *reg, const ActKind *kind, const char *target, const char *why,
             const char *who, gint64 now, gboolean *changed, GError **error)
{
    const Definition *definition = register_definition(reg, error);
    g_autoptr(Acts) acts = definition ? register_acts(reg, error) : NULL;
    if (!acts)
        return FALSE;
    g_autoptr(GPtrArray) things = act_covered(definition, kind->target, target);
    *changed = would_change(acts, kind, things);
    if (!*changed)
        return TRUE;
    return sql_begin(reg, error) &&
           sql_do(reg, error,
                  "INSERT INTO act (time, who, act, target, why, run, definition)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(id), 0) FROM run),"
                  " (SELECT max(id) FROM definition))",
                  "itttt", now, who, kind->name, target, why) &&
           touch_lines(reg, kind, target, now, error);
}
