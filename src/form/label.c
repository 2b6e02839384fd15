/* SPDX-License-Identifier: Apache-2.0
 *
 * The label's cell of a row: where it is, what else is written in it.
 */
#include "form/row.h"

#include "base/text.h"
#include "form/remark.h"
#include <string.h>

gboolean
label_is_number(const Question *question, const char *text)
{
    return question->field && g_ascii_isdigit(*text) && !row_has_letters(text);
}

/* Behind the code comes an answer at once: the column of the labels was taken out, or the one label
 * overwritten. */
static gboolean
is_answer(const Question *question, const Row *row, guint i)
{
    if (!label_is_number(question, row_cell(row, i)->text))
        return FALSE;
    if (question->field->columns)
        return row->own->len == i + question->field->columns->len;
    for (guint k = i + 1; k < row->own->len; k++)
        if (!collect_is_blank(row_cell(row, k)->text))
            return FALSE;
    return TRUE;
}

int
label_find(const Question *question, const Row *row, guint code)
{
    const FlowCell *before = code > 0 ? row_cell(row, code - 1) : NULL;
    const FlowCell *after = row_cell(row, code + 1);
    if (before && question_is_label(question, before->text))
        return (int)code - 1;
    if (after && question_is_label(question, after->text))
        return (int)code + 1;
    for (guint i = code + 2; i < row->own->len; i++)
        if (question_is_label(question, row_cell(row, i)->text))
            return (int)i;
    if (before && row_has_letters(before->text))
        return (int)code - 1;
    return code + 2 < row->own->len && !is_answer(question, row, code + 1) ? (int)code + 1 : -1;
}

/* A code beside the label of another row: one of them has been moved. */
static void
remark_other_label(Reader *reader, const Question *question, const Row *row, const char *label)
{
    g_auto(Question) other = {0};
    if (question->label && !question_is_label(question, label) &&
        question_by_label(reader, label, &other) && strcmp(other.key, question->key) != 0)
        remark(reader->form->remarks, FINDING_READ_LABEL_OTHER, question->key, label, row->where);
}

static gunichar
next_letter(const char **text)
{
    gunichar c;
    do {
        c = g_utf8_get_char(*text);
        *text = c ? g_utf8_next_char(*text) : *text;
    } while (c && g_unichar_isspace(c));
    return c == 0x2019 ? '\'' : c;
}

/* Behind the printed HELP in TEXT, whatever became of its spaces and apostrophes; or NULL. */
static const char *
behind_help(const char *text, const char *help)
{
    for (; *text; text = g_utf8_next_char(text)) {
        const char *rest = text, *left = help, *end;
        gunichar wanted;
        do {
            end = rest;
            wanted = next_letter(&left);
        } while (wanted && wanted == next_letter(&rest));
        if (!wanted)
            return end;
    }
    return NULL;
}

/* What is typed on the label's own line, behind it, or behind the help under it; NULL when there is
 * nothing but what is printed. */
static char *
typed_behind_label(const Question *question, const char *cell)
{
    gsize prefix = question_label_prefix(question, cell);
    while (prefix > 0 && strchr(" :\n", cell[prefix - 1]))
        prefix--;
    const char *text = cell + prefix;
    if (prefix == 0 || !strchr(" :\t\n", *text))
        return NULL;
    const char *help = question->field && !question->item ? question->field->help : NULL;
    const char *printed = help ? behind_help(text, help) : NULL;
    text += strspn(text, " :\t");
    gsize length = strcspn(text, "\n");
    if (length == 0 && printed) {
        text = printed;
        text += strspn(text, " :\t\n");
        length = strlen(text);
    }
    /* "(facultatif)" and "*" belong to the label. */
    return length > 0 && g_unichar_isalnum(g_utf8_get_char(text)) ? g_strndup(text, length) : NULL;
}

/* Nothing is written right of LABEL, where there may be no cell. */
static gboolean
nothing_behind(const Row *row, guint label)
{
    for (guint i = label + 1; i < row->own->len; i++)
        if (!collect_is_blank(row_cell(row, i)->text) || row_cell(row, i)->marks)
            return FALSE;
    return TRUE;
}

char *
label_answer(const Question *question, const Row *row, guint label)
{
    gboolean grid = question->item || (question->field && question->field->columns);
    return grid || !nothing_behind(row, label)
               ? NULL
               : typed_behind_label(question, row_cell(row, label)->text);
}

/* ---- what else is written in the label's cell ---- */

static gboolean
answers_blank(const Row *row, guint label)
{
    return label + 1 < row->own->len && nothing_behind(row, label);
}

/* Folded, a space for all that is no letter and no figure (transfer full). */
static char *
plain_words(const char *text)
{
    char *folded = text_fold(text);
    for (char *c = folded; *c; c++)
        if ((guchar)*c < 0x80 && !g_ascii_isalnum(*c))
            *c = ' ';
    return folded;
}

/* A label told in other words has one of three letters or more in common with the printed one. */
static gboolean
shares_a_word(const char *a, const char *b)
{
    g_autofree char *first = plain_words(a);
    g_autofree char *second = plain_words(b);
    g_auto(GStrv) words = g_strsplit(first, " ", 200);
    g_auto(GStrv) others = g_strsplit(second, " ", 200);
    for (guint i = 0; words[i]; i++)
        if (strlen(words[i]) >= 3 && g_strv_contains((const char *const *)others, words[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_replaced(const Reader *reader, const Question *question, const char *text)
{
    g_auto(Question) other = {0};
    const char *help = question->field ? question->field->help : NULL;
    return question->label && strlen(text) < 1000 && !question_is_label(question, text) &&
           question_label_prefix(question, text) == 0 && !question_by_label(reader, text, &other) &&
           !shares_a_word(text, question->label) && !(help && shares_a_word(text, help));
}

/* One of the printed choices, by lines or semicolons, with something beside it, a tick most likely
 * (transfer full). */
static char *
ticked_choice(const Question *question, const char *text)
{
    const CodeList *list =
        question->field && !question->field->columns ? question->field->list : NULL;
    g_auto(GStrv) lines = g_strsplit_set(text, "\n;", 500);
    for (guint i = 0; list && lines[i]; i++) {
        g_autofree char *line = text_fold(lines[i]);
        for (guint k = 0; k < list->items->len; k++) {
            const Item *item = g_ptr_array_index(list->items, k);
            g_autofree char *printed = g_strdup_printf("%s – %s", item->code, item->label);
            g_autofree char *folded = text_fold(printed);
            if (strcmp(line, folded) != 0 &&
                (g_str_has_prefix(line, folded) || g_str_has_suffix(line, folded)))
                return text_squeeze(lines[i]);
        }
    }
    return NULL;
}

/* "CAP Gardien d'immeubles : 24" of a grid, "☒ PARIS – Paris" (transfer full); or NULL. */
static char *
beside_label(const Question *question, const Row *row, guint label)
{
    const char *text = row_cell(row, label)->text;
    if (!question->item)
        return answers_blank(row, label) ? ticked_choice(question, text) : NULL;
    g_autofree char *typed = typed_behind_label(question, text);
    return typed && strpbrk(typed, "0123456789") ? g_steal_pointer(&typed) : NULL;
}

/* A line of its own with figures, below the printed label and help; a long one is the help of
 * another version of the form (transfer full).  NULL: none. */
static char *
figures_below(const Reader *reader, const char *text)
{
    enum { TYPED_MAX = 60 };
    g_auto(GStrv) lines = g_strsplit(text, "\n", 500);
    for (guint i = 0; lines[i]; i++)
        if (g_utf8_strlen(lines[i], -1) <= TYPED_MAX && own_words_lack(reader, lines[i]))
            return text_squeeze(lines[i]);
    return NULL;
}

void
label_check(Reader *reader, const Question *question, const Row *row, guint label)
{
    const char *text = row_cell(row, label)->text;
    g_autofree char *beside = beside_label(question, row, label);
    remark_other_label(reader, question, row, text);
    if (!beside && *text && answers_blank(row, label) && is_replaced(reader, question, text)) {
        remark(reader->form->remarks, FINDING_READ_LABEL_REPLACED, question->key, text, row->where);
        return;
    }
    beside = beside ? beside : figures_below(reader, text);
    if (beside)
        remark(reader->form->remarks, FINDING_READ_BESIDE, question->key, beside, row->where);
}
