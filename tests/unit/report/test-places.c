/* SPDX-License-Identifier: Apache-2.0
 *
 * Every figure leads to the forms behind it, and every form back: names of places, and links.
 */
#include "fixture.h"
#include "words.h"

typedef struct {
    GHashTable *places; /* names; given twice: counted in TWICE */
    GHashTable *leads;  /* names that links lead to */
    guint twice;
} Found;

static void
add_links(Found *found, const Prose *prose)
{
    for (guint i = 0; prose && i < prose->len; i++) {
        const Span *span = prose->pdata[i];
        if (span->target)
            g_hash_table_add(found->leads, span->target);
    }
}

static void
add_place(Found *found, char *name)
{
    if (name)
        found->twice += !g_hash_table_add(found->places, name);
}

static Found
find(const Document *document)
{
    Found found = {g_hash_table_new(g_str_hash, g_str_equal),
                   g_hash_table_new(g_str_hash, g_str_equal), 0};

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        add_place(&found, block->anchor);
        add_links(&found, block->prose);
        add_links(&found, block->source);
        if (!block->table)
            continue;
        add_links(&found, block->table->caption);
        for (guint r = 0; r < block->table->rows->len; r++) {
            const TableRow *row = block->table->rows->pdata[r];
            add_place(&found, row->anchor);
            for (guint c = 0; c < row->cells->len; c++)
                add_links(&found, row->cells->pdata[c]);
        }
    }
    return found;
}

static void
found_clear(Found *found)
{
    g_hash_table_unref(found->places);
    g_hash_table_unref(found->leads);
}

static gboolean
has(GHashTable *names, const char *before, const char *name)
{
    g_autofree char *whole = g_strconcat(before, name, NULL);

    return g_hash_table_contains(names, whole);
}

static void
test_both_ways(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 6, .years = 2, .committee = TRUE});
    g_autoptr(Document) document = report_make(&fixture->input);
    const Convention *convention = fixture->definition->convention;
    Found found = find(document);
    GHashTableIter iter;
    gpointer name;

    for (guint s = 0; s < convention->sheets->len; s++) {
        const Sheet *sheet = convention->sheets->pdata[s];
        g_assert_cmpint(has(found.places, "fiche-", sheet->id), ==, sheet->adopted != NULL);
        if (!sheet->adopted)
            continue;
        g_assert_true(has(found.leads, "fiche-", sheet->id));
        g_assert_true(has(found.places, "annexe-", sheet->id));
        g_assert_true(has(found.leads, "annexe-", sheet->id));
        for (guint i = 0; i < sheet->indicators->len; i++) {
            const Indicator *indicator = sheet->indicators->pdata[i];
            g_assert_true(has(found.places, "indicateur-", indicator->id));
            g_assert_true(has(found.leads, "indicateur-", indicator->id));
        }
    }
    for (guint i = 0; i < fixture->submissions->len; i++) {
        const Submission *submission = fixture->submissions->pdata[i];
        g_assert_true(has(found.places, "envoi-", submission->id));
    }
    g_assert_cmpuint(found.twice, ==, 0);
    g_hash_table_iter_init(&iter, found.leads);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_assert_true(g_hash_table_contains(found.places, name));
    found_clear(&found);
    fixture_free(fixture);
}

/* Nothing received: no forms, so nothing leads to them. */
static void
test_nothing(void)
{
    Fixture *fixture = fixture_new(&(FixtureOptions){.schools = 3});
    g_autoptr(Document) document = report_make(&fixture->input);
    Found found = find(document);

    g_assert_true(has(found.places, "fiche-", "3.2"));
    g_assert_false(has(found.leads, "annexe-", "3.2"));
    g_assert_false(has(found.leads, "indicateur-", "3.2-a"));
    found_clear(&found);
    fixture_free(fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/places/both-ways", test_both_ways);
    g_test_add_func("/places/nothing", test_nothing);
    return g_test_run();
}
