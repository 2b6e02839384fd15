/* SPDX-License-Identifier: Apache-2.0
 *
 * plausible.c - one pass over the answers to each question that is declared.
 */
#include "figures/plausible-parts.h"

#include "register/sql.h"
#include <string.h>

typedef struct {
    Register *reg;
    const Convention *convention;
    const UnusualQuery *query;
    GStringChunk *texts;
    GArray *forms;          /* Sent, of the sheet of the moment */
    GArray *places;         /* guint by rank: place among them, from 1; 0: none of them */
    const Operand *operand; /* of the moment */
    GPtrArray *found;       /* Unusual */
    GError *failure;        /* while they are found */
} Work;

void
unusual_free(Unusual *unusual)
{
    g_free(unusual->item);
    g_free(unusual->submission);
    g_free(unusual->organisation);
    g_free(unusual->period);
    g_free(unusual->earlier);
    g_free(unusual);
}

/* ---- forms ---- */

static const char *
keep_text(const Work *work, const char *text)
{
    return text ? g_string_chunk_insert_const(work->texts, text) : NULL;
}

static int
compare_forms(gconstpointer a, gconstpointer b)
{
    const Sent *x = a, *y = b;
    if (x->organisation != y->organisation)
        return x->organisation < y->organisation ? -1 : 1;
    return x->parsed.half != y->parsed.half ? x->parsed.half - y->parsed.half
                                            : x->parsed.year - y->parsed.year;
}

static void
place_forms(Work *work)
{
    g_array_set_size(work->places, 0);
    g_array_sort(work->forms, compare_forms);
    for (guint i = 0; i < work->forms->len; i++) {
        const gint64 rank = g_array_index(work->forms, Sent, i).rank;
        if (rank >= work->places->len)
            g_array_set_size(work->places, (guint)rank + 1);
        g_array_index(work->places, guint, rank) = i + 1;
    }
}

/* Of one organisation: its forms, and those of others in the same periods. */
static gboolean
read_forms(Work *work, const Sheet *sheet, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(work->reg, error,
                  "SELECT rank, organisation, kind, period FROM submission"
                  " WHERE sheet = ?1 AND verdict = 'accepted' AND (?2 IS NULL OR period IN"
                  " (SELECT period FROM submission WHERE organisation = ?2 AND sheet = ?1"
                  " AND verdict = 'accepted'))",
                  "tt", sheet->id, work->query->organisation);
    GError *failure = NULL;
    g_array_set_size(work->forms, 0);
    while (statement && sql_row(work->reg, statement, &failure)) {
        Sent form = {.rank = sql_int(statement, 0),
                     .organisation = keep_text(work, sql_peek(statement, 1)),
                     .kind = keep_text(work, sql_peek(statement, 2)),
                     .period = keep_text(work, sql_peek(statement, 3))};
        if (period_parse(form.period, work->convention->calendar, &form.parsed))
            g_array_append_val(work->forms, form);
    }
    place_forms(work);
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* ---- answers ---- */

static int
compare_places(gconstpointer a, gconstpointer b)
{
    const guint x = ((const Given *)a)->form, y = ((const Given *)b)->form;
    return (x > y) - (x < y);
}

/* The numbers given to the operand of the moment: GArray of Given, in the order of the forms. */
static GArray *
read_answers(const Work *work, GError **error)
{
    const Operand *operand = work->operand;
    sqlite3_stmt *statement =
        sql_query(work->reg, error,
                  "SELECT submission, item, number FROM value WHERE field = ?1 AND column IS ?2"
                  " AND counted = 1 AND number IS NOT NULL",
                  "tt", operand->field->name, operand->column ? operand->column->name : NULL);
    g_autoptr(GArray) answers = g_array_new(FALSE, FALSE, sizeof(Given));
    GError *failure = NULL;
    while (statement && sql_row(work->reg, statement, &failure)) {
        const gint64 rank = sql_int(statement, 0);
        const guint place = rank < work->places->len ? g_array_index(work->places, guint, rank) : 0;
        if (!place)
            continue;
        const Given given = {place - 1, keep_text(work, sql_peek(statement, 1)),
                             sql_int(statement, 2), FALSE};
        g_array_append_val(answers, given);
    }
    if (failure)
        g_propagate_error(error, failure);
    if (!statement || failure)
        return NULL;
    g_array_sort(answers, compare_places); /* stable */
    return g_steal_pointer(&answers);
}

/* ---- what is found ---- */

static gboolean
is_asked(const Work *work, const Sent *form)
{
    g_autofree char *year = work->query->period ? period_text(period_year(form->parsed)) : NULL;
    return g_strcmp0(year, work->query->period) == 0 &&
           (!work->query->organisation ||
            strcmp(work->query->organisation, form->organisation) == 0);
}

static char *
submission_of(Work *work, gint64 rank)
{
    sqlite3_stmt *statement = sql_query(work->reg, &work->failure,
                                        "SELECT id FROM submission WHERE rank = ?1", "i", rank);
    char *id =
        statement && sql_row(work->reg, statement, &work->failure) ? sql_text(statement, 0) : NULL;
    if (id)
        sql_done(statement);
    return id;
}

static void
note_doubt(const Answers *answers, Given *given, UnusualKind kind, gint64 twice_median,
           guint compared, const Sent *earlier, gpointer data)
{
    Work *work = data;
    const Sent *form = &g_array_index(answers->forms, Sent, given->form);
    given->doubted = TRUE;
    if (work->failure || !is_asked(work, form))
        return;
    Unusual *unusual = g_new0(Unusual, 1);
    *unusual = (Unusual){.kind = kind,
                         .rule = answers->rule,
                         .operand = work->operand,
                         .item = g_strdup(given->item),
                         .submission = submission_of(work, form->rank),
                         .organisation = g_strdup(form->organisation),
                         .period = g_strdup(form->period),
                         .peers = convention_kind(work->convention, form->kind),
                         .value = given->number,
                         .median = twice_median / 2,
                         .compared = compared,
                         .earlier = earlier && compared == 1 ? g_strdup(earlier->period) : NULL};
    g_ptr_array_add(work->found, unusual);
}

/* ---- all ---- */

static int
compare_items(const CodeList *list, const char *a, const char *b)
{
    for (guint i = 0; g_strcmp0(a, b) != 0 && list && i < list->items->len; i++) {
        const char *code = ((const Item *)list->items->pdata[i])->code;
        if (g_strcmp0(code, a) == 0 || g_strcmp0(code, b) == 0)
            return g_strcmp0(code, a) == 0 ? -1 : 1;
    }
    return g_strcmp0(a, b);
}

/* Of one question. */
static int
compare_unusual(gconstpointer a, gconstpointer b)
{
    const Unusual *x = *(Unusual *const *)a, *y = *(Unusual *const *)b;
    int order = strcmp(x->period, y->period);
    if (!order)
        order = strcmp(x->organisation, y->organisation);
    return order ? order : compare_items(x->operand->field->list, x->item, y->item);
}

static gboolean
search_operand(Work *work, const Plausible *rule, GError **error)
{
    const guint before = work->found->len;
    g_autoptr(GArray) given = read_answers(work, error);
    const Answers answers = {rule, work->forms, given};
    if (!given)
        return FALSE;
    if (rule->own_factor)
        judge_own(&answers, note_doubt, work);
    if (rule->peer_fence)
        judge_peers(&answers, note_doubt, work);
    if (work->failure) {
        g_propagate_error(error, g_steal_pointer(&work->failure));
        return FALSE;
    }
    if (work->found->len > before)
        qsort(&work->found->pdata[before], work->found->len - before, sizeof(gpointer),
              compare_unusual);
    return TRUE;
}

static gboolean
search_sheet(Work *work, const Sheet *sheet, GError **error)
{
    if (!sheet->adopted || sheet->plausible->len == 0)
        return TRUE;
    if (!read_forms(work, sheet, error))
        return FALSE;
    for (guint i = 0; work->forms->len && i < sheet->plausible->len; i++) {
        const Plausible *rule = sheet->plausible->pdata[i];
        for (guint j = 0; j < rule->of->len; j++) {
            work->operand = rule->of->pdata[j];
            if (!search_operand(work, rule, error))
                return FALSE;
        }
    }
    return TRUE;
}

static gboolean
search_all(Work *work, GError **error)
{
    for (guint i = 0; i < work->convention->sheets->len; i++) {
        if (!search_sheet(work, work->convention->sheets->pdata[i], error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *
figures_unusual(Register *reg, const Definition *definition, const UnusualQuery *query,
                GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)unusual_free);
    Work work = {.reg = reg,
                 .convention = definition->convention,
                 .query = query,
                 .texts = g_string_chunk_new(4096),
                 .forms = g_array_new(FALSE, FALSE, sizeof(Sent)),
                 .places = g_array_new(FALSE, TRUE, sizeof(guint)),
                 .found = found};
    gboolean ok = search_all(&work, error);
    g_string_chunk_free(work.texts);
    g_array_unref(work.forms);
    g_array_unref(work.places);
    return ok ? g_steal_pointer(&found) : NULL;
}
