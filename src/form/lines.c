/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers outside of tables: "Académie [academie] : Paris", "FA32-03 Académie : Paris",
 * "Académie : Paris".
 */
#include "form/reader.h"

#include "base/text.h"
#include "form/remark.h"
#include <string.h>

#define LABEL_MAX 300 /* bytes */

/* A line taken apart: what is asked, and what stands behind it. */
typedef struct {
    Question question;
    char *label;       /* as printed, or NULL */
    const char *value; /* borrowed from the line */
    gboolean doubtful; /* label and value can't be told apart */
} Line;

static void
line_clear(Line *line)
{
    question_clear(&line->question);
    g_clear_pointer(&line->label, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Line, line_clear)

static const char *
skip_marks(const char *text)
{
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (!g_unichar_isspace(c) && c != ':')
            break;
    }
    return text;
}

static char *
label_of(const char *text, gsize length)
{
    g_autofree char *raw = g_strndup(text, length);
    char *label = text_squeeze(raw);
    gsize end = strlen(label);
    while (end > 0 && strchr(" :", label[end - 1]))
        label[--end] = '\0';
    return label;
}

/* "FA32-02 Code UAI : 0931234K", "FA32-02\tCode UAI\t0931234K". */
static gboolean
split_code(const Reader *reader, const char *text, Line *line)
{
    gsize length = strcspn(text, " \t\n:");
    g_autofree char *word = g_strndup(text, length);
    g_autofree char *code = question_code(reader, word);
    if (!code)
        return FALSE;
    line->question = question_of_code(reader, code);
    const char *rest = skip_marks(text + length);
    gboolean colon = memchr(text + length, ':', (gsize)(rest - text) - length) != NULL;
    gsize prefix = question_label_prefix(&line->question, rest);
    gsize head = strcspn(rest, "\t:\n");
    if (prefix == 0 && rest[head] && head < LABEL_MAX)
        prefix = head;
    line->label = prefix ? label_of(rest, prefix) : NULL;
    line->doubtful = prefix == 0 && *rest && !colon;
    line->value = skip_marks(rest + prefix);
    return TRUE;
}

/* "Code UAI [uai] : 0931234K" */
static gboolean
split_bracket(const Reader *reader, const char *text, Line *line)
{
    gsize length;
    g_autofree char *word = question_bracketed(text, &length);
    if (!word)
        return FALSE;
    g_autofree char *code = question_code(reader, word);
    line->question = code ? question_of_code(reader, code) : question_of_word(reader, word);
    line->label = label_of(text, length);
    line->value = skip_marks(strchr(text, ']') + 1);
    return TRUE;
}

/* "Code UAI : 0931234K", when the sheet has that label, or no convention says what is asked. */
static gboolean
split_colon(const Reader *reader, const char *text, Line *line)
{
    gsize length = strcspn(text, ":\n");
    if (text[length] != ':' || length == 0 || length > LABEL_MAX)
        return FALSE;
    g_autofree char *label = label_of(text, length);
    if (!question_by_label(reader, label, &line->question)) {
        if (reader->coded || reader->convention || !*label)
            return FALSE;
        line->question = question_of_word(reader, label);
    }
    line->label = g_steal_pointer(&label);
    line->value = skip_marks(text + length + 1);
    return TRUE;
}

static gboolean
split(const Reader *reader, const char *text, Line *line)
{
    return split_code(reader, text, line) || split_bracket(reader, text, line) ||
           split_colon(reader, text, line);
}

/* What of VALUE isn't shown by fields, without punctuation. */
static gboolean
has_more(const FlowCell *cell, const char *value)
{
    g_autoptr(GString) rest = g_string_new(value);
    for (guint i = 0; i < cell->inlays->len; i++) {
        const Inlay *inlay = g_ptr_array_index(cell->inlays, i);
        char *at = *inlay->shown ? strstr(rest->str, inlay->shown) : NULL;
        if (at)
            g_string_erase(rest, at - rest->str, (gssize)strlen(inlay->shown));
    }
    for (const char *p = rest->str; *p; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

/* The field in the line is the answer; text around it is read too, and said. */
static const char *
value_of_fields(Reader *reader, const FlowCell *cell, const Line *line, const char *where)
{
    const Inlay *first = cell->inlays->len ? g_ptr_array_index(cell->inlays, 0) : NULL;
    collect_used(cell);
    if (!first)
        return line->value;
    if (has_more(cell, line->value)) {
        if (!collect_is_blank(first->shown))
            remark(reader->form->remarks, FINDING_READ_OUTSIDE_FIELD, line->question.key,
                   line->value, where);
        return line->value;
    }
    for (guint i = 1; i < cell->inlays->len; i++) {
        const Inlay *inlay = g_ptr_array_index(cell->inlays, i);
        if (strcmp(inlay->input->text, first->input->text) != 0)
            return line->value;
    }
    return first->input->text;
}

static void
take_line(Reader *reader, const Line *line, const char *value, const FlowCell *cell,
          const char *where)
{
    if (line->doubtful)
        remark(reader->form->remarks, FINDING_READ_LABEL_MERGED, line->question.key, value, where);
    collect_one(reader, &line->question, line->label, value, cell->node, where);
}

static gboolean
may_continue(const Line *line)
{
    const Field *field = line->question.field;
    return !field || field->type == TYPE_LONGTEXT || field->type == TYPE_TEXT;
}

/* Paragraphs behind an answer that ask nothing themselves belong to it. */
static guint
follow(Reader *reader, guint i, GString *value)
{
    const GPtrArray *blocks = reader->flow->blocks;
    guint last = i;
    for (guint next = i + 1; next < blocks->len; next++) {
        const FlowBlock *block = g_ptr_array_index(blocks, next);
        const FlowCell *cell = block->cells->len ? g_ptr_array_index(block->cells, 0) : NULL;
        g_auto(Line) line = {0};
        if (block->table != 0 || !cell || split(reader, cell->text, &line))
            break;
        if (collect_is_blank(cell->text))
            continue;
        for (; last < next; last++)
            g_string_append_c(value, '\n');
        g_string_append(value, cell->text);
        collect_used(cell);
    }
    return last;
}

/* A paragraph that answers no question: what looks like an answer in it is said.  Above the first
 * answer stand the form's instructions. */
static void
pass_paragraph(Reader *reader, const FlowBlock *block, const char *text, const char *where)
{
    GPtrArray *remarks = reader->form->remarks;
    if (block->framed && !collect_is_blank(text))
        remark(remarks, FINDING_READ_FRAME_UNREAD, NULL, text, where);
    else if (reader->form->answers->len == 0)
        g_hash_table_add(reader->above, g_strdup(text));
    else if (own_words_lack(reader, text) && !g_hash_table_contains(reader->above, text))
        remark(remarks, FINDING_READ_LOOSE, NULL, text, where);
}

guint
lines_read(Reader *reader, guint i)
{
    const FlowBlock *block = g_ptr_array_index(reader->flow->blocks, i);
    const FlowCell *cell = g_ptr_array_index(block->cells, 0);
    g_auto(Line) line = {0};
    g_autofree char *where = textflow_where(block);
    if (!split(reader, cell->text, &line)) {
        pass_paragraph(reader, block, cell->text, where);
        return i;
    }
    const char *own = value_of_fields(reader, cell, &line, where);
    g_autoptr(GString) value = g_string_new(own);
    guint last = may_continue(&line) && *own ? follow(reader, i, value) : i;
    if (last > i)
        remark(reader->form->remarks, FINDING_READ_PARAGRAPHS, line.question.key, NULL, where);
    take_line(reader, &line, value->str, cell, where);
    return last;
}

void
lines_read_cell(Reader *reader, const FlowBlock *block, const FlowCell *cell)
{
    g_autofree char *where = textflow_where(block);
    g_auto(GStrv) lines = g_strsplit(cell->text, "\n", 1000);
    for (guint i = 0; lines[i]; i++) {
        g_auto(Line) line = {0};
        if (!split(reader, lines[i], &line)) {
            pass_paragraph(reader, block, lines[i], where);
            continue;
        }
        collect_used(cell);
        take_line(reader, &line, line.value, cell, where);
    }
}
