/* SPDX-License-Identifier: Apache-2.0
 *
 * plausible.c - one pass over the answers to each question that is declared.
 */
#include "figures/plausible-parts.h"

#include "register/given.h"
#include "register/sql.h"
#include <string.h>

typedef struct {
    Register *reg;
    const Definition *definition;
    const UnusualQuery *query;
    GStringChunk *texts;
    GArray *forms;          /* Sent, of the sheet of the moment */
    GArray *places;         /* guint by rank: place among them, from 1; 0: none of them */
    GPtrArray *items;       /* char *, of rows of its grids */
    GHashTable *all;        /* "stages.effectif" → GArray of Given: what these forms answer */
    gboolean read;          /* it is */
    guint cohorts;          /* of the forms */
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

/* Most rows say what the row before said. */
static const char *
keep_again(const Work *work, const char *last, const char *text)
{
    return last && text && strcmp(last, text) == 0 ? last : keep_text(work, text);
}

static gboolean
is_asked(const UnusualQuery *query, const Sent *form)
{
    g_autofree char *year = query->period ? period_text(period_year(form->parsed)) : NULL;
    return g_strcmp0(year, query->period) == 0 &&
           (!query->organisation || strcmp(query->organisation, form->organisation) == 0);
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

/* There are few: each is looked for among the first forms of the others. */
static void
number_cohorts(Work *work)
{
    g_autoptr(GPtrArray) firsts = g_ptr_array_new();
    for (guint i = 0; i < work->forms->len; i++) {
        Sent *form = &g_array_index(work->forms, Sent, i);
        guint cohort = 0;
        while (cohort < firsts->len && (((Sent *)firsts->pdata[cohort])->period != form->period ||
                                        ((Sent *)firsts->pdata[cohort])->kind != form->kind))
            cohort++;
        if (cohort == firsts->len)
            g_ptr_array_add(firsts, form);
        form->cohort = cohort;
    }
    work->cohorts = firsts->len;
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
    number_cohorts(work);
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
    Sent form = {0};
    while (statement && sql_row(work->reg, statement, &failure)) {
        form.rank = sql_int(statement, 0);
        form.organisation = keep_again(work, form.organisation, sql_peek(statement, 1));
        form.kind = keep_again(work, form.kind, sql_peek(statement, 2));
        form.period = keep_again(work, form.period, sql_peek(statement, 3));
        if (!period_parse(form.period, work->definition->convention->calendar, &form.parsed))
            continue;
        form.asked = is_asked(work->query, &form);
        g_array_append_val(work->forms, form);
    }
    place_forms(work);
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* ---- answers ---- */

/* The place of ITEM among those of the moment. */
static guint
place_item(const Work *work, const char *item)
{
    guint place = 0;
    while (place < work->items->len && g_strcmp0(work->items->pdata[place], item) != 0)
        place++;
    if (place == work->items->len)
        g_ptr_array_add(work->items, (gpointer)keep_text(work, item));
    return place;
}

/* In the order of the forms, those of one form as they came: counted, for there are many. */
static GArray *
in_order(const GArray *answers, guint forms)
{
    g_autofree guint *next = g_new0(guint, forms + 1);
    GArray *sorted = g_array_sized_new(FALSE, FALSE, sizeof(Given), answers->len);
    g_array_set_size(sorted, answers->len);
    for (guint i = 0; i < answers->len; i++)
        next[g_array_index(answers, Given, i).form + 1]++;
    for (guint i = 0; i < forms; i++)
        next[i + 1] += next[i];
    for (guint i = 0; i < answers->len; i++) {
        const Given *given = &g_array_index(answers, Given, i);
        g_array_index(sorted, Given, next[given->form]++) = *given;
    }
    return sorted;
}

static GArray *
given_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(Given));
}

static void
take_answer(const Work *work, gint64 rank, const char *item, gint64 number, GArray *into)
{
    const guint place = rank < work->places->len ? g_array_index(work->places, guint, rank) : 0;
    const Given given = {place - 1, place_item(work, item), number, FALSE};
    if (place)
        g_array_append_val(into, given);
}

static void
take_question(const Work *work, gint64 rank, GivenQuestion *question)
{
    GArray *into = g_hash_table_lookup(work->all, question->name);
    const char *item, *canonical;
    gint64 number;
    while (into && given_next(question, &item, &canonical)) {
        if (number_parse(canonical, &number))
            take_answer(work, rank, item, number, into);
    }
}

/* What those forms answer to all that is judged of their sheet. */
static gboolean
read_all(const Work *work, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(work->reg, error, "SELECT submission, answers FROM given", "");
    g_autoptr(GString) text = g_string_new(NULL);
    GError *failure = NULL;
    while (statement && sql_row(work->reg, statement, &failure)) {
        const gint64 rank = sql_int(statement, 0);
        if (rank >= work->places->len || !g_array_index(work->places, guint, rank))
            continue;
        g_string_assign(text, sql_peek(statement, 1));
        GivenQuestion question;
        for (char *rest = text->str; given_question(&rest, &question);)
            take_question(work, rank, &question);
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

/* The answers to the operand of the moment in all those forms, in the order of the forms: GArray of
 * Given. */
static GArray *
all_answers(Work *work, GError **error)
{
    const Operand *operand = work->operand;
    g_autofree char *name =
        given_name(operand->field->name, operand->column ? operand->column->name : NULL);
    if (!work->read && !read_all(work, error))
        return NULL;
    work->read = TRUE;
    return in_order(g_hash_table_lookup(work->all, name), work->forms->len);
}

/* The same, of ORGANISATION alone. */
static GArray *
own_answers(const Work *work, const char *organisation, GError **error)
{
    const Operand *operand = work->operand;
    sqlite3_stmt *statement =
        sql_query(work->reg, error,
                  "SELECT v.submission, v.item, v.number FROM submission s CROSS JOIN value v"
                  " ON v.submission = s.rank AND v.field = ?1 AND v.column IS ?2"
                  " AND v.counted = 1 AND v.number IS NOT NULL"
                  " WHERE s.organisation = ?3 AND s.sheet = ?4 AND s.verdict = 'accepted'",
                  "tttt", operand->field->name, operand->column ? operand->column->name : NULL,
                  organisation, operand->field->sheet->id);
    g_autoptr(GArray) answers = given_new();
    GError *failure = NULL;
    while (statement && sql_row(work->reg, statement, &failure))
        take_answer(work, sql_int(statement, 0), sql_peek(statement, 1), sql_int(statement, 2),
                    answers);
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure ? in_order(answers, work->forms->len) : NULL;
}

/* ---- what is found ---- */

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
    if (work->failure)
        return;
    Unusual *unusual = g_new0(Unusual, 1);
    *unusual = (Unusual){.kind = kind,
                         .rule = answers->rule,
                         .operand = work->operand,
                         .item = g_strdup(answers->items->pdata[given->item]),
                         .submission = submission_of(work, form->rank),
                         .organisation = g_strdup(form->organisation),
                         .period = g_strdup(form->period),
                         .peers = convention_kind(work->definition->convention, form->kind),
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

/* One of the answers may be doubted by its peers': numbers are not negative. */
static gboolean
needs_peers(const Plausible *rule, const GArray *answers)
{
    for (guint i = 0; rule->peer_fence && i < answers->len; i++) {
        if (g_array_index(answers, Given, i).number >= rule->at_least)
            return TRUE;
    }
    return FALSE;
}

/* Of one organisation its own answers alone where they are enough: there are few. */
static GArray *
read_enough(Work *work, const Plausible *rule, GError **error)
{
    const char *organisation = work->query->organisation;
    g_autoptr(GArray) own = organisation ? own_answers(work, organisation, error) : NULL;
    if (organisation && (!own || !needs_peers(rule, own)))
        return g_steal_pointer(&own);
    return all_answers(work, error);
}

static gboolean
search_operand(Work *work, const Plausible *rule, GError **error)
{
    const guint before = work->found->len;
    g_autoptr(GArray) given = read_enough(work, rule, error);
    const Answers answers = {rule, work->forms, work->items, work->cohorts, given};
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

/* Nothing is read yet of what is judged of SHEET. */
static void
begin_sheet(Work *work, const Sheet *sheet)
{
    g_ptr_array_set_size(work->items, 0);
    g_hash_table_remove_all(work->all);
    work->read = FALSE;
    for (guint i = 0; i < sheet->plausible->len; i++) {
        const GPtrArray *of = ((const Plausible *)sheet->plausible->pdata[i])->of;
        for (guint j = 0; j < of->len; j++) {
            const Operand *operand = of->pdata[j];
            g_hash_table_insert(
                work->all,
                given_name(operand->field->name, operand->column ? operand->column->name : NULL),
                given_new());
        }
    }
}

static gboolean
search_sheet(Work *work, const Sheet *sheet, GError **error)
{
    if (sheet->plausible->len == 0)
        return TRUE;
    begin_sheet(work, sheet);
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
    g_autoptr(GPtrArray) sheets = definition_sheets(work->definition);
    for (guint i = 0; i < sheets->len; i++) {
        if (!search_sheet(work, sheets->pdata[i], error))
            return FALSE;
    }
    return TRUE;
}

static void
keep_discreet(const Convention *convention, GPtrArray *found)
{
    const gint64 below = (gint64)convention->mask_below * NUMBER_SCALE;
    for (guint i = found->len; i-- > 0;) {
        const Unusual *one = found->pdata[i];
        gboolean own = one->kind != UNUSUAL_ABOVE_PEERS;
        if (operand_counts_people(one->operand) &&
            (one->value < below || (own && one->median < below)))
            g_ptr_array_remove_index(found, i);
    }
}

GPtrArray *
figures_unusual(Register *reg, const Definition *definition, const UnusualQuery *query,
                GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)unusual_free);
    Work work = {.reg = reg,
                 .definition = definition,
                 .query = query,
                 .texts = g_string_chunk_new(4096),
                 .forms = g_array_new(FALSE, FALSE, sizeof(Sent)),
                 .places = g_array_new(FALSE, TRUE, sizeof(guint)),
                 .items = g_ptr_array_new(),
                 .all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify)g_array_unref),
                 .found = found};
    gboolean ok = search_all(&work, error);
    g_string_chunk_free(work.texts);
    g_array_unref(work.forms);
    g_array_unref(work.places);
    g_ptr_array_unref(work.items);
    g_hash_table_unref(work.all);
    if (query->discreet)
        keep_discreet(definition->convention, found);
    return ok ? g_steal_pointer(&found) : NULL;
}
