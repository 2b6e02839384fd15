/* SPDX-License-Identifier: Apache-2.0
 *
 * issue.c - every object of the issued document has a role; the role says what may change in it.
 *
 * All objects are compared, whichever an increment claims to touch, and by what they hold: some
 * signing programs write values anew elsewhere.  Objects with new numbers are looked at only where
 * an issued one leads to them.
 */
#include "signature/issue.h"

#include <math.h>
#include <string.h>

#define MAX_FIELDS 64
#define NEAR       0.01 /* points: signing programs write coordinates anew, rounded */

typedef enum {
    ROLE_CATALOG,
    ROLE_FORM,
    ROLE_FIELDS,
    ROLE_FIELD,
    ROLE_APPEARANCE,
    ROLE_METADATA,
    ROLE_INFO,
    ROLE_PAGE,
    ROLE_ANNOTATIONS, /* of a page, where they are an object of their own */
    ROLE_CONTENT,     /* of a page */
} RoleKind;

typedef struct {
    RoleKind kind;
    guint page;        /* from 1 */
    const char *field; /* borrowed */
    int owner;         /* of an appearance: number of its field */
} Role;

struct Issue {
    const Revision *revision;
    GHashTable *roles;  /* number of an object: Role */
    GPtrArray *names;   /* of fields, borrowed by roles */
    GPtrArray *written; /* char *: what each object holds, from number 1 */
};

/* ---- roles ---- */

static int
number_of(const Revision *revision, qpdf_oh object)
{
    return qpdf_oh_get_object_id(revision->qpdf, object);
}

/* The first role of an object is the one it keeps. */
static void
give_role(Issue *issue, qpdf_oh object, Role role)
{
    int number = number_of(issue->revision, object);
    if (number > 0 && !g_hash_table_contains(issue->roles, GINT_TO_POINTER(number)))
        g_hash_table_insert(issue->roles, GINT_TO_POINTER(number), g_memdup2(&role, sizeof role));
}

static void
take_field(Issue *issue, qpdf_oh field, GPtrArray *fields)
{
    const Revision *revision = issue->revision;
    if (!revision_is_name(revision, field, "/FT", "/Sig"))
        return;
    char *name = revision_text(revision, field, "/T");
    g_ptr_array_add(issue->names, name);
    g_ptr_array_add(fields, g_strdup(name));
    give_role(issue, field, (Role){.kind = ROLE_FIELD, .field = name});
    qpdf_oh appearance = revision_get(revision, revision_get(revision, field, "/AP"), "/N");
    give_role(issue, appearance,
              (Role){.kind = ROLE_APPEARANCE, .field = name, .owner = number_of(revision, field)});
}

static void
take_page(Issue *issue, guint page)
{
    const Revision *revision = issue->revision;
    qpdf_oh dictionary = qpdf_get_page_n(revision->qpdf, page - 1);
    qpdf_oh content = revision_get(revision, dictionary, "/Contents");
    give_role(issue, dictionary, (Role){.kind = ROLE_PAGE, .page = page});
    give_role(issue, revision_get(revision, dictionary, "/Annots"),
              (Role){.kind = ROLE_ANNOTATIONS, .page = page});
    give_role(issue, content, (Role){.kind = ROLE_CONTENT, .page = page});
    int parts = qpdf_oh_is_array(revision->qpdf, content)
                    ? qpdf_oh_get_array_n_items(revision->qpdf, content)
                    : 0;
    for (int i = 0; i < parts; i++)
        give_role(issue, qpdf_oh_get_array_item(revision->qpdf, content, i),
                  (Role){.kind = ROLE_CONTENT, .page = page});
}

Issue *
issue_new(const Revision *revision, GPtrArray *fields)
{
    Issue *issue = g_new0(Issue, 1);
    issue->revision = revision;
    issue->roles = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    issue->names = g_ptr_array_new_with_free_func(g_free);
    issue->written = g_ptr_array_new_with_free_func(g_free);
    qpdf_oh catalog = revision_catalog(revision), all = revision_fields(revision);
    qpdf_oh info = revision_get(revision, qpdf_get_trailer(revision->qpdf), "/Info");
    give_role(issue, catalog, (Role){.kind = ROLE_CATALOG});
    give_role(issue, revision_form(revision), (Role){.kind = ROLE_FORM});
    give_role(issue, all, (Role){.kind = ROLE_FIELDS});
    give_role(issue, revision_get(revision, catalog, "/Metadata"), (Role){.kind = ROLE_METADATA});
    give_role(issue, info, (Role){.kind = ROLE_INFO});
    int count =
        qpdf_oh_is_array(revision->qpdf, all) ? qpdf_oh_get_array_n_items(revision->qpdf, all) : 0;
    for (int i = 0; i < MIN(count, MAX_FIELDS); i++)
        take_field(issue, qpdf_oh_get_array_item(revision->qpdf, all, i), fields);
    for (int i = 1; i < revision->objects; i++)
        g_ptr_array_add(issue->written, revision_written(revision, i));
    int pages = qpdf_get_num_pages(revision->qpdf);
    for (int i = 1; i <= pages; i++)
        take_page(issue, (guint)i);
    return issue;
}

void
issue_free(Issue *issue)
{
    if (!issue)
        return;
    g_hash_table_unref(issue->roles);
    g_ptr_array_unref(issue->names);
    g_ptr_array_unref(issue->written);
    g_free(issue);
}

const char *
issue_field(const Issue *issue, int number)
{
    const Role *role = g_hash_table_lookup(issue->roles, GINT_TO_POINTER(number));
    return role && role->kind == ROLE_FIELD ? role->field : NULL;
}

/* ---- what may change ---- */

/* The issued document beside a later revision of it. */
typedef struct {
    const Issue *issue;
    const Revision *then, *now;
    Returned *returned;
} Pair;

/* What signing programs write.  /Perms and /DSS are of signatures; /Metadata and /Info hold the
 * date of change. */
static const char *const trailer_keys[] = {"/Size",  "/Prev",   "/ID",          "/Type",   "/W",
                                           "/Index", "/Filter", "/DecodeParms", "/Length", NULL};
static const char *const catalog_keys[] = {"/AcroForm", "/DSS",     "/Extensions", "/Metadata",
                                           "/Perms",    "/Version", NULL};
static const char *const form_keys[] = {"/Fields", "/SigFlags", "/DR", "/DA", NULL};
static const char *const field_keys[] = {"/V",  "/AP", "/AS", "/M",    "/MK",   "/DA", "/DR",
                                         "/Ff", "/F",  "/SV", "/Lock", "/Rect", NULL};
static const char *const info_keys[] = {"/ModDate", "/Producer", NULL};

/* Tells of each key but those ALLOWED in which the dictionaries X, of then, and Y differ. */
static void
compare_keys(const Pair *pair, qpdf_oh x, qpdf_oh y, const char *const *allowed, ChangeKind kind,
             const char *name)
{
    g_autoptr(GPtrArray) keys = revision_differing(pair->then, x, pair->now, y);
    if (!qpdf_oh_is_dictionary(pair->now->qpdf, y))
        returned_change(pair->returned, kind, 0, name ? name : "");
    for (guint i = 0; i < keys->len; i++) {
        g_autofree char *line = revision_line(keys->pdata[i]);
        if (!g_strv_contains(allowed, keys->pdata[i]))
            returned_change(pair->returned, kind, 0, name ? name : line);
    }
}

/* A rectangle's corner I; NAN: it isn't one. */
static double
corner(const Revision *revision, qpdf_oh rectangle, int i)
{
    if (!qpdf_oh_is_array(revision->qpdf, rectangle) ||
        qpdf_oh_get_array_n_items(revision->qpdf, rectangle) != 4)
        return NAN;
    qpdf_oh item = qpdf_oh_get_array_item(revision->qpdf, rectangle, i);
    return qpdf_oh_is_number(revision->qpdf, item) ? qpdf_oh_get_numeric_value(revision->qpdf, item)
                                                   : NAN;
}

static gboolean
same_place(const Pair *pair, qpdf_oh x, qpdf_oh y)
{
    qpdf_oh then = revision_get(pair->then, x, "/Rect"), now = revision_get(pair->now, y, "/Rect");
    for (int i = 0; i < 4; i++) {
        if (!(fabs(corner(pair->then, then, i) - corner(pair->now, now, i)) < NEAR))
            return FALSE;
    }
    return TRUE;
}

/* ISO 32000-1, table 165: print, read-only, locked and locked contents; nothing that hides it. */
static gboolean
shown(const Revision *revision, qpdf_oh widget)
{
    enum { HARMLESS = 4 | 64 | 128 | 512 };
    qpdf_oh flags = revision_get(revision, widget, "/F");
    return qpdf_oh_is_integer(revision->qpdf, flags) &&
           (qpdf_oh_get_int_value(revision->qpdf, flags) & ~(long long)HARMLESS) == 0;
}

static gboolean
is_signed(const Revision *revision, qpdf_oh field)
{
    return !qpdf_oh_is_null(revision->qpdf, revision_get(revision, field, "/V"));
}

/* A signature field that shows nothing: signing programs add such for a time-stamp. */
static gboolean
is_without_extent(const Revision *revision, qpdf_oh field)
{
    qpdf_oh place = revision_get(revision, field, "/Rect");
    gboolean flat = corner(revision, place, 0) == corner(revision, place, 2) ||
                    corner(revision, place, 1) == corner(revision, place, 3);
    static const char *const forbidden[] = {"/A", "/AA", "/Kids", "/Parent"};
    for (guint i = 0; i < G_N_ELEMENTS(forbidden); i++) {
        if (!qpdf_oh_is_null(revision->qpdf, revision_get(revision, field, forbidden[i])))
            return FALSE;
    }
    /* Other annotations are shown beyond their rectangle: notes, lines, marks. */
    return flat && revision_is_name(revision, field, "/FT", "/Sig") &&
           revision_is_name(revision, field, "/Subtype", "/Widget");
}

static void
compare_field(const Pair *pair, qpdf_oh x, qpdf_oh y, const char *name)
{
    static const char *const nothing[] = {NULL};
    compare_keys(pair, x, y, is_signed(pair->now, y) ? field_keys : nothing, CHANGE_FIELD, name);
    gboolean placed =
        same_place(pair, x, y) || (is_signed(pair->now, y) && is_without_extent(pair->now, y));
    if (!placed || !shown(pair->now, y))
        returned_change(pair->returned, CHANGE_FIELD, 0, name);
}

static gboolean
holds(const Revision *revision, qpdf_oh array, int number)
{
    int count = qpdf_oh_is_array(revision->qpdf, array)
                    ? qpdf_oh_get_array_n_items(revision->qpdf, array)
                    : 0;
    for (int i = 0; i < count; i++) {
        if (number_of(revision, qpdf_oh_get_array_item(revision->qpdf, array, i)) == number)
            return TRUE;
    }
    return FALSE;
}

/* Two lists of objects by their numbers: what was in X is in Y, and what came to it is without
 * extent; else CHANGE of KIND. */
static void
compare_lists(const Pair *pair, qpdf_oh x, qpdf_oh y, ChangeKind lost, ChangeKind added, guint page)
{
    qpdf_data then = pair->then->qpdf, now = pair->now->qpdf;
    int before = qpdf_oh_is_array(then, x) ? qpdf_oh_get_array_n_items(then, x) : 0;
    int after = qpdf_oh_is_array(now, y) ? qpdf_oh_get_array_n_items(now, y) : 0;
    for (int i = 0; i < before; i++) {
        int number = number_of(pair->then, qpdf_oh_get_array_item(then, x, i));
        const char *name = issue_field(pair->issue, number);
        if (!holds(pair->now, y, number))
            returned_change(pair->returned, lost, page, page == 0 && name ? name : "");
    }
    for (int i = 0; i < after; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(now, y, i);
        int number = number_of(pair->now, item);
        if (number > 0 && (holds(pair->then, x, number) || is_without_extent(pair->now, item)))
            continue;
        g_autofree char *name = page == 0 ? revision_text(pair->now, item, "/T") : g_strdup("");
        returned_change(pair->returned, added, page, name);
    }
}

static void
compare_form(const Pair *pair)
{
    qpdf_oh x = revision_form(pair->then), y = revision_form(pair->now);
    compare_keys(pair, x, y, form_keys, CHANGE_FORM, NULL);
    compare_lists(pair, revision_fields(pair->then), revision_fields(pair->now), CHANGE_FIELD_LOST,
                  CHANGE_FIELD_ADDED, 0);
}

static void
compare_page(const Pair *pair, qpdf_oh x, qpdf_oh y, guint page)
{
    g_autoptr(GPtrArray) keys = revision_differing(pair->then, x, pair->now, y);
    gboolean dictionary = qpdf_oh_is_dictionary(pair->now->qpdf, y);
    for (guint i = 0; i < keys->len; i++) {
        if (!dictionary || strcmp(keys->pdata[i], "/Annots") != 0)
            returned_change(pair->returned, CHANGE_PAGE, page, "");
        else
            compare_lists(pair, revision_get(pair->then, x, "/Annots"),
                          revision_get(pair->now, y, "/Annots"), CHANGE_ANNOTATION,
                          CHANGE_ANNOTATION, page);
    }
}

static void
compare_object(const Pair *pair, int number, const Role *role)
{
    qpdf_oh x = qpdf_get_object_by_id(pair->then->qpdf, number, 0);
    qpdf_oh y = qpdf_get_object_by_id(pair->now->qpdf, number, 0);
    gboolean stream = qpdf_oh_is_stream(pair->now->qpdf, y);
    if (role && role->kind == ROLE_FIELD)
        compare_field(pair, x, y, role->field);
    else if (role && role->kind == ROLE_INFO)
        compare_keys(pair, x, y, info_keys, CHANGE_TRAILER, "/Info");
    else if (role && role->kind == ROLE_PAGE)
        compare_page(pair, x, y, role->page);
    else if (role && role->kind == ROLE_ANNOTATIONS)
        compare_lists(pair, x, y, CHANGE_ANNOTATION, CHANGE_ANNOTATION, role->page);
    else if (role && role->kind == ROLE_APPEARANCE &&
             !is_signed(pair->now, qpdf_get_object_by_id(pair->now->qpdf, role->owner, 0)))
        returned_change(pair->returned, CHANGE_FIELD, 0, role->field);
    else if (role && role->kind == ROLE_CONTENT)
        returned_change(pair->returned, CHANGE_PAGE, role->page, "");
    else if (!role || (role->kind > ROLE_FIELDS && !stream)) /* but an appearance, or metadata */
        returned_change(pair->returned, CHANGE_OBJECT, (guint)number, "");
}

void
issue_compare(const Issue *issue, const Revision *revision, Returned *returned)
{
    const Pair pair = {issue, issue->revision, revision, returned};
    compare_keys(&pair, qpdf_get_trailer(pair.then->qpdf), qpdf_get_trailer(pair.now->qpdf),
                 trailer_keys, CHANGE_TRAILER, NULL);
    if (number_of(pair.then, revision_catalog(pair.then)) !=
        number_of(pair.now, revision_catalog(pair.now)))
        returned_change(returned, CHANGE_TRAILER, 0, "/Root");
    compare_keys(&pair, revision_catalog(pair.then), revision_catalog(pair.now), catalog_keys,
                 CHANGE_CATALOG, NULL);
    compare_form(&pair);
    for (int i = 1; i < pair.then->objects; i++) {
        g_autofree char *written = revision_written(revision, i);
        if (strcmp(written, issue->written->pdata[i - 1]) != 0 &&
            !revision_same_object(pair.then, pair.now, i))
            compare_object(&pair, i, g_hash_table_lookup(issue->roles, GINT_TO_POINTER(i)));
    }
}
