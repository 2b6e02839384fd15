/* SPDX-License-Identifier: Apache-2.0 */
#include "form/submission.h"

#include "base/text.h"
#include "form/remark.h"
#include "form/xml.h"
#include <string.h>

#define NAME_MAX_CHARACTERS 200
#define COLUMNS_MAX         1000

typedef struct {
    Form *form;
    const Sheet *sheet; /* NULL: not known */
} Submission;

static Answer *
answer_new(const xmlNode *node, char *key)
{
    Answer *answer = g_new0(Answer, 1);
    answer->key = key;
    answer->texts = g_ptr_array_new_with_free_func(g_free);
    answer->motifs = g_ptr_array_new_with_free_func(g_free);
    answer->line = (guint)MAX(xmlGetLineNo(node), 0);
    answer->where = g_strdup_printf("ligne %u", answer->line);
    return answer;
}

static void
add_text(Submission *submission, Answer *answer, const xmlNode *node)
{
    g_autofree char *raw = node ? xml_text(node) : g_strdup("");
    g_autofree char *clean = text_clean(raw, -1);
    const char *motif = node ? xml_attribute(node, NULL, "motif") : NULL;
    if (g_utf8_strlen(clean, -1) > FORM_MAX_TEXT) {
        *g_utf8_offset_to_pointer(clean, FORM_MAX_TEXT) = '\0';
        remark(submission->form->remarks, FINDING_READ_SHORTENED, answer->key, NULL, answer->where);
    }
    g_ptr_array_add(answer->texts, g_steal_pointer(&clean));
    g_ptr_array_add(answer->motifs, motif ? text_shorten(motif, 40) : NULL);
}

static const xmlNode *
next_element(const xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

static const xmlNode *
child_named(const xmlNode *row, const char *name)
{
    for (const xmlNode *cell = next_element(row->children); cell; cell = next_element(cell->next))
        if (strcmp((const char *)cell->name, name) == 0)
            return cell;
    return NULL;
}

/* The item of a row: its one attribute without namespace. */
static const char *
row_item(const xmlNode *row)
{
    const xmlAttr *attribute = row->properties;
    while (attribute && (attribute->ns || strcmp((const char *)attribute->name, "motif") == 0))
        attribute = attribute->next;
    return attribute ? xml_attribute(row, NULL, (const char *)attribute->name) : NULL;
}

static void
read_row(Submission *submission, const xmlNode *grid, const xmlNode *row)
{
    const char *value = row_item(row);
    g_autofree char *item = value ? text_shorten(value, NAME_MAX_CHARACTERS) : g_strdup("");
    Answer *answer = answer_new(row, g_strdup_printf("%s.%s", (const char *)grid->name, item));
    g_ptr_array_add(submission->form->answers, answer);
    const Field *field =
        submission->sheet ? sheet_field(submission->sheet, (const char *)grid->name) : NULL;
    if (field && field->columns) {
        for (guint i = 0; i < field->columns->len; i++) {
            const Column *column = g_ptr_array_index(field->columns, i);
            add_text(submission, answer, child_named(row, column->name));
        }
        return;
    }
    for (const xmlNode *cell = next_element(row->children);
         cell && answer->texts->len < COLUMNS_MAX; cell = next_element(cell->next))
        add_text(submission, answer, cell);
}

static void
read_answer(Submission *submission, const xmlNode *node)
{
    const xmlNode *row = next_element(node->children);
    if (!row) {
        Answer *answer = answer_new(node, g_strdup((const char *)node->name));
        add_text(submission, answer, node);
        g_ptr_array_add(submission->form->answers, answer);
        return;
    }
    for (; row && submission->form->answers->len < FORM_MAX_ANSWERS; row = next_element(row->next))
        read_row(submission, node, row);
}

static void
read_answers(Submission *submission, const xmlNode *root)
{
    const GPtrArray *answers = submission->form->answers;
    const xmlNode *node = next_element(root->children);
    for (; node && answers->len < FORM_MAX_ANSWERS; node = next_element(node->next))
        read_answer(submission, node);
    if (answers->len >= FORM_MAX_ANSWERS)
        remark(submission->form->remarks, FINDING_READ_TOO_MANY, NULL, NULL, NULL);
}

void
submission_read(const guint8 *bytes, gsize length, const Convention *convention, Form *form)
{
    XmlFault fault;
    guint line;
    g_autoptr(xmlDoc) doc = xml_parse(bytes, length, &fault, &line);
    if (!doc) {
        remark_xml(form->remarks, fault, line);
        return;
    }
    const xmlNode *root = xmlDocGetRootElement(doc);
    const char *name = (const char *)root->name;
    if (!g_str_has_prefix(name, "fiche-")) {
        remark(form->remarks, FINDING_FILE_XML, NULL, name, NULL);
        return;
    }
    form->readable = TRUE;
    form->sheet = g_strdup(name + strlen("fiche-"));
    form->convention =
        root->ns ? text_shorten((const char *)root->ns->href, NAME_MAX_CHARACTERS) : NULL;
    Submission submission = {
        .form = form,
        .sheet = convention ? convention_sheet(convention, form->sheet) : NULL,
    };
    read_answers(&submission, root);
    form->xml = g_steal_pointer(&doc);
}
