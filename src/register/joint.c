/* SPDX-License-Identifier: Apache-2.0 */
#include "register/joint.h"

#include "base/text.h"
#include "convention/place.h"
#include "register/erase.h"
#include "register/keep-finding.h"
#include "register/sql.h"
#include <string.h>

/* A single answer of a form. */
typedef struct {
    const Field *field;
    char *canonical, *typed;
} Reply;

/* A standing form. */
typedef struct {
    gint64 rank, arrival;
    char *organisation, *kind;
    GArray *answers; /* Reply, those given, in the order of the sheet */
} Declared;

static void
reply_clear(gpointer data)
{
    g_free(((Reply *)data)->canonical);
    g_free(((Reply *)data)->typed);
}

static void
declared_free(gpointer data)
{
    Declared *form = data;
    g_free(form->organisation);
    g_free(form->kind);
    g_array_unref(form->answers);
    g_free(form);
}

/* ---- forms and their events ---- */

static Declared *
declared_of_row(sqlite3_stmt *statement)
{
    Declared *form = g_new0(Declared, 1);
    form->rank = sql_int(statement, 0);
    form->arrival = sql_int(statement, 1);
    form->organisation = sql_text(statement, 2);
    form->kind = sql_text(statement, 3);
    form->answers = g_array_new(FALSE, TRUE, sizeof(Reply));
    g_array_set_clear_func(form->answers, reply_clear);
    return form;
}

#define DECLARED "SELECT s.rank, s.message, s.organisation, s.kind, v.field, v.canonical, v.typed"
#define ANSWERS                                                                                    \
    " LEFT JOIN value v ON v.submission = s.rank AND v.counted = 1"                                \
    " AND v.item IS NULL AND v.column IS NULL AND v.canonical IS NOT NULL"
#define DECLARED_ORDER " ORDER BY s.organisation, s.period, s.id, v.seq"

static sqlite3_stmt *
declared_query(Register *reg, const Sheet *sheet, gint64 edition, GError **error)
{
    if (edition == 0)
        return sql_query(reg, error,
                         DECLARED " FROM submission s" ANSWERS
                                  " WHERE s.sheet = ?1 AND s.verdict = 'accepted'" DECLARED_ORDER,
                         "t", sheet->id);
    return sql_query(reg, error,
                     DECLARED
                     " FROM edition_form e JOIN submission s ON s.rank = e.submission" ANSWERS
                     " WHERE s.sheet = ?1 AND e.edition = ?2" DECLARED_ORDER,
                     "ti", sheet->id, edition);
}

/* The standing forms of SHEET, in the order of organisations: GPtrArray of Declared. */
static GPtrArray *
declared_read(Register *reg, const Sheet *sheet, gint64 edition, GError **error)
{
    sqlite3_stmt *statement = declared_query(reg, sheet, edition, error);
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) forms = g_ptr_array_new_with_free_func(declared_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        Declared *form = forms->len ? forms->pdata[forms->len - 1] : NULL;
        if (!form || form->rank != sql_int(statement, 0))
            g_ptr_array_add(forms, form = declared_of_row(statement));
        if (!sql_peek(statement, 4))
            continue;
        const Reply answer = {sheet_field(sheet, sql_peek(statement, 4)), sql_text(statement, 5),
                              sql_text(statement, 6)};
        g_array_append_val(form->answers, answer);
    }
    if (!failure)
        return g_steal_pointer(&forms);
    g_propagate_error(error, failure);
    return NULL;
}

static const Reply *
declared_answer(const Declared *form, const Field *field)
{
    for (guint i = 0; field && i < form->answers->len; i++) {
        const Reply *answer = &g_array_index(form->answers, Reply, i);
        if (answer->field == field)
            return answer;
    }
    return NULL;
}

/* BETWEEN, then what FORM answers to the sheet's joint keys (transfer full); NULL: not all of it.
 */
static char *
declared_reference(const Sheet *sheet, const Declared *form, const char *between)
{
    g_autoptr(GString) reference = g_string_new(between);
    for (char **name = sheet->joint_keys; *name; name++) {
        const Reply *answer = declared_answer(form, sheet_field(sheet, *name));
        if (!answer)
            return NULL;
        g_autofree char *folded = text_reference(answer->canonical);
        g_string_append_printf(reference, "|%s", folded);
    }
    return g_string_free(g_steal_pointer(&reference), FALSE);
}

/* The event of FORM (transfer full); NULL: one of its own. */
static char *
declared_event(const Sheet *sheet, const Declared *form)
{
    if (!sheet->partner)
        return declared_reference(sheet, form, NULL);
    const Reply *partner = declared_answer(form, sheet->partner);
    const char *self = form->organisation;
    if (!partner)
        return NULL;
    gboolean first = strcmp(self, partner->canonical) < 0;
    g_autofree char *between = g_strdup_printf("%s|%s", first ? self : partner->canonical,
                                               first ? partner->canonical : self);
    return declared_reference(sheet, form, between);
}

/* How many of FORMS one organisation has with one reference, "organisation|reference" → number: as
 * its events differ, so do their partners.  Of the kind that prevails only, which gives the
 * references; NULL: the sheet has no such. */
static GHashTable *
references_of(const Sheet *sheet, const GPtrArray *forms)
{
    if (!sheet->partner || !sheet->prevails)
        return NULL;
    GHashTable *references = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < forms->len; i++) {
        const Declared *form = forms->pdata[i];
        char *reference = g_strcmp0(form->kind, sheet->prevails) == 0
                              ? declared_reference(sheet, form, form->organisation)
                              : NULL;
        if (reference) {
            guint before = GPOINTER_TO_UINT(g_hash_table_lookup(references, reference));
            g_hash_table_insert(references, reference, GUINT_TO_POINTER(before + 1));
        }
    }
    return references;
}

/* The forms of each event, the one that counts first: GPtrArray of GPtrArray of Declared, borrowed
 * from FORMS. */
static GPtrArray *
events_of(const Sheet *sheet, const GPtrArray *forms)
{
    GPtrArray *events = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < forms->len; i++) {
        Declared *form = forms->pdata[i];
        char *name = declared_event(sheet, form);
        GPtrArray *event = name ? g_hash_table_lookup(known, name) : NULL;
        if (!event) {
            g_ptr_array_add(events, event = g_ptr_array_new());
            if (name)
                g_hash_table_insert(known, g_strdup(name), event);
        }
        g_free(name);
        const Declared *first = event->len ? event->pdata[0] : NULL;
        gboolean prevails = first && sheet->prevails &&
                            g_strcmp0(form->kind, sheet->prevails) == 0 &&
                            g_strcmp0(first->kind, sheet->prevails) != 0;
        g_ptr_array_insert(event, prevails ? 0 : -1, form);
    }
    return events;
}

GHashTable *
joint_counted(Register *reg, const Sheet *sheet, gint64 edition, GError **error)
{
    g_autoptr(GPtrArray) forms = declared_read(reg, sheet, edition, error);
    if (!forms)
        return NULL;
    g_autoptr(GPtrArray) events = events_of(sheet, forms);
    GHashTable *counted = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < events->len; i++) {
        const Declared *form = ((const GPtrArray *)events->pdata[i])->pdata[0];
        g_hash_table_add(counted, g_memdup2(&form->rank, sizeof form->rank));
    }
    return counted;
}

/* ---- what is said ---- */

/* What makes the event, and prose, differ rightly. */
static gboolean
is_compared(const Sheet *sheet, const Field *field)
{
    return field && field->role == ROLE_ANSWER && field != sheet->partner &&
           field->type != TYPE_LONGTEXT &&
           !g_strv_contains((const char *const *)sheet->joint_keys, field->name);
}

static gboolean
is_erased(const Reply *answer)
{
    return strcmp(answer->canonical, ERASED_TEXT) == 0;
}

/* What FORM says otherwise than OTHER, of the same event. */
static GPtrArray *
differences(const Sheet *sheet, const Declared *form, const Declared *other, gboolean counted)
{
    GPtrArray *findings = findings_new();
    for (guint i = 0; i < form->answers->len; i++) {
        const Reply *answer = &g_array_index(form->answers, Reply, i);
        const Reply *against = declared_answer(other, answer->field);
        if (!against || !is_compared(sheet, answer->field) || is_erased(answer) ||
            is_erased(against) || strcmp(answer->canonical, against->canonical) == 0)
            continue;
        g_autofree char *here = text_fold(answer->canonical);
        g_autofree char *there = text_fold(against->canonical);
        if (strcmp(here, there) == 0)
            continue;
        g_autofree char *mine = answer_words(answer->field, NULL, answer->canonical);
        g_autofree char *theirs = answer_words(against->field, NULL, against->canonical);
        Finding *finding =
            finding_new(counted ? FINDING_EVENT_DIFFERS_COUNTED : FINDING_EVENT_DIFFERS_SET_ASIDE,
                        answer->field->printed, NULL, mine, "label", answer->field->label, "other",
                        theirs, NULL);
        g_ptr_array_add(findings, finding);
    }
    return findings;
}

/* "Date de la réunion, Lieu de la réunion" (transfer full). */
static char *
joint_labels(const Sheet *sheet)
{
    g_autoptr(GString) labels = g_string_new(NULL);
    for (char **name = sheet->joint_keys; *name; name++)
        g_string_append_printf(labels, "%s%s", labels->len ? ", " : "",
                               sheet_field(sheet, *name)->label);
    return g_string_free(g_steal_pointer(&labels), FALSE);
}

/* What is said to FORM of OTHER, which declares the same event. */
static GPtrArray *
event_findings(const Sheet *sheet, const Declared *form, const Declared *other, gboolean counted)
{
    GPtrArray *findings =
        sheet->partner ? differences(sheet, form, other, counted) : findings_new();
    if (findings->len > 0)
        return findings;
    g_autofree char *labels = joint_labels(sheet);
    g_ptr_array_add(findings, sheet->partner
                                  ? finding_new(FINDING_EVENT_BY_PARTNER, NULL, NULL, NULL, NULL)
                                  : finding_new(FINDING_EVENT_DECLARED_TWICE, NULL, NULL, NULL,
                                                "expected", labels, NULL));
    return findings;
}

/* FORM has been told just FINDINGS of its event; FALSE with ERROR, or when it has not. */
static gboolean
is_told(Register *reg, const Declared *form, const GPtrArray *findings, GError **error)
{
    sqlite3_stmt *statement = sql_query(reg, error,
                                        "SELECT code, field, value, text FROM finding"
                                        " WHERE submission = ?1 AND history = 1"
                                        " AND code GLOB 'event-*' ORDER BY id",
                                        "i", form->rank);
    GError *failure = NULL;
    gboolean same = statement != NULL;
    guint told = 0;
    while (same && sql_row(reg, statement, &failure)) {
        const Finding *finding = told < findings->len ? findings->pdata[told++] : NULL;
        same = finding && g_strcmp0(sql_peek(statement, 0), finding->code) == 0 &&
               g_strcmp0(sql_peek(statement, 1), finding->field) == 0 &&
               g_strcmp0(sql_peek(statement, 2), finding->value) == 0 &&
               g_strcmp0(sql_peek(statement, 3), finding->message) == 0;
    }
    if (statement && !same)
        sql_done(statement);
    if (failure)
        g_propagate_error(error, failure);
    return same && !failure && told == findings->len;
}

/* Tell FORM just FINDINGS of its event.  What it has been told stays: of a large register little
 * changes at a time. */
static gboolean
form_tell(Register *reg, const Declared *form, const GPtrArray *findings, GError **error)
{
    GError *failure = NULL;
    if (is_told(reg, form, findings, &failure))
        return TRUE;
    if (failure) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    if (!sql_do(reg, error,
                "DELETE FROM finding WHERE submission = ?1 AND history = 1"
                " AND code GLOB 'event-*'",
                "i", form->rank))
        return FALSE;
    for (guint i = 0; i < findings->len; i++) {
        if (!keep_finding(reg, form->arrival, form->rank, TRUE, findings->pdata[i], error))
            return FALSE;
    }
    return TRUE;
}

/* To FORM, when REFERENCES have its own more than once. */
static void
add_reference_twice(const Sheet *sheet, const Declared *form, GHashTable *references,
                    GPtrArray *findings)
{
    g_autofree char *reference =
        references ? declared_reference(sheet, form, form->organisation) : NULL;
    if (!reference || GPOINTER_TO_UINT(g_hash_table_lookup(references, reference)) < 2)
        return;
    const Field *key = sheet_field(sheet, sheet->joint_keys[0]);
    g_ptr_array_add(findings, finding_new(FINDING_EVENT_REFERENCE_TWICE, key->printed, NULL,
                                          declared_answer(form, key)->canonical, NULL));
}

/* The forms of one event, each of which hears of the first that another organisation sent. */
static gboolean
event_tell(Register *reg, const Sheet *sheet, const GPtrArray *event, GHashTable *references,
           GError **error)
{
    for (guint i = 0; i < event->len; i++) {
        const Declared *form = event->pdata[i], *other = NULL;
        for (guint j = 0; j < event->len && !other; j++) {
            const Declared *candidate = event->pdata[j];
            if (strcmp(candidate->organisation, form->organisation) != 0)
                other = candidate;
        }
        g_autoptr(GPtrArray) findings =
            other ? event_findings(sheet, form, other, i == 0) : findings_new();
        add_reference_twice(sheet, form, references, findings);
        if (!form_tell(reg, form, findings, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
joint_check(Register *reg, const Sheet *sheet, GError **error)
{
    if (!sheet->joint)
        return TRUE;
    g_autoptr(GPtrArray) forms = declared_read(reg, sheet, 0, error);
    if (!forms)
        return FALSE;
    g_autoptr(GPtrArray) events = events_of(sheet, forms);
    g_autoptr(GHashTable) references = references_of(sheet, forms);
    for (guint i = 0; i < events->len; i++) {
        if (!event_tell(reg, sheet, events->pdata[i], references, error))
            return FALSE;
    }
    return TRUE;
}
