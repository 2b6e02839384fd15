/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/left-out.h"

#include "base/text.h"
#include "figures/contribution.h"
#include "figures/left-why.h"
#include "register/joint.h"
#include "register/sql.h"
#include <string.h>

static const char *const codes[] = {
    [LEFT_REFUSED] = "refused",           [LEFT_UNREADABLE] = "unreadable",
    [LEFT_REPLACED] = "replaced",         [LEFT_DUPLICATE] = "duplicate",
    [LEFT_WITHDRAWN] = "withdrawn",       [LEFT_JOINT] = "joint",
    [LEFT_NOT_ASKED] = "not_asked",       [LEFT_CONDITION] = "condition",
    [LEFT_EARLIER] = "earlier",           [LEFT_EMPTY] = "empty",
    [LEFT_NOT_PROVIDED] = "not_provided", [LEFT_MISSING] = "missing",
    [LEFT_NOT_DUE] = "not_due",           [LEFT_EXCUSED] = "excused",
};

G_STATIC_ASSERT(G_N_ELEMENTS(codes) == LEFT_COUNT);

const char *
left_reason_code(LeftReason reason)
{
    return codes[reason];
}

void
left_out_free(LeftOut *left)
{
    if (!left)
        return;
    g_free(left->organisation);
    g_free(left->submission);
    g_free(left->original);
    g_free(left->sheet);
    g_free(left->period);
    g_free(left->claimed);
    g_free(left->detail);
    g_free(left);
}

/* ---- forms of a sheet ---- */

typedef struct {
    GPtrArray *forms;    /* ReceivedForm */
    GHashTable *counted; /* of a joint sheet: ranks that count; else NULL */
} SheetForms;

static void
received_form_free(gpointer data)
{
    ReceivedForm *form = data;
    g_free(form->id);
    g_free(form->organisation);
    g_free(form->kind);
    g_free(form->territory);
    g_free(form->period);
    g_free(form);
}

static void
sheet_forms_free(gpointer data)
{
    SheetForms *sheet = data;
    g_clear_pointer(&sheet->counted, g_hash_table_unref);
    g_ptr_array_unref(sheet->forms);
    g_free(sheet);
}

static ReceivedForm *
form_of_row(sqlite3_stmt *statement)
{
    ReceivedForm *form = g_new0(ReceivedForm, 1);
    form->rank = sql_int(statement, 0);
    form->id = sql_text(statement, 1);
    form->organisation = sql_text(statement, 2);
    form->kind = sql_text(statement, 3);
    form->territory = sql_text(statement, 4);
    form->period = sql_text(statement, 5);
    verdict_from_code(sql_peek(statement, 6), &form->verdict);
    return form;
}

/* The forms of SHEET within PERIOD; those of none may be. */
static SheetForms *
read_forms(Register *reg, const Sheet *sheet, const char *period, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT rank, id, organisation, kind, territory, period, verdict FROM form"
                  " WHERE sheet = ?1 AND (period IS NULL OR" SQL_PERIOD_WITHIN("period", "?2") ")",
                  "tt", sheet->id, period);
    if (!statement)
        return NULL;
    SheetForms *of = g_new0(SheetForms, 1);
    of->forms = g_ptr_array_new_with_free_func(received_form_free);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure))
        g_ptr_array_add(of->forms, form_of_row(statement));
    if (!failure && sheet->joint)
        of->counted = joint_counted(reg, sheet, 0, &failure);
    if (!failure)
        return of;
    g_propagate_error(error, failure);
    sheet_forms_free(of);
    return NULL;
}

/* ---- one figure ---- */

typedef struct {
    Register *reg;
    const Definition *definition;
    GHashTable *sheets;       /* "3.2 2013-2014" → SheetForms */
    GHashTable *expectations; /* "3.2 2013-2014" → GPtrArray of Expectation */
    GPtrArray *found;         /* LeftOut */
    gboolean forms_only;      /* not what is absent, nor forms of whose kind it isn't asked */
} Work;

/* In the scope as far as territory and kind say. */
static gboolean
scope_admits(const Convention *convention, const Figure *figure, const char *kind,
             const char *territory)
{
    for (char **pair = figure->scope; *pair; pair += 2) {
        if (strcmp(pair[0], "kind") == 0 && g_strcmp0(pair[1], kind) != 0)
            return FALSE;
        if (convention->territory && strcmp(pair[0], convention->territory->id) == 0 &&
            g_strcmp0(pair[1], territory) != 0)
            return FALSE;
    }
    return TRUE;
}

static LeftOut *
left_new(const Figure *figure, const Sheet *sheet, LeftReason reason, char *detail)
{
    LeftOut *left = g_new0(LeftOut, 1);
    g_autofree char *own = detail;
    left->figure = figure;
    left->reason = reason;
    left->sheet = g_strdup(sheet->id);
    left->detail = text_french(own);
    return left;
}

/* Of a form that isn't accepted or doesn't stand; STANDS: the id of what does in its place, BY: of
 * what replaced it, SAME: of what it repeats, each or NULL. */
static char *
verdict_detail(Verdict verdict, const char *stands, const char *by, const char *same)
{
    switch (verdict) {
    case VERDICT_REPLACED:
        return by ? g_strdup_printf("remplacée par l'envoi %s", by) : g_strdup("remplacée");
    case VERDICT_DUPLICATE:
        return g_strdup_printf("déjà reçue : même contenu que l'envoi %s", same);
    case VERDICT_WITHDRAWN:
        return g_strdup("retirée par le secrétariat");
    default:
        if (stands)
            return g_strdup_printf("%s ; l'envoi %s fait foi", verdict_label(verdict), stands);
        return g_strdup_printf("%s : une correction est attendue", verdict_label(verdict));
    }
}

static LeftReason
verdict_reason(Verdict verdict)
{
    return verdict == VERDICT_REPLACED     ? LEFT_REPLACED
           : verdict == VERDICT_DUPLICATE  ? LEFT_DUPLICATE
           : verdict == VERDICT_WITHDRAWN  ? LEFT_WITHDRAWN
           : verdict == VERDICT_UNREADABLE ? LEFT_UNREADABLE
                                           : LEFT_REFUSED;
}

/* DETAIL: French, or NULL: what its verdict says (transfer full). */
static gboolean
leave_form(Work *work, const Figure *figure, const Sheet *sheet, const ReceivedForm *form,
           LeftReason reason, char *detail, GError **error)
{
    g_autofree char *own = detail;
    sqlite3_stmt *statement = sql_query(
        work->reg, error,
        "SELECT m.sha256, m.received, s.claimed, s.duplicate_of,"
        " (SELECT t.id FROM submission t WHERE t.line = s.line AND t.verdict = 'accepted'),"
        " (SELECT t.id FROM submission t WHERE t.line = s.line AND t.replaces = s.id)"
        " FROM submission s JOIN origin m ON m.arrival = s.message WHERE s.rank = ?1",
        "i", form->rank);
    GError *failure = NULL;
    if (!statement)
        return FALSE;
    if (!sql_row(work->reg, statement, &failure)) { /* taken out meanwhile, or failed */
        if (failure)
            g_propagate_error(error, failure);
        return failure == NULL;
    }
    if (!own)
        own = verdict_detail(form->verdict, sql_peek(statement, 4), sql_peek(statement, 5),
                             sql_peek(statement, 3));
    LeftOut *left = left_new(figure, sheet, reason, g_steal_pointer(&own));
    left->organisation = g_strdup(form->organisation);
    left->claimed = form->organisation ? NULL : sql_text(statement, 2);
    left->submission = g_strdup(form->id);
    left->original = sql_text(statement, 0);
    left->period = g_strdup(form->period);
    left->received = sql_int(statement, 1);
    g_ptr_array_add(work->found, left);
    sql_done(statement);
    return TRUE;
}

static gboolean
leave_out_form(Work *work, const Figure *figure, const Sheet *sheet, const SheetForms *of,
               const ReceivedForm *form, GError **error)
{
    LeftReason reason;
    char *detail = NULL;
    gboolean asked = !form->kind || left_asked(figure, sheet, form->kind);
    if (!asked && work->forms_only)
        return TRUE;
    if (asked && form->verdict != VERDICT_ACCEPTED)
        return leave_form(work, figure, sheet, form, verdict_reason(form->verdict), NULL, error);
    if (asked && of->counted && !g_hash_table_contains(of->counted, &form->rank))
        return leave_form(
            work, figure, sheet, form, LEFT_JOINT,
            g_strdup("même fait déclaré par un autre organisme, dont la fiche est comptée"), error);
    return left_why(work->reg, work->definition->convention, figure, sheet, form, &reason, &detail,
                    error) &&
           (!detail || leave_form(work, figure, sheet, form, reason, detail, error));
}

static SheetForms *
forms_of_sheet(Work *work, const Sheet *sheet, const char *period, GError **error)
{
    g_autofree char *name = g_strjoin(" ", sheet->id, period, NULL);
    SheetForms *of = g_hash_table_lookup(work->sheets, name);
    if (!of && (of = read_forms(work->reg, sheet, period, error)))
        g_hash_table_insert(work->sheets, g_steal_pointer(&name), of);
    return of;
}

static gboolean
leave_out_forms(Work *work, const Figure *figure, const Sheet *sheet, GHashTable *sources,
                GError **error)
{
    const SheetForms *of = forms_of_sheet(work, sheet, figure->period, error);
    for (guint i = 0; of && i < of->forms->len; i++) {
        const ReceivedForm *form = of->forms->pdata[i];
        if (g_hash_table_contains(sources, form->id) ||
            !scope_admits(work->definition->convention, figure, form->kind, form->territory))
            continue;
        if (!leave_out_form(work, figure, sheet, of, form, error))
            return FALSE;
    }
    return of != NULL;
}

/* ---- what did not come ---- */

static const GPtrArray *
expectations_of(Work *work, const Sheet *sheet, const char *period, GError **error)
{
    g_autofree char *name = g_strjoin(" ", sheet->id, period, NULL);
    GPtrArray *known = g_hash_table_lookup(work->expectations, name);
    const char *asked = strcmp(period, PERIOD_TERM) == 0 ? NULL : period;
    if (!known &&
        (known = figures_expectations(work->reg, work->definition, asked, sheet->id, error)))
        g_hash_table_insert(work->expectations, g_steal_pointer(&name), known);
    return known;
}

/* What is said when nothing came, and the reason (transfer full); NULL: it did. */
static char *
absence_of(const Expectation *expectation, LeftReason *reason)
{
    g_autofree char *due = date_label(expectation->due);
    switch (expectation->state) {
    case EXPECTED_MISSING:
        *reason = LEFT_MISSING;
        return g_strdup_printf("non reçue : attendue pour le %s", due);
    case EXPECTED_LATER:
        *reason = LEFT_NOT_DUE;
        return g_strdup_printf("pas encore reçue : attendue pour le %s", due);
    case EXPECTED_EXCUSED:
        *reason = LEFT_EXCUSED;
        return g_strdup_printf("dispense : %s", expectation->why ? expectation->why : "");
    default:
        return NULL;
    }
}

static gboolean
leave_out_absent(Work *work, const Figure *figure, const Sheet *sheet, GError **error)
{
    const GPtrArray *expectations = expectations_of(work, sheet, figure->period, error);
    for (guint i = 0; expectations && i < expectations->len; i++) {
        const Expectation *expectation = expectations->pdata[i];
        const Participant *who = expectation->participant;
        if (!period_within(expectation->period, figure->period) ||
            !left_asked(figure, sheet, who->kind->id) ||
            !scope_admits(work->definition->convention, figure, who->kind->id,
                          who->territory ? who->territory->code : NULL))
            continue;
        LeftReason reason;
        char *detail = absence_of(expectation, &reason);
        if (!detail)
            continue;
        LeftOut *left = left_new(figure, sheet, reason, detail);
        left->organisation = g_strdup(who->id);
        left->period = g_strdup(expectation->period);
        g_ptr_array_add(work->found, left);
    }
    return expectations != NULL;
}

/* ---- the whole ---- */

static int
compare_left(gconstpointer a, gconstpointer b)
{
    const LeftOut *left = *(LeftOut *const *)a, *right = *(LeftOut *const *)b;
    int order = g_strcmp0(left->organisation, right->organisation);
    if (!order)
        order = g_strcmp0(left->sheet, right->sheet);
    if (!order)
        order = g_strcmp0(left->period, right->period);
    if (!order)
        order = (left->received > right->received) - (left->received < right->received);
    return order ? order : g_strcmp0(left->submission, right->submission);
}

static GHashTable *
source_ids(const Figure *figure)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; figure->sources && i < figure->sources->len; i++)
        g_hash_table_add(ids, ((const FigureSource *)figure->sources->pdata[i])->submission);
    return ids;
}

static gboolean
leave_out_figure(Work *work, const Figure *figure, GError **error)
{
    g_autoptr(GHashTable) sources = source_ids(figure);
    g_autoptr(GPtrArray) sheets = left_sheets(figure);
    g_autoptr(GPtrArray) before = g_steal_pointer(&work->found);
    work->found = g_ptr_array_new_with_free_func((GDestroyNotify)left_out_free);
    for (guint i = 0; i < sheets->len; i++) {
        if (!leave_out_forms(work, figure, sheets->pdata[i], sources, error) ||
            (!work->forms_only && !leave_out_absent(work, figure, sheets->pdata[i], error)))
            return FALSE;
    }
    g_ptr_array_sort(work->found, compare_left);
    g_ptr_array_extend_and_steal(before, g_steal_pointer(&work->found));
    work->found = g_steal_pointer(&before);
    return TRUE;
}

static GPtrArray *
leave_out(Register *reg, const Definition *definition, const GPtrArray *figures,
          gboolean forms_only, GError **error)
{
    g_autoptr(GHashTable) sheets =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, sheet_forms_free);
    g_autoptr(GHashTable) expectations =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    Work work = {.reg = reg,
                 .definition = definition,
                 .sheets = sheets,
                 .expectations = expectations,
                 .found = g_ptr_array_new_with_free_func((GDestroyNotify)left_out_free),
                 .forms_only = forms_only};
    gboolean ok = TRUE;
    for (guint i = 0; ok && i < figures->len; i++)
        ok = leave_out_figure(&work, figures->pdata[i], error);
    if (ok)
        return work.found;
    g_ptr_array_unref(work.found);
    return NULL;
}

GPtrArray *
figures_left_out(Register *reg, const Definition *definition, const GPtrArray *figures,
                 GError **error)
{
    return leave_out(reg, definition, figures, FALSE, error);
}

/* Texts are no figures. */
GPtrArray *
figures_left_out_of_year(Register *reg, const Definition *definition, const GPtrArray *figures,
                         const char *period, char *const *scope, GError **error)
{
    g_autoptr(GPtrArray) told = g_ptr_array_new();
    for (guint i = 0; period && i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        gboolean whole =
            g_strv_equal((const char *const *)figure->scope, (const char *const *)scope);
        gboolean one_kind =
            !whole && *figure->scope && !figure->scope[2] && strcmp(*figure->scope, "kind") == 0;
        if (strcmp(figure->period, period) == 0 &&
            figure->indicator->aggregation != AGGREGATE_TEXTS &&
            (figure->indicator->never_added ? one_kind : whole))
            g_ptr_array_add(told, (gpointer)figure);
    }
    return leave_out(reg, definition, told, TRUE, error);
}
