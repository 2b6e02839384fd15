/* SPDX-License-Identifier: Apache-2.0
 *
 * The structure tree: an element for each node of the layout, in its order, with what stands on
 * the pages (marks) and what lies over them (annotations).
 */
#include "pdf/finish.h"

static const struct {
    const char *type, *element; /* the element's own entries */
} ROLES[ROLE_COUNT] = {
    [ROLE_DOCUMENT] = {"/Document", "<< /S /Document >>"},
    [ROLE_HEADING_1] = {"/H1", "<< /S /H1 >>"},
    [ROLE_HEADING_2] = {"/H2", "<< /S /H2 >>"},
    [ROLE_HEADING_3] = {"/H3", "<< /S /H3 >>"},
    [ROLE_PARAGRAPH] = {"/P", "<< /S /P >>"},
    [ROLE_NOTE] = {"/Note", "<< /S /Note >>"},
    [ROLE_QUOTE] = {"/BlockQuote", "<< /S /BlockQuote >>"},
    /* Labels are dashes: no numbering says so, and None is for lists without (14289-1, 7.6). */
    [ROLE_LIST] = {"/L", "<< /S /L /A << /O /List /ListNumbering /Disc >> >>"},
    [ROLE_LIST_ITEM] = {"/LI", "<< /S /LI >>"},
    [ROLE_LIST_LABEL] = {"/Lbl", "<< /S /Lbl >>"},
    [ROLE_LIST_BODY] = {"/LBody", "<< /S /LBody >>"},
    [ROLE_TABLE] = {"/Table", "<< /S /Table >>"},
    [ROLE_CAPTION] = {"/Caption", "<< /S /Caption >>"},
    [ROLE_TABLE_HEAD] = {"/THead", "<< /S /THead >>"},
    [ROLE_TABLE_BODY] = {"/TBody", "<< /S /TBody >>"},
    [ROLE_TABLE_ROW] = {"/TR", "<< /S /TR >>"},
    [ROLE_HEAD_CELL] = {"/TH", "<< /S /TH /A << /O /Table /Scope /Column >> >>"},
    [ROLE_ROW_CELL] = {"/TH", "<< /S /TH /A << /O /Table /Scope /Row >> >>"},
    [ROLE_CELL] = {"/TD", "<< /S /TD >>"},
    [ROLE_FIGURE] = {"/Figure", "<< /S /Figure >>"},
    [ROLE_CONTENTS] = {"/TOC", "<< /S /TOC >>"},
    [ROLE_CONTENTS_ITEM] = {"/TOCI", "<< /S /TOCI >>"},
    [ROLE_LINK] = {"/Link", "<< /S /Link >>"},
    [ROLE_WORDS] = {"/Span", "<< /S /Span >>"},
    [ROLE_SIGNATURE] = {"/Form", "<< /S /Form >>"},
};

const char *
structure_type(NodeRole role)
{
    return ROLES[role].type;
}

/* What an element holds. */
typedef struct {
    enum { KID_NODE, KID_MARK, KID_ANNOTATION } kind;
    guint parent;
    guint value; /* node, number of the mark on its page, index of the annotation */
    guint page;  /* KID_MARK, KID_ANNOTATION */
} Kid;

typedef struct {
    const Finish *finish;
    qpdf_oh *elements; /* one a node */
    GArray *kids;      /* Kid */
    guint passed;      /* nodes up to this one are kids of their parents */
    guint annotation;  /* the next */
    qpdf_oh by_number; /* of the parent tree */
    qpdf_oh by_id;     /* of the tree of IDs */
} Tree;

static const PageNode *
node_at(const Tree *tree, guint node)
{
    return &g_array_index(tree->finish->layout->nodes, PageNode, node);
}

/* ---- who holds what ---- */
static void
pass_to(Tree *tree, guint node)
{
    const GArray *annotations = tree->finish->annotations;

    while (tree->passed < node) {
        guint next = ++tree->passed;
        Kid kid = {KID_NODE, node_at(tree, next)->parent, next, 0};
        g_array_append_val(tree->kids, kid);
    }
    for (; tree->annotation < annotations->len; tree->annotation++) {
        const Annotation *annotation = &g_array_index(annotations, Annotation, tree->annotation);
        Kid kid = {KID_ANNOTATION, annotation->node, tree->annotation, annotation->page};
        if (annotation->node > node)
            return;
        g_array_append_val(tree->kids, kid);
    }
}

static int
by_parent(gconstpointer a, gconstpointer b)
{
    const Kid *first = a, *second = b;

    return (first->parent > second->parent) - (first->parent < second->parent);
}

/* In the order of reading; those of one element together. */
static void
collect_kids(Tree *tree)
{
    const GPtrArray *pages = tree->finish->drawing->marks;

    for (guint page = 0; page < pages->len; page++) {
        const GArray *marks = pages->pdata[page];
        guint number = 0;
        for (guint i = 0; i < marks->len; i++) {
            const Mark *mark = &g_array_index(marks, Mark, i);
            Kid kid = {KID_MARK, mark->node, number, page};
            if (mark->kind != MARK_CONTENT)
                continue;
            number++;
            pass_to(tree, mark->node);
            g_array_append_val(tree->kids, kid);
        }
    }
    pass_to(tree, tree->finish->layout->nodes->len - 1);
    g_array_sort(tree->kids, by_parent); /* stable */
}

/* ---- elements ---- */
static qpdf_oh
reference(const Tree *tree, const char *literal, const char *key, qpdf_oh value, guint page)
{
    qpdf_oh made = parsed(tree->finish, literal);

    put(tree->finish, made, key, value);
    qpdf_oh_replace_key(tree->finish->qpdf, made, "/Pg", tree->finish->pages[page]);
    return made;
}

/* A mark on the element's own page is a mere number. */
static qpdf_oh
kid_object(const Tree *tree, const Kid *kid, int own_page)
{
    qpdf_data qpdf = tree->finish->qpdf;

    if (kid->kind == KID_NODE)
        return qpdf_oh_new_object(qpdf, tree->elements[kid->value]);
    if (kid->kind == KID_MARK && (int)kid->page == own_page)
        return qpdf_oh_new_integer(qpdf, kid->value);
    if (kid->kind == KID_MARK)
        return reference(tree, "<< /Type /MCR >>", "/MCID", qpdf_oh_new_integer(qpdf, kid->value),
                         kid->page);
    return reference(
        tree, "<< /Type /OBJR >>", "/Obj",
        qpdf_oh_new_object(qpdf,
                           g_array_index(tree->finish->annotations, Annotation, kid->value).object),
        kid->page);
}

static void
fill_element(const Tree *tree, guint node, const Kid *kids, guint count)
{
    const Finish *finish = tree->finish;
    qpdf_oh element = tree->elements[node], all = qpdf_oh_new_array(finish->qpdf);
    int own_page = -1;

    for (guint i = 0; i < count && own_page < 0; i++)
        if (kids[i].kind == KID_MARK)
            own_page = (int)kids[i].page;
    if (own_page >= 0)
        qpdf_oh_replace_key(finish->qpdf, element, "/Pg", finish->pages[own_page]);
    for (guint i = 0; i < count; i++)
        append(finish, all, kid_object(tree, &kids[i], own_page));
    if (count)
        put(finish, element, "/K", count == 1 ? qpdf_oh_get_array_item(finish->qpdf, all, 0) : all);
}

/* Every note has a name (ISO 14289-1, 7.9); as they come, names are sorted. */
static void
name_note(const Tree *tree, guint node)
{
    const Finish *finish = tree->finish;
    g_autofree char *id = g_strdup_printf("note-%07u", node);

    put(finish, tree->elements[node], "/ID", qpdf_oh_new_string(finish->qpdf, id));
    append(finish, tree->by_id, qpdf_oh_new_string(finish->qpdf, id));
    qpdf_oh_append_item(finish->qpdf, tree->by_id, tree->elements[node]);
}

/* Where a figure stands on its page (ISO 32000-1, 14.8.5.4.3). */
static qpdf_oh
figure_layout(const Finish *finish, const PageNode *figure)
{
    const double box[] = {figure->x, PAGE_HEIGHT - figure->y - figure->height,
                          figure->x + figure->width, PAGE_HEIGHT - figure->y};
    qpdf_oh attributes = parsed(finish, "<< /O /Layout /Placement /Block >>");

    put(finish, attributes, "/BBox", numbers(finish, box, G_N_ELEMENTS(box)));
    return attributes;
}

/* Cells over several columns, words and places of figures, names of notes. */
static void
describe(const Tree *tree, guint node)
{
    const Finish *finish = tree->finish;
    const PageNode *described = node_at(tree, node);
    qpdf_oh element = tree->elements[node];

    if (described->span > 1) {
        qpdf_oh attributes = qpdf_oh_get_key(finish->qpdf, element, "/A");
        if (!qpdf_oh_is_dictionary(finish->qpdf, attributes))
            attributes = parsed(finish, "<< /O /Table >>");
        put(finish, attributes, "/ColSpan", qpdf_oh_new_integer(finish->qpdf, described->span));
        put(finish, element, "/A", attributes);
    }
    if (described->alt && described->role != ROLE_SIGNATURE) /* that has its field's words */
        put(finish, element, "/Alt", text_string(finish, described->alt));
    if (described->role == ROLE_NOTE)
        name_note(tree, node);
    if (described->role == ROLE_FIGURE)
        put(finish, element, "/A", figure_layout(finish, described));
}

static void
make_elements(Tree *tree)
{
    const Finish *finish = tree->finish;
    guint count = finish->layout->nodes->len;

    tree->elements = g_new(qpdf_oh, count);
    for (guint i = 0; i < count; i++) {
        const PageNode *node = node_at(tree, i);
        qpdf_oh made = parsed(finish, ROLES[node->role].element);
        tree->elements[i] = qpdf_make_indirect_object(finish->qpdf, made);
        qpdf_oh_release(finish->qpdf, made);
        if (i)
            qpdf_oh_replace_key(finish->qpdf, tree->elements[i], "/P",
                                tree->elements[node->parent]);
        describe(tree, i);
    }
}

/* ---- from pages and annotations back to elements (ISO 32000-1, 14.7.4.4) ---- */
static void
number_entry(const Tree *tree, guint number, qpdf_oh value)
{
    append(tree->finish, tree->by_number, qpdf_oh_new_integer(tree->finish->qpdf, number));
    qpdf_oh_append_item(tree->finish->qpdf, tree->by_number, value);
}

static void
number_page(const Tree *tree, guint page)
{
    const Finish *finish = tree->finish;
    const GArray *marks = finish->drawing->marks->pdata[page];
    qpdf_oh owners = qpdf_oh_new_array(finish->qpdf);

    for (guint i = 0; i < marks->len; i++) {
        const Mark *mark = &g_array_index(marks, Mark, i);
        if (mark->kind == MARK_CONTENT)
            qpdf_oh_append_item(finish->qpdf, owners, tree->elements[mark->node]);
    }
    number_entry(tree, page, owners);
    qpdf_oh_release(finish->qpdf, owners);
    put(finish, finish->pages[page], "/StructParents", qpdf_oh_new_integer(finish->qpdf, page));
}

static void
number_all(const Tree *tree, qpdf_oh root)
{
    const Finish *finish = tree->finish;
    guint number = finish->layout->pages->len;
    qpdf_oh parents = qpdf_oh_new_dictionary(finish->qpdf);
    qpdf_oh names = qpdf_oh_new_dictionary(finish->qpdf);

    for (guint i = 0; i < finish->layout->pages->len; i++)
        number_page(tree, i);
    for (guint i = 0; i < finish->annotations->len; i++, number++) {
        const Annotation *annotation = &g_array_index(finish->annotations, Annotation, i);
        number_entry(tree, number, tree->elements[annotation->node]);
        put(finish, annotation->object, "/StructParent", qpdf_oh_new_integer(finish->qpdf, number));
    }
    put(finish, parents, "/Nums", tree->by_number);
    put(finish, root, "/ParentTree", qpdf_make_indirect_object(finish->qpdf, parents));
    put(finish, root, "/ParentTreeNextKey", qpdf_oh_new_integer(finish->qpdf, number));
    if (qpdf_oh_get_array_n_items(finish->qpdf, tree->by_id)) {
        put(finish, names, "/Names", tree->by_id);
        put(finish, root, "/IDTree", qpdf_make_indirect_object(finish->qpdf, names));
    }
}

static int
by_node(gconstpointer a, gconstpointer b)
{
    const Annotation *first = a, *second = b;

    return (first->node > second->node) - (first->node < second->node);
}

void
finish_structure(Finish *finish)
{
    qpdf_data qpdf = finish->qpdf;
    qpdf_oh root = qpdf_make_indirect_object(qpdf, parsed(finish, "<< /Type /StructTreeRoot >>"));
    Tree tree = {.finish = finish, .kids = g_array_new(FALSE, FALSE, sizeof(Kid))};

    g_array_sort(finish->annotations, by_node); /* stable */
    tree.by_number = qpdf_oh_new_array(qpdf);
    tree.by_id = qpdf_oh_new_array(qpdf);
    make_elements(&tree);
    collect_kids(&tree);
    for (guint i = 0; i < tree.kids->len;) {
        const Kid *first = &g_array_index(tree.kids, Kid, i);
        guint end = i;
        while (end < tree.kids->len && g_array_index(tree.kids, Kid, end).parent == first->parent)
            end++;
        fill_element(&tree, first->parent, first, end - i);
        i = end;
    }
    number_all(&tree, root);
    qpdf_oh_replace_key(qpdf, tree.elements[0], "/P", root);
    qpdf_oh_replace_key(qpdf, root, "/K", tree.elements[0]);
    put(finish, finish->root, "/StructTreeRoot", root);
    put(finish, finish->root, "/MarkInfo", parsed(finish, "<< /Marked true >>"));
    g_free(tree.elements);
    g_array_unref(tree.kids);
}
