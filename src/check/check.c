/* SPDX-License-Identifier: Apache-2.0
 *
 * check.c - a form from its answers to its verdict, in one pass.
 */
#include "check/check.h"
#include "base/text.h"
#include "check/work.h"

/* ---- results ---- */
void
value_free(Value *value)
{
    if (value == NULL)
        return;
    g_free(value->field);
    g_free(value->item);
    g_free(value->column);
    g_free(value->canonical);
    g_free(value->typed);
    g_free(value);
}

char *
value_path(const Value *value)
{
    GString *path = g_string_new(value->field);

    if (value->item != NULL)
        g_string_append_printf(path, ".%s", value->item);
    if (value->column != NULL)
        g_string_append_printf(path, ".%s", value->column);
    return g_string_free(path, FALSE);
}

CheckedForm *
checked_form_new(void)
{
    CheckedForm *checked = g_new0(CheckedForm, 1);

    checked->values = g_ptr_array_new_with_free_func((GDestroyNotify)value_free);
    checked->findings = findings_new();
    return checked;
}

void
checked_form_free(CheckedForm *checked)
{
    if (checked == NULL)
        return;
    g_free(checked->sheet);
    g_free(checked->organisation);
    g_free(checked->kind);
    g_free(checked->territory);
    g_free(checked->period);
    g_free(checked->event);
    g_free(checked->claimed);
    g_ptr_array_unref(checked->values);
    g_ptr_array_unref(checked->findings);
    g_free(checked->canonical_xml);
    g_free(checked->content_hash);
    g_free(checked);
}

/* ---- one check ---- */
static void
cell_free(gpointer data)
{
    Cell *cell = data;

    g_free(cell->typed);
    g_free(cell->canonical);
    g_free(cell);
}

static void
work_init(Work *work, const Checker *checker, const ReadySheet *ready, const Form *form,
          CheckedForm *out)
{
    *work = (Work){
        .checker = checker,
        .convention = checker->convention,
        .ready = ready,
        .form = form,
        .out = out,
        .strict = form->content == CONTENT_XML && form->xml != NULL,
        .kinds = g_ptr_array_new(),
        .concerned = TRUE,
        .cells = g_ptr_array_new_with_free_func(cell_free),
    };
    for (char **kind = ready->sheet->kinds; *kind != NULL; kind++)
        g_ptr_array_add(work->kinds, *kind);
}

static void
work_clear(Work *work)
{
    g_ptr_array_unref(work->kinds);
    g_ptr_array_unref(work->cells);
}

static void
judge(Work *work)
{
    xmlDoc *canonical = NULL;

    identify(work);
    judge_cells(work);
    identify_event(work);
    canonical = canonical_new(work, FALSE);
    if (work->concerned)
        rules_judge(work, canonical);
    schema_judge(work, work->strict ? work->form->xml : canonical);
    work->out->canonical_xml = canonical_text(canonical);
    xmlFreeDoc(canonical);
    work->out->content_hash = canonical_hash(work);
}

static void
check_sheet(const Checker *checker, const ReadySheet *ready, const Form *form, CheckedForm *out)
{
    Work work;

    work_init(&work, checker, ready, form, out);
    out->sheet = g_strdup(ready->sheet->id);
    if (ready->sheet->adopted == NULL)
        work_say(&work, NULL,
                 finding_new(FINDING_SHEET_PROPOSED, NULL, NULL, ready->sheet->id, NULL));
    if (work.strict)
        strict_read(&work);
    else
        gather_answers(&work);
    judge(&work);
    work_finish(&work);
    work_clear(&work);
}

/* ---- which sheet ---- */
static gboolean
is_other_convention(const Checker *checker, const Form *form)
{
    const Convention *convention = checker->convention;

    return form->convention != NULL && strcmp(form->convention, convention->id) != 0 &&
           strcmp(form->convention, convention->namespace_uri) != 0;
}

static const ReadySheet *
find_sheet(const Checker *checker, const char *id)
{
    for (guint i = 0; i < checker->sheets->len; i++) {
        const ReadySheet *ready = g_ptr_array_index(checker->sheets, i);

        if (g_strcmp0(ready->sheet->id, id) == 0)
            return ready;
    }
    return NULL;
}

/* An amendment may have dropped it. */
static Finding *
unknown_sheet(const Checker *checker, const char *id)
{
    while (checker->before != NULL && find_sheet(checker->before, id) == NULL)
        checker = checker->before;
    if (checker->before == NULL)
        return finding_new(FINDING_SHEET_UNKNOWN, NULL, NULL, id, NULL);
    g_autofree char *day = date_label(checker->definition->from);
    return finding_new(FINDING_SHEET_DROPPED, NULL, NULL, id, "date", day, NULL);
}

/* NULL, and said, when there is none to judge by. */
static const ReadySheet *
recognise(const Checker *checker, const Form *form, GPtrArray *findings)
{
    const ReadySheet *ready = NULL;

    if (is_other_convention(checker, form)) {
        g_ptr_array_add(findings,
                        finding_new(FINDING_CONVENTION_OTHER, NULL, NULL, form->convention, NULL));
        return NULL;
    }
    if (form->sheet == NULL) {
        g_ptr_array_add(findings, finding_new(FINDING_SHEET_UNRECOGNISED, NULL, NULL, NULL, NULL));
        return NULL;
    }
    ready = find_sheet(checker, form->sheet);
    if (ready == NULL)
        g_ptr_array_add(findings, unknown_sheet(checker, form->sheet));
    return ready;
}

CheckedForm *
check_form(const Checker *checker, const Form *form)
{
    CheckedForm *out = checked_form_new();
    const ReadySheet *ready = NULL;

    for (guint i = 0; i < form->remarks->len; i++)
        g_ptr_array_add(out->findings, finding_copy(g_ptr_array_index(form->remarks, i)));
    out->verdict = VERDICT_UNREADABLE;
    if (!form->readable)
        return out;
    ready = recognise(checker, form, out->findings);
    if (ready != NULL)
        check_sheet(checker, ready, form, out);
    else
        out->content_hash = answers_hash(form);
    out->verdict = findings_have_error(out->findings) ? VERDICT_REFUSED : VERDICT_ACCEPTED;
    return out;
}
