/* SPDX-License-Identifier: Apache-2.0
 *
 * The structure tree: an element for each node of the layout, in its order, with what stands on
 * the pages (marks) and what lies over them (annotations).
 */
#include "pdf/making.h"

static const struct {
    const char *type, *attributes; /* of all its elements; or NULL */
} ROLES[ROLE_COUNT] = {
    [ROLE_DOCUMENT] = {"/Document"},
    [ROLE_HEADING_1] = {"/H1"},
    [ROLE_HEADING_2] = {"/H2"},
    [ROLE_HEADING_3] = {"/H3"},
    [ROLE_PARAGRAPH] = {"/P"},
    [ROLE_NOTE] = {"/Note"},
    [ROLE_QUOTE] = {"/BlockQuote"},
    /* Labels are dashes: no numbering says so, and None is for lists without (14289-1, 7.6). */
    [ROLE_LIST] = {"/L", "/O /List /ListNumbering /Disc"},
    [ROLE_LIST_ITEM] = {"/LI"},
    [ROLE_LIST_LABEL] = {"/Lbl"},
    [ROLE_LIST_BODY] = {"/LBody"},
    [ROLE_TABLE] = {"/Table"},
    [ROLE_CAPTION] = {"/Caption"},
    [ROLE_TABLE_HEAD] = {"/THead"},
    [ROLE_TABLE_BODY] = {"/TBody"},
    [ROLE_TABLE_ROW] = {"/TR"},
    [ROLE_HEAD_CELL] = {"/TH", "/O /Table /Scope /Column"},
    [ROLE_ROW_CELL] = {"/TH", "/O /Table /Scope /Row"},
    [ROLE_CELL] = {"/TD"},
    [ROLE_FIGURE] = {"/Figure", "/O /Layout /Placement /Block"},
    [ROLE_CONTENTS] = {"/TOC"},
    [ROLE_CONTENTS_ITEM] = {"/TOCI"},
    [ROLE_LINK] = {"/Link"},
    [ROLE_WORDS] = {"/Span"},
    [ROLE_SIGNATURE] = {"/Form"},
};

const char *
role_type(NodeRole role)
{
    return ROLES[role].type;
}

/* What an element holds. */
typedef struct {
    enum { KID_NODE, KID_MARK, KID_ANNOTATION } kind;
    guint parent;
    guint value; /* node, number of the mark on its page, object of the annotation */
    guint page;  /* KID_MARK, KID_ANNOTATION */
} Kid;

typedef struct {
    const Making *making;
    guint elements;    /* the object of node 0; the others follow */
    guint root;        /* of the tree: an object */
    GArray *kids;      /* Kid */
    guint passed;      /* nodes up to this one are kids of their parents */
    GArray *annotated; /* Annotation, in the order of their nodes */
    guint annotation;  /* the next */
    GString *by_id;    /* names of notes, and what bears them */
} Tree;

static const PageNode *
node_at(const Tree *tree, guint node)
{
    return &g_array_index(tree->making->layout->nodes, PageNode, node);
}

/* ---- who holds what ---- */
static void
pass_to(Tree *tree, guint node)
{
    while (tree->passed < node) {
        guint next = ++tree->passed;
        Kid kid = {KID_NODE, node_at(tree, next)->parent, next, 0};
        g_array_append_val(tree->kids, kid);
    }
    for (; tree->annotation < tree->annotated->len; tree->annotation++) {
        const Annotation *one = &g_array_index(tree->annotated, Annotation, tree->annotation);
        Kid kid = {KID_ANNOTATION, one->node, one->object, one->page};
        if (one->node > node)
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
    for (guint page = 0; page < tree->making->layout->pages->len; page++) {
        const GArray *owners = tree->making->pages[page].owners;
        for (guint i = 0; i < owners->len; i++) {
            guint node = g_array_index(owners, guint, i);
            Kid kid = {KID_MARK, node, i, page};
            pass_to(tree, node);
            g_array_append_val(tree->kids, kid);
        }
    }
    pass_to(tree, tree->making->layout->nodes->len - 1);
    g_array_sort(tree->kids, by_parent); /* stable */
}

/* ---- elements ---- */
/* A mark on the element's own page is a mere number. */
static void
put_kid(const Tree *tree, const Kid *kid, int own_page)
{
    const Making *making = tree->making;

    if (kid->kind == KID_NODE)
        put(making, " %u 0 R", tree->elements + kid->value);
    else if (kid->kind == KID_MARK && (int)kid->page == own_page)
        put(making, " %u", kid->value);
    else if (kid->kind == KID_MARK)
        put(making, " << /Type /MCR /MCID %u /Pg %u 0 R >>", kid->value,
            page_object(making, kid->page));
    else
        put(making, " << /Type /OBJR /Obj %u 0 R /Pg %u 0 R >>", kid->value,
            page_object(making, kid->page));
}

static void
put_kids(const Tree *tree, const Kid *kids, guint count)
{
    int own_page = -1;

    for (guint i = 0; i < count && own_page < 0; i++)
        if (kids[i].kind == KID_MARK)
            own_page = (int)kids[i].page;
    if (own_page >= 0)
        put(tree->making, " /Pg %u 0 R", page_object(tree->making, (guint)own_page));
    put(tree->making, count == 1 ? " /K" : " /K [");
    for (guint i = 0; i < count; i++)
        put_kid(tree, &kids[i], own_page);
    put(tree->making, count == 1 ? "" : " ]");
}

/* Columns that a cell takes; where a figure stands on its page (ISO 32000-1, 14.8.5). */
static void
put_attributes(const Tree *tree, const PageNode *node)
{
    const char *own = ROLES[node->role].attributes;
    const double box[] = {node->x, PAGE_HEIGHT - node->y - node->height, node->x + node->width,
                          PAGE_HEIGHT - node->y};

    if (!own && node->span <= 1)
        return;
    put(tree->making, " /A << %s", own ? own : "/O /Table");
    if (node->span > 1)
        put(tree->making, " /ColSpan %u", node->span);
    if (node->role == ROLE_FIGURE) {
        put(tree->making, " /BBox [");
        put_numbers(tree->making, box, G_N_ELEMENTS(box));
        put(tree->making, "]");
    }
    put(tree->making, " >>");
}

/* Every note has a name (ISO 14289-1, 7.9); as they come, names are sorted. */
static void
name_note(const Tree *tree, guint node)
{
    put(tree->making, " /ID (note-%07u)", node);
    g_string_append_printf(tree->by_id, "(note-%07u) %u 0 R ", node, tree->elements + node);
}

static void
make_element(const Tree *tree, guint number, const Kid *kids, guint count)
{
    const Making *making = tree->making;
    const PageNode *node = node_at(tree, number);

    put(making, "<< /S %s /P %u 0 R", ROLES[node->role].type,
        number ? tree->elements + node->parent : tree->root);
    put_attributes(tree, node);
    if (node->alt && node->role != ROLE_SIGNATURE) /* that has its field's words */
        put_text(making, "/Alt", node->alt);
    if (node->role == ROLE_NOTE)
        name_note(tree, number);
    if (count)
        put_kids(tree, kids, count);
    put(making, " >>");
    end_object(making, tree->elements + number);
}

static void
make_elements(const Tree *tree)
{
    for (guint i = 0, kid = 0; i < tree->making->layout->nodes->len; i++) {
        guint end = kid;
        while (end < tree->kids->len && g_array_index(tree->kids, Kid, end).parent == i)
            end++;
        make_element(tree, i, &((const Kid *)tree->kids->data)[kid], end - kid);
        kid = end;
    }
}

/* ---- from pages and annotations back to elements (ISO 32000-1, 14.7.4.4) ---- */
static void
make_owners(const Tree *tree, guint first)
{
    const Making *making = tree->making;

    for (guint page = 0; page < making->layout->pages->len; page++) {
        const GArray *owners = making->pages[page].owners;
        put(making, "[");
        for (guint i = 0; i < owners->len; i++)
            put(making, "%u 0 R ", tree->elements + g_array_index(owners, guint, i));
        put(making, "]");
        end_object(making, first + page);
    }
}

static void
make_parents(const Tree *tree, guint number)
{
    const Making *making = tree->making;
    guint pages = making->layout->pages->len, owners = file_reserve(making->file, pages);

    make_owners(tree, owners);
    put(making, "<< /Nums [");
    for (guint i = 0; i < pages; i++)
        put(making, "%u %u 0 R ", i, owners + i);
    for (guint i = 0; i < making->annotations->len; i++)
        put(making, "%u %u 0 R ", pages + i,
            tree->elements + g_array_index(making->annotations, Annotation, i).node);
    put(making, "] >>");
    end_object(making, number);
}

static void
make_root(const Tree *tree)
{
    const Making *making = tree->making;
    guint parents = file_reserve(making->file, 2), names = parents + 1;

    make_parents(tree, parents);
    put(making, "<< /Names [%s] >>", tree->by_id->str);
    end_object(making, names);
    put(making,
        "<< /Type /StructTreeRoot /K %u 0 R /ParentTree %u 0 R /ParentTreeNextKey %u /IDTree "
        "%u 0 R >>",
        tree->elements, parents, making->layout->pages->len + making->annotations->len, names);
    end_object(making, tree->root);
    g_string_append_printf(making->root, "/StructTreeRoot %u 0 R /MarkInfo << /Marked true >> ",
                           tree->root);
}

static int
by_node(gconstpointer a, gconstpointer b)
{
    const Annotation *first = a, *second = b;

    return (first->node > second->node) - (first->node < second->node);
}

void
make_structure(Making *making)
{
    g_autoptr(GArray) kids = g_array_new(FALSE, FALSE, sizeof(Kid));
    g_autoptr(GArray) annotated = g_array_copy(making->annotations);
    g_autoptr(GString) by_id = g_string_new(NULL);
    Tree tree = {.making = making, .kids = kids, .annotated = annotated, .by_id = by_id};

    tree.elements = file_reserve(making->file, making->layout->nodes->len);
    tree.root = file_reserve(making->file, 1);
    g_array_sort(annotated, by_node); /* stable */
    collect_kids(&tree);
    make_elements(&tree);
    make_root(&tree);
}
