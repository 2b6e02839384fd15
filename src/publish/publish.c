/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/publish.h"

#include "publish/edition.h"
#include "publish/mask.h"
#include "register/act.h"
#include "register/definitions.h"
#include "register/sql.h"
#include <string.h>

/* ---- bodies of figures ---- */

static void
body_free(gpointer data)
{
    Body *body = data;
    g_ptr_array_unref(body->figures);
    g_free(body);
}

static Body *
body_new(const Convention *convention, const char *stood, GPtrArray *figures)
{
    Body *body = g_new0(Body, 1);
    body->convention = convention;
    body->stood = g_intern_string(stood);
    body->figures = figures;
    return body;
}

/* What EDITION published, by the definition of then, which is added to KEPT. */
static Body *
body_issued(Register *reg, const Edition *edition, GPtrArray *kept, GError **error)
{
    Definition *definition = definition_of_edition(reg, edition->number, error);
    if (!definition)
        return NULL;
    g_ptr_array_add(kept, definition);
    GPtrArray *figures = edition_figures(reg, edition->number, definition, error);
    g_autofree char *stood = g_strdup_printf("%d", (int)edition->number);
    return figures ? body_new(definition->convention, stood, figures) : NULL;
}

static GPtrArray *
bodies_issued(Register *reg, const GPtrArray *editions, GPtrArray *kept, GError **error)
{
    g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func(body_free);
    for (guint i = 0; i < editions->len; i++) {
        Body *body = body_issued(reg, editions->pdata[i], kept, error);
        if (!body)
            return NULL;
        g_ptr_array_add(bodies, body);
    }
    return g_steal_pointer(&bodies);
}

static int
compare_bodies(gconstpointer a, gconstpointer b)
{
    return strcmp((*(Body *const *)a)->stood, (*(Body *const *)b)->stood);
}

/* FIGURES of EDITION_EVERY, by the forms that stood together; they own them. */
static GPtrArray *
bodies_of_forms(const Convention *convention, GPtrArray *figures)
{
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    GPtrArray *bodies = g_ptr_array_new_with_free_func(body_free);
    for (guint i = 0; i < figures->len; i++) {
        Figure *figure = g_steal_pointer(&figures->pdata[i]);
        Body *body = g_hash_table_lookup(known, figure->stood);
        if (!body) {
            body = body_new(convention, figure->stood,
                            g_ptr_array_new_with_free_func((GDestroyNotify)figure_free));
            g_hash_table_insert(known, (gpointer)figure->stood, body);
            g_ptr_array_add(bodies, body);
        }
        g_ptr_array_add(body->figures, figure);
    }
    g_ptr_array_set_size(figures, 0);
    g_ptr_array_sort(bodies, compare_bodies);
    return bodies;
}

/* None when there is no edition: today's alone can't be told apart. */
static GPtrArray *
bodies_together(Register *reg, const Definition *definition, const GPtrArray *editions,
                GError **error)
{
    const FigureQuery query = {.edition = EDITION_EVERY};
    if (!editions->len)
        return g_ptr_array_new();
    g_autoptr(GPtrArray) figures = figures_compute(reg, definition, &query, error);
    return figures ? bodies_of_forms(definition->convention, figures) : NULL;
}

/* ---- masking ---- */

gboolean
publish_mark(Register *reg, const Definition *definition, GPtrArray *figures, GError **error)
{
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func((GDestroyNotify)definition_free);
    g_autoptr(GPtrArray) editions = editions_read(reg, error);
    g_autoptr(GPtrArray) issued = editions ? bodies_issued(reg, editions, kept, error) : NULL;
    g_autoptr(GPtrArray) together =
        issued ? bodies_together(reg, definition, editions, error) : NULL;
    const Body today = {definition->convention, figures, "0"};
    if (together)
        figures_mask(&today, issued, together);
    return together != NULL;
}

/* ---- texts ---- */

void
publish_passed(const GPtrArray *figures, GHashTable *passed)
{
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        const gboolean texts = figure->indicator->aggregation == AGGREGATE_TEXTS;
        for (guint k = 0; texts && figure->sources && k < figure->sources->len; k++) {
            FigureSource *source = figure->sources->pdata[k];
            if (!passed || !g_hash_table_contains(passed, source->submission))
                g_clear_pointer(&source->value, g_free);
        }
    }
}

/* Ids of the submissions whose texts may leave the house (transfer full; NULL with ERROR). */
static GHashTable *
passed_read(Register *reg, GError **error)
{
    g_autoptr(Acts) acts = register_acts(reg, error);
    return acts ? acts_passed(acts) : NULL;
}

/* ---- all at once ---- */

/* Masked as a whole, then cut to what was asked: a cell that protects another must not show because
 * the other was not asked for. */
static GPtrArray *
publish(Register *reg, const Definition *definition, const FigureQuery *query, GError **error)
{
    FigureQuery uncut = *query;
    uncut.uncut = TRUE;
    g_autoptr(GPtrArray) figures = figures_compute(reg, definition, &uncut, error);
    if (!figures || !publish_mark(reg, definition, figures, error))
        return NULL;
    g_autoptr(GHashTable) passed = passed_read(reg, error);
    if (!passed)
        return NULL;
    g_autoptr(GHashTable) delicate = figures_delicate(figures);
    figures_hide(figures, delicate);
    publish_passed(figures, passed);
    figures_cut(figures, query);
    return g_steal_pointer(&figures);
}

/* One state of the register, whatever a batch commits meanwhile. */
GPtrArray *
publish_figures(Register *reg, const Definition *definition, const FigureQuery *query,
                gboolean confidential, GError **error)
{
    if (confidential)
        return figures_compute(reg, definition, query, error);
    if (!sql_do(reg, error, "SAVEPOINT publish", ""))
        return NULL;
    GPtrArray *figures = publish(reg, definition, query, error);
    sql_do(reg, NULL, "RELEASE publish", "");
    return figures;
}

/* ---- indicator by indicator ---- */

typedef struct {
    const FigureQuery *query;
    const GPtrArray *marked; /* all, without sources; NULL: nothing is masked */
    GHashTable *delicate, *passed;
    guint at; /* of those marked, how many came again */
    PublishTake take;
    gpointer data;
} Stream;

static void
stream_give(Stream *stream, GPtrArray *figures)
{
    for (guint i = 0; stream->marked && i < figures->len; i++)
        ((Figure *)figures->pdata[i])->masked =
            ((const Figure *)stream->marked->pdata[stream->at++])->masked;
    if (stream->marked) {
        figures_hide(figures, stream->delicate);
        publish_passed(figures, stream->passed);
        figures_cut(figures, stream->query);
    }
    stream->take(stream->data, figures);
}

static gboolean
stream_run(Register *reg, const Definition *definition, Stream *stream, GError **error)
{
    FigureQuery query = *stream->query;
    query.uncut = stream->marked != NULL;
    g_autoptr(FigureMaker) maker = figure_maker_new(reg, definition, &query, error);
    if (!maker)
        return FALSE;
    for (GPtrArray *figures; (figures = figure_maker_next(maker)) != NULL;) {
        stream_give(stream, figures);
        g_ptr_array_unref(figures);
    }
    return TRUE;
}

/* What is masked follows from all figures together: they are computed twice, first without their
 * sources. */
static gboolean
publish_stream(Register *reg, const Definition *definition, Stream *stream, GError **error)
{
    FigureQuery slim = *stream->query;
    slim.uncut = TRUE;
    slim.sources = FALSE;
    g_autoptr(GPtrArray) marked = figures_compute(reg, definition, &slim, error);
    if (!marked || !publish_mark(reg, definition, marked, error))
        return FALSE;
    g_autoptr(GHashTable) passed = passed_read(reg, error);
    if (!passed)
        return FALSE;
    g_autoptr(GHashTable) delicate = figures_delicate(marked);
    stream->marked = marked;
    stream->delicate = delicate;
    stream->passed = passed;
    return stream_run(reg, definition, stream, error);
}

gboolean
publish_each(Register *reg, const Definition *definition, const FigureQuery *query,
             gboolean confidential, PublishTake take, gpointer data, GError **error)
{
    Stream stream = {.query = query, .take = take, .data = data};
    if (!sql_do(reg, error, "SAVEPOINT publish", ""))
        return FALSE;
    gboolean ok = confidential ? stream_run(reg, definition, &stream, error)
                               : publish_stream(reg, definition, &stream, error);
    sql_do(reg, NULL, "RELEASE publish", "");
    return ok;
}
