/* SPDX-License-Identifier: Apache-2.0
 *
 * canonical.c - cells → the XML of the sheet, its text and its hash.
 */

#include "base/sha256.h"
#include "check/work.h"

/* ---- XML ---- */
static const char *
motif_code(Motif motif)
{
    return motif == MOTIF_NEANT ? "NEANT" : "NC";
}

static xmlNode *
add_element(xmlNode *parent, const char *name, Cell *cell)
{
    xmlNode *node = xmlNewChild(parent, parent->ns, BAD_CAST name, NULL);

    node->_private = cell;
    return node;
}

static void
set_motif(xmlNode *node, Motif motif)
{
    xmlNewProp(node, BAD_CAST "motif", BAD_CAST motif_code(motif));
}

/* A required answer that is missing or refused is written NC, so that the schema and the rules
 * still judge all the others. */
static void
add_answer(const Work *work, xmlNode *parent, Cell *cell, gboolean raw)
{
    const Field *field = cell->slot->field;
    const char *name = cell->column != NULL ? cell->column->name : field->name;
    const gboolean required = cell->column != NULL ? cell->column->required : field->required;
    const char *text = raw ? cell->typed : cell->canonical;
    xmlNode *node = NULL;

    if (text == NULL && raw && cell->motif == MOTIF_NONE && !required)
        return;
    if (text == NULL && !raw && !cell_required(work, cell))
        return;
    node = add_element(parent, name, cell);
    if (text == NULL || (raw && cell->motif != MOTIF_NONE))
        set_motif(node, raw && cell->motif != MOTIF_NONE ? cell->motif : MOTIF_NC);
    else
        xmlAddChild(node, xmlNewDocText(node->doc, BAD_CAST text));
}

static gboolean
is_row_cell(const Cell *cell)
{
    return cell->column != NULL && !cell->ignored;
}

/* The grid at FIRST, with its rows; index of the next field's first cell. */
static guint
add_grid(const Work *work, xmlNode *root, guint first, gboolean raw)
{
    Cell *head = g_ptr_array_index(work->cells, first);
    const Field *field = head->slot->field;
    const gboolean required = raw ? field->required : cell_required(work, head);
    const gboolean whole =
        !head->refused && (head->motif == MOTIF_NEANT || (head->motif == MOTIF_NC && required));
    const Slot *slot = NULL;
    xmlNode *grid = NULL, *row = NULL;
    guint i = first + 1;

    for (; i < work->cells->len; i++) {
        Cell *cell = g_ptr_array_index(work->cells, i);

        if (cell->slot->field != field)
            break;
        if (!is_row_cell(cell) || whole)
            continue;
        if (grid == NULL)
            grid = add_element(root, field->name, head);
        if (cell->slot != slot) {
            row = add_element(grid, "ligne", cell);
            xmlNewProp(row, BAD_CAST field->list->id, BAD_CAST cell->slot->item->code);
            slot = cell->slot;
        }
        add_answer(work, row, cell, raw);
    }
    if (grid == NULL && (whole || required))
        set_motif(add_element(root, field->name, head), whole ? head->motif : MOTIF_NC);
    return i;
}

xmlDoc *
canonical_new(const Work *work, gboolean raw)
{
    const Sheet *sheet = work->ready->sheet;
    g_autofree char *name = g_strdup_printf("fiche-%s", sheet->id);
    xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
    xmlNode *root = xmlNewDocNode(doc, NULL, BAD_CAST name, NULL);

    xmlDocSetRootElement(doc, root);
    xmlSetNs(root, xmlNewNs(root, BAD_CAST work->convention->namespace_uri, NULL));
    for (guint i = 0; i < work->cells->len;) {
        Cell *cell = g_ptr_array_index(work->cells, i);

        if (cell_is_grid(cell) && !cell->ignored) {
            i = add_grid(work, root, i, raw);
            continue;
        }
        if (!cell->ignored && cell->slot->field->columns == NULL)
            add_answer(work, root, cell, raw);
        i++;
    }
    return doc;
}

char *
canonical_text(xmlDoc *doc)
{
    xmlChar *bytes = NULL;
    int length = 0;
    char *text = NULL;

    xmlDocDumpFormatMemoryEnc(doc, &bytes, &length, "UTF-8", 1);
    text = g_strndup((const char *)bytes, (gsize)length);
    xmlFree(bytes);
    return text;
}

/* ---- what was answered ---- */
/* Lengths before texts: no two different forms give the same bytes. */
static void
feed(GString *said, const char *label, const char *text)
{
    char length[24];

    g_snprintf(length, sizeof length, " %" G_GSIZE_FORMAT ":", strlen(text));
    g_string_append(said, label);
    g_string_append(said, length);
    g_string_append(said, text);
}

static char *
hash_of(GString *said)
{
    char *hash = sha256_of(said->str, said->len);

    g_string_free(said, TRUE);
    return hash;
}

static gboolean
is_beside_the_matter(const Cell *cell)
{
    const FieldRole role = cell->slot->field->role;

    return role == ROLE_AUTHOR || role == ROLE_EMAIL || role == ROLE_FILLED_ON;
}

char *
canonical_hash(const Work *work)
{
    GString *said = g_string_new(NULL);

    feed(said, "sheet", work->ready->sheet->id);
    for (guint i = 0; i < work->cells->len; i++) {
        const Cell *cell = g_ptr_array_index(work->cells, i);

        if (is_beside_the_matter(cell))
            continue;
        if (cell->canonical == NULL && cell->motif == MOTIF_NONE && !cell->refused)
            continue;
        feed(said, "code", cell_code(cell));
        feed(said, "column", cell->column != NULL ? cell->column->name : "");
        if (cell->canonical != NULL)
            feed(said, "value", cell->canonical);
        else if (cell->motif != MOTIF_NONE)
            feed(said, "motif", motif_code(cell->motif));
        else
            feed(said, "refused", cell->typed != NULL ? cell->typed : "");
    }
    return hash_of(said);
}

char *
answers_hash(const Form *form)
{
    GString *said = g_string_new(NULL);

    feed(said, "convention", form->convention != NULL ? form->convention : "");
    feed(said, "sheet", form->sheet != NULL ? form->sheet : "");
    for (guint i = 0; i < form->answers->len; i++) {
        const Answer *answer = g_ptr_array_index(form->answers, i);

        feed(said, "key", answer->key != NULL ? answer->key : "");
        for (guint j = 0; j < answer->texts->len; j++)
            feed(said, "text", g_ptr_array_index(answer->texts, j));
    }
    return hash_of(said);
}
