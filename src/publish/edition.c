/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/edition.h"

#include "base/i18n.h"
#include "base/sha256.h"
#include "publish/scope.h"
#include "register/journal.h"
#include "register/sql.h"
#include <string.h>

void
edition_free(Edition *edition)
{
    if (!edition)
        return;
    g_free(edition->period);
    g_free(edition->scope);
    g_free(edition->seal);
    g_free(edition->figures_sha256);
    g_free(edition->pdf_sha256);
    g_free(edition);
}

static Edition *
edition_of_row(sqlite3_stmt *statement)
{
    Edition *edition = g_new0(Edition, 1);
    edition->number = sql_int(statement, 0);
    edition->issued = sql_int(statement, 1);
    edition->period = sql_text(statement, 2);
    edition->scope = sql_text(statement, 3);
    edition->seal = sql_text(statement, 4);
    edition->figures_sha256 = sql_text(statement, 5);
    edition->pdf_sha256 = sql_text(statement, 6);
    edition->meeting = (int)sql_int(statement, 7);
    return edition;
}

GPtrArray *
editions_read(Register *reg, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT number, issued, period, scope, seal, figures_sha256, pdf_sha256,"
                  " meeting"
                  " FROM edition ORDER BY number",
                  "");
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) editions = g_ptr_array_new_with_free_func((GDestroyNotify)edition_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure))
        g_ptr_array_add(editions, edition_of_row(statement));
    if (!failure)
        return g_steal_pointer(&editions);
    g_propagate_error(error, failure);
    return NULL;
}

/* ---- issuing ---- */

static gboolean
keep_figure(Register *reg, gint64 number, gint64 seq, const Figure *figure, GError **error)
{
    g_autofree char *scope = scope_text(figure->scope);
    return sql_do(reg, error,
                  "INSERT INTO edition_figure (edition, seq, indicator, period, scope, value,"
                  " numerator, denominator, respondents, expected, of_forms, over_forms, masked)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                  "iittttttiiiii", number, seq, figure->indicator->id, figure->period, scope,
                  figure->value, figure->numerator, figure->denominator,
                  (gint64)figure->respondents, (gint64)figure->expected, (gint64)figure->of_forms,
                  (gint64)figure->over_forms, (gint64)(figure->masked != 0));
}

static gboolean
keep_figures(Register *reg, gint64 number, const GPtrArray *figures, GError **error)
{
    for (guint i = 0; i < figures->len; i++) {
        if (!keep_figure(reg, number, i, figures->pdata[i], error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
keep_edition(Register *reg, const Edition *edition, const GPtrArray *figures, GBytes *pdf,
             GError **error)
{
    gint64 last;
    if (!sql_integer(reg, &last, 0, error, "SELECT max(number) FROM edition", ""))
        return FALSE;
    if (edition->number != last + 1) {
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT,
                    _("edition %d can't be kept after edition %d"), (int)edition->number,
                    (int)last);
        return FALSE;
    }
    return sql_do(reg, error,
                  "INSERT INTO edition (number, issued, definition, period, scope, seal,"
                  " figures_sha256, pdf_sha256, pdf, meeting)"
                  " SELECT ?1, ?2, max(id), ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM definition",
                  "iitttttbi", edition->number, edition->issued, edition->period, edition->scope,
                  edition->seal, edition->figures_sha256, edition->pdf_sha256, pdf,
                  (gint64)edition->meeting) &&
           sql_do(reg, error,
                  "INSERT INTO edition_form (edition, submission)"
                  " SELECT ?1, rank FROM submission WHERE verdict = 'accepted'",
                  "i", edition->number) &&
           keep_figures(reg, edition->number, figures, error);
}

gboolean
edition_issue(Register *reg, Edition *edition, const GPtrArray *figures, GBytes *pdf,
              const char *who, GError **error)
{
    g_free(edition->pdf_sha256);
    edition->pdf_sha256 = sha256_of_bytes(pdf);
    if (!register_flush(reg, error) || !sql_begin(reg, error))
        return FALSE;
    if (keep_edition(reg, edition, figures, pdf, error) &&
        journal_add(reg, who, "Édition d'un rapport", edition->issued, error) &&
        register_flush(reg, error))
        return TRUE;
    sql_take_back(reg, NULL);
    return FALSE;
}

GBytes *
edition_pdf(Register *reg, gint64 number, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error, "SELECT pdf, pdf_sha256 FROM edition WHERE number = ?1", "i", number);
    GError *failure = NULL;
    if (!statement)
        return NULL;
    if (!sql_row(reg, statement, &failure)) {
        if (failure)
            g_propagate_error(error, failure);
        else
            g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                        _("the register has no edition %d"), (int)number);
        return NULL;
    }
    g_autoptr(GBytes) pdf = sql_blob(statement, 0);
    g_autofree char *expected = sql_text(statement, 1);
    sql_done(statement);
    g_autofree char *hash = sha256_of_bytes(pdf);
    if (strcmp(hash, expected) == 0)
        return g_steal_pointer(&pdf);
    g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT,
                _("%s is damaged: edition %d isn't what was issued"), reg->path, (int)number);
    return NULL;
}

gboolean
edition_shows(const Edition *edition, Calendar calendar, const char *year)
{
    Period own, other;
    return edition->period && year && period_parse(edition->period, calendar, &own) &&
           period_parse(year, calendar, &other) && other.year <= own.year &&
           own.year - other.year <= EARLIER_YEARS;
}

/* ---- the hash of its figures ---- */

struct FiguresHash {
    Sha256 *sum;
    Json *json;
};

static void
hash_text(gpointer sum, const char *text, gsize length)
{
    sha256_add(sum, text, length);
}

FiguresHash *
figures_hash_new(const Convention *convention)
{
    FiguresHash *hash = g_new0(FiguresHash, 1);
    hash->sum = sha256_new();
    hash->json = json_new_to(hash_text, hash->sum);
    figures_json_begin(hash->json, convention);
    return hash;
}

void
figures_hash_add(FiguresHash *hash, const GPtrArray *figures)
{
    figures_json_add(hash->json, figures);
}

char *
figures_hash_finish(FiguresHash *hash)
{
    figures_json_end(hash->json);
    json_done(hash->json);
    return sha256_told(hash->sum);
}

void
figures_hash_free(FiguresHash *hash)
{
    if (!hash)
        return;
    json_free(hash->json);
    sha256_free(hash->sum);
    g_free(hash);
}

/* ---- what they published ---- */

static Figure *
figure_of_row(sqlite3_stmt *statement, const Indicator *indicator)
{
    Figure *figure = g_new0(Figure, 1);
    figure->indicator = indicator;
    figure->period = sql_text(statement, 1);
    figure->scope = scope_pairs(sql_peek(statement, 2));
    figure->value = sql_text(statement, 3);
    figure->numerator = sql_text(statement, 4);
    figure->denominator = sql_text(statement, 5);
    figure->respondents = (guint)sql_int(statement, 6);
    figure->expected = (guint)sql_int(statement, 7);
    figure->of_forms = (guint64)sql_int(statement, 8);
    figure->over_forms = (guint64)sql_int(statement, 9);
    figure->masked = sql_int(statement, 10) != 0;
    return figure;
}

GPtrArray *
edition_figures(Register *reg, gint64 number, const Definition *definition, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT indicator, period, scope, value, numerator, denominator, respondents,"
                  " expected, of_forms, over_forms, masked FROM edition_figure WHERE edition = ?1"
                  " ORDER BY seq",
                  "i", number);
    if (!statement)
        return NULL;
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        const Indicator *indicator =
            definition_indicator(definition, sql_peek(statement, 0), sql_peek(statement, 1));
        if (indicator)
            g_ptr_array_add(figures, figure_of_row(statement, indicator));
    }
    if (!failure)
        return g_steal_pointer(&figures);
    g_propagate_error(error, failure);
    return NULL;
}
