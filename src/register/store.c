/* SPDX-License-Identifier: Apache-2.0
 *
 * store.c - taking one examined message into the register.
 */
#include "register/sql.h"

#include "base/i18n.h"
#include "base/sha256.h"
#include "register/given.h"
#include "register/keep-finding.h"
#include "register/nil.h"
#include "register/settle.h"
#include "register/store.h"
#include <string.h>

#define GROUP 100 /* messages a transaction: two fsyncs for a hundred forms */

gboolean
register_knows(Register *reg, const char *sha256)
{
    gint64 found = 0;
    return sql_integer(reg, &found, 0, NULL, "SELECT 1 FROM message WHERE sha256 = ?1", "t",
                       sha256) &&
           found;
}

gboolean
store_begin(Register *reg, gint64 now, GError **error)
{
    if (!sql_begin(reg, error))
        return FALSE;
    if (reg->run)
        return TRUE;
    if (!sql_do(reg, error,
                "INSERT INTO run (kind, time, definition) SELECT ?1, ?2, max(id) FROM definition",
                "ti", reg->entry ? "entry" : "batch", now))
        return FALSE;
    reg->run = sqlite3_last_insert_rowid(reg->db);
    return TRUE;
}

gboolean
register_settle(Register *reg, GError **error)
{
    return reg->group == 0 || settle_touched(reg, error);
}

gboolean
register_flush(Register *reg, GError **error)
{
    if (reg->group == 0)
        return TRUE;
    if (!settle_touched(reg, error) || !sql_do(reg, error, "COMMIT", ""))
        return FALSE;
    reg->group = 0;
    return TRUE;
}

static gboolean
store_message(Register *reg, const char *sha256, const char *name, GBytes *original,
              const Examination *examination, gint64 now, gint64 *arrival, GError **error)
{
    g_autoptr(GString) reference = g_string_new(NULL);
    for (guint i = 0; i < examination->references->len; i++)
        g_string_append_printf(reference, "%s%s", i ? " " : "",
                               (const char *)examination->references->pdata[i]);
    gboolean ok =
        sql_do(reg, error,
               "INSERT INTO message (sha256, run, name, original, mail, class, verdict, received,"
               " from_address, from_name, subject, message_id, forwarded_from, reference, size)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
               "titbiitittttt"
               "ti",
               sha256, reg->run, name, original, (gint64)(examination->mail != 0),
               (gint64)examination->class, verdict_code(examination->verdict),
               examination->received ? examination->received : now, examination->from_address,
               examination->from_name, examination->subject, examination->message_id,
               examination->forwarded_from, reference->str, (gint64)g_bytes_get_size(original));
    *arrival = sqlite3_last_insert_rowid(reg->db);
    return ok;
}

static gboolean
store_part(Register *reg, gint64 arrival, const ExaminedPart *part, GError **error)
{
    return sql_do(reg, error,
                  "INSERT INTO part (message, path, filename, type, label, sha256, size, fate,"
                  " text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                  "itttttitt", arrival, part->path, part->filename, part->type, part->label,
                  part->sha256, (gint64)part->size, fate_code(part->fate), part->text);
}

static gboolean
store_findings(Register *reg, gint64 arrival, gint64 rank, const GPtrArray *findings,
               GError **error)
{
    for (guint i = 0; i < findings->len; i++) {
        if (!keep_finding(reg, arrival, rank, FALSE, findings->pdata[i], error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
store_value(Register *reg, gint64 rank, guint seq, const Value *value, GError **error)
{
    gint64 scaled;
    gboolean number = value->canonical && number_parse(value->canonical, &scaled);
    g_autofree char *digits = number ? g_strdup_printf("%" G_GINT64_FORMAT, scaled) : NULL;
    return sql_do(reg, error,
                  "INSERT INTO value (submission, seq, field, item, column, canonical, number,"
                  " typed, motif, counted)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, CAST(?7 AS INTEGER), ?8, ?9, ?10)",
                  "iittttttii", rank, (gint64)seq, value->field, value->item, value->column,
                  value->canonical, digits, value->typed, (gint64)value->motif,
                  (gint64)(value->counted != 0));
}

/* The name of a submission everywhere outside: from what it came in, so that it is the same
 * whenever and in whatever order it was taken in. */
static char *
submission_name(const char *sha256, const char *part)
{
    g_autofree char *place = g_strdup_printf("%s/%s", sha256, part);
    char *name = sha256_of(place, strlen(place));
    name[16] = '\0';
    return name;
}

/* A period of the calendar; of an accepted form one that the sheet is filled for, in the term. */
static gboolean
claims_period(const Convention *convention, const Sheet *sheet, const char *text, gboolean accepted)
{
    Period period;
    return period_parse(text, convention->calendar, &period) &&
           (!accepted || ((sheet->per == PER_HALF) == (period.half != 0) &&
                          convention_in_term(convention, period)));
}

/* What the sheet asks, each once: sums of answers of 12 figures then stay within SQLite's. */
static gboolean
claims_values(const Sheet *sheet, const GPtrArray *values)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < values->len; i++) {
        const Value *value = values->pdata[i];
        if (!sheet_asks(sheet, value->field, value->item, value->column) ||
            !g_hash_table_add(known, g_strdup_printf("%s/%s/%s", value->field,
                                                     value->item ? value->item : "",
                                                     value->column ? value->column : "")))
            return FALSE;
    }
    return TRUE;
}

/* The parent believes a child's shape, never its claims: what it says of sheet, organisation,
 * period and answers must exist, and kind and territory are read from the list. */
static gboolean
store_check_claims(const Definition *newest, const CheckedForm *form,
                   const Participant **participant, GError **error)
{
    const Definition *definition = definition_during(newest, form->period);
    const Sheet *sheet = form->sheet ? convention_sheet(definition->convention, form->sheet) : NULL;
    const gboolean of_event = sheet && sheet->per == PER_EVENT;
    const gboolean accepted = form->verdict == VERDICT_ACCEPTED;
    *participant =
        form->organisation ? participants_find(definition->participants, form->organisation) : NULL;
    gboolean ok =
        (!form->sheet || sheet) && (!form->organisation || *participant) &&
        (!accepted || (sheet && *participant && form->period && (!of_event || form->event))) &&
        (!form->period || claims_period(definition->convention, sheet, form->period, accepted)) &&
        (!form->event || of_event) && claims_values(sheet, form->values);
    if (!ok)
        g_set_error(
            error, REGISTER_ERROR, REGISTER_ERROR_FORMAT,
            _("an examination claims a sheet, organisation, period or answer that there is not"));
    return ok;
}

gboolean
register_credible(Register *reg, const Examination *examination)
{
    const Definition *definition = register_definition(reg, NULL);
    const Participant *who;
    for (guint i = 0; definition && i < examination->forms->len; i++) {
        const ExaminedForm *form = examination->forms->pdata[i];
        if (!examination_part(examination, form->part) ||
            !store_check_claims(definition, form->checked, &who, NULL))
            return FALSE;
    }
    return definition != NULL;
}

/* RANK: of its row; 0: a new one. */
static gboolean
store_form(Register *reg, gint64 arrival, gint64 rank, const char *sha256,
           const Examination *examination, const ExaminedForm *examined, GError **error)
{
    const CheckedForm *form = examined->checked;
    const ExaminedPart *part = examination_part(examination, examined->part);
    const Participant *who;
    if (!part || !store_check_claims(reg->definition, form, &who, error))
        return FALSE;
    g_autofree char *id = submission_name(sha256, examined->part);
    g_autofree char *line = settle_line(form, part->sha256);
    const char *verdict = verdict_code(form->verdict);
    const Definition *definition = definition_during(reg->definition, form->period);
    if (!sql_do(
            reg, error,
            "INSERT INTO submission (id, message, received, part, part_sha256, sheet, organisation,"
            " kind, territory, period, event, claimed, examined, content_hash, canonical,"
            " line, verdict, nil, rank)"
            " VALUES (?1, ?2, (SELECT received FROM message WHERE arrival = ?2), ?3, ?4, ?5,"
            " ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
            " ?17, nullif(?18, 0))",
            "tittttttttttttt"
            "tii",
            id, arrival, examined->part, part->sha256, form->sheet, form->organisation,
            who ? who->kind->id : NULL, who && who->territory ? who->territory->code : NULL,
            form->period, form->event, form->claimed, verdict, form->content_hash,
            form->canonical_xml, line, verdict, (gint64)form_is_nil(definition->convention, form),
            rank))
        return FALSE;
    rank = sqlite3_last_insert_rowid(reg->db);
    g_hash_table_add(reg->touched, g_steal_pointer(&line));
    for (guint i = 0; i < form->values->len; i++) {
        if (!store_value(reg, rank, i, form->values->pdata[i], error))
            return FALSE;
    }
    return given_keep(reg, rank, error) &&
           store_findings(reg, arrival, rank, form->findings, error);
}

gboolean
store_examination(Register *reg, gint64 arrival, const char *sha256, const Examination *examination,
                  GHashTable *ranks, GError **error)
{
    for (guint i = 0; i < examination->parts->len; i++) {
        if (!store_part(reg, arrival, examination->parts->pdata[i], error))
            return FALSE;
    }
    if (!store_findings(reg, arrival, 0, examination->findings, error))
        return FALSE;
    for (guint i = 0; i < examination->forms->len; i++) {
        const ExaminedForm *form = examination->forms->pdata[i];
        const gint64 *rank = ranks ? g_hash_table_lookup(ranks, form->part) : NULL;
        if (!store_form(reg, arrival, rank ? *rank : 0, sha256, examination, form, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
register_add(Register *reg, const char *sha256, const char *name, GBytes *original,
             const Examination *examination, gint64 now, GError **error)
{
    gint64 arrival;
    return register_definition(reg, error) && store_begin(reg, now, error) &&
           store_message(reg, sha256, name, original, examination, now, &arrival, error) &&
           store_examination(reg, arrival, sha256, examination, NULL, error) &&
           (reg->group < GROUP || register_flush(reg, error));
}
