/* SPDX-License-Identifier: Apache-2.0 */
#include "form/reader.h"

#include "base/text.h"
#include "form/remark.h"
#include <string.h>

gboolean
collect_is_blank(const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (!g_unichar_isspace(g_utf8_get_char(text)))
            return FALSE;
    return TRUE;
}

gboolean
collect_all_blank(const GPtrArray *texts)
{
    for (guint i = 0; i < texts->len; i++)
        if (!collect_is_blank(g_ptr_array_index(texts, i)))
            return FALSE;
    return TRUE;
}

/* ---- are two texts one answer? ---- */

/* What a ticked box is called by the different writers. */
static int
tick(const char *folded)
{
    static const char *const yes[] = {"true", "checked", "oui", "☒", "x", NULL};
    static const char *const no[] = {"false", "unchecked", "non", "☐", NULL};
    if (g_strv_contains(yes, folded))
        return 1;
    return g_strv_contains(no, folded) ? 0 : -1;
}

static char *
without_spaces(const char *text)
{
    GString *bare = g_string_new(NULL);
    for (; *text; text++)
        if (*text != ' ' && *text != '\n')
            g_string_append_c(bare, *text);
    return g_string_free(bare, FALSE);
}

static gboolean
same_text(const char *a, const char *b)
{
    g_autofree char *first = text_fold(a);
    g_autofree char *second = text_fold(b);
    if (tick(first) >= 0 && tick(first) == tick(second))
        return TRUE;
    g_autofree char *bare_first = without_spaces(first);
    g_autofree char *bare_second = without_spaces(second);
    return strcmp(bare_first, bare_second) == 0;
}

static gboolean
same_texts(const GPtrArray *a, const GPtrArray *b)
{
    for (guint i = 0; i < MAX(a->len, b->len); i++)
        if (!same_text(i < a->len ? g_ptr_array_index(a, i) : "",
                       i < b->len ? g_ptr_array_index(b, i) : ""))
            return FALSE;
    return TRUE;
}

/* For a finding: "24 | 9 | 20" (transfer full). */
static char *
join(const GPtrArray *texts)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < texts->len && joined->len < 1000; i++)
        g_string_append_printf(joined, "%s%s", i ? " | " : "",
                               (const char *)g_ptr_array_index(texts, i));
    return g_string_free(joined, FALSE);
}

/* ---- answers ---- */

static void
shorten(Reader *reader, const Question *question, GPtrArray *texts, const char *where)
{
    for (guint i = 0; i < texts->len; i++) {
        char *text = g_ptr_array_index(texts, i);
        if (strlen(text) <= FORM_MAX_TEXT || g_utf8_strlen(text, -1) <= FORM_MAX_TEXT)
            continue;
        *g_utf8_offset_to_pointer(text, FORM_MAX_TEXT) = '\0';
        remark(reader->form->remarks, FINDING_READ_SHORTENED, question->key, NULL, where);
    }
}

static void
add_answer(Reader *reader, const Question *question, const char *label, GPtrArray *texts,
           GPtrArray *nodes, const char *where)
{
    if (reader->form->answers->len >= FORM_MAX_ANSWERS) {
        if (reader->form->answers->len == FORM_MAX_ANSWERS)
            remark(reader->form->remarks, FINDING_READ_TOO_MANY, NULL, NULL, NULL);
        return;
    }
    Answer *answer = g_new0(Answer, 1);
    answer->key = g_strdup(question->key);
    answer->code = g_strdup(question->code);
    g_autofree char *line = label ? text_squeeze(label) : g_strdup(question->label);
    answer->label = line ? text_shorten(line, FLOW_MAX_NAME) : NULL;
    answer->texts = g_ptr_array_ref(texts);
    answer->nodes = g_ptr_array_ref(nodes);
    answer->where = g_strdup(where);
    g_ptr_array_add(reader->form->answers, answer);
    g_hash_table_insert(reader->by_key, answer->key, answer);
}

/* A second place for one question: the same, or blank, or a contradiction that people settle. */
static void
merge_answer(Reader *reader, Answer *there, GPtrArray *texts, GPtrArray *nodes, const char *where)
{
    if (collect_all_blank(texts) || same_texts(there->texts, texts))
        return;
    if (collect_all_blank(there->texts)) {
        g_ptr_array_unref(there->texts);
        there->texts = g_ptr_array_ref(texts);
        g_ptr_array_unref(there->nodes);
        there->nodes = g_ptr_array_ref(nodes);
        g_free(there->where);
        there->where = g_strdup(where);
        return;
    }
    g_autofree char *first = join(there->texts);
    g_autofree char *second = join(texts);
    remark_two(reader->form->remarks, FINDING_READ_SOURCES_DIFFER, there->key, first, second,
               where);
}

void
collect_answer(Reader *reader, const Question *question, const char *label, GPtrArray *texts,
               GPtrArray *nodes, const char *where)
{
    Answer *there = g_hash_table_lookup(reader->by_key, question->key);
    shorten(reader, question, texts, where);
    if (there)
        merge_answer(reader, there, texts, nodes, where);
    else
        add_answer(reader, question, label, texts, nodes, where);
    g_ptr_array_unref(texts);
    g_ptr_array_unref(nodes);
}

void
collect_one(Reader *reader, const Question *question, const char *label, const char *text,
            xmlNode *node, const char *where)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    GPtrArray *nodes = g_ptr_array_new();
    g_ptr_array_add(texts, g_strdup(text));
    if (node)
        g_ptr_array_add(nodes, node);
    collect_answer(reader, question, label, texts, nodes, where);
}

/* ---- inputs ---- */

void
collect_used(const FlowCell *cell)
{
    for (guint i = 0; i < cell->inlays->len; i++)
        ((const Inlay *)g_ptr_array_index(cell->inlays, i))->input->used = TRUE;
}

/* By printed code, by name, by label, whichever the convention knows. */
static gboolean
question_of_input(const Reader *reader, const Input *input, Question *question)
{
    g_autofree char *code = question_code(reader, input->name);
    if (code)
        *question = question_of_code(reader, code);
    else if (*input->name)
        *question = question_of_word(reader, input->name);
    if (question->code || !input->label)
        return question->key != NULL;
    Question labelled = {0};
    if (!question_by_label(reader, input->label, &labelled) && !question->key)
        labelled = question_of_word(reader, input->label);
    if (!labelled.key)
        return TRUE;
    question_clear(question);
    *question = labelled;
    return TRUE;
}

void
collect_inputs(Reader *reader)
{
    for (guint i = 0; i < reader->flow->inputs->len; i++) {
        const Input *input = g_ptr_array_index(reader->flow->inputs, i);
        g_auto(Question) question = {0};
        if (input->used || !question_of_input(reader, input, &question))
            continue;
        g_autofree char *where = g_strdup_printf("champ « %s »", input->name);
        collect_one(reader, &question, input->label, input->text, input->node, where);
    }
}
