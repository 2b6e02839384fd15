/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/mask.h"

#include "publish/mask-protect.h"
#include "publish/mask-sums.h"

void
figures_mask(const Body *today, const GPtrArray *issued, const GPtrArray *together)
{
    for (guint i = 0; i < today->figures->len; i++)
        ((Figure *)today->figures->pdata[i])->masked = FALSE;
    g_autoptr(Counts) counts = counts_gather(today, issued, together);
    counts_protect(counts);
}

/* ---- hiding ---- */

static void
counted_add(const GPtrArray *operands, GPtrArray *counted)
{
    for (guint i = 0; operands && i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        const Column *column = operand->column;
        gconstpointer whole = column && column->part_of ? column->part_of : column;
        g_ptr_array_add(counted, (gpointer)(whole ? whole : operand->field));
    }
}

/* The fields and columns that INDICATOR counts, of parts what they are part of (transfer
 * container). */
static GPtrArray *
indicator_counted(const Indicator *indicator)
{
    GPtrArray *counted = g_ptr_array_new();
    counted_add(indicator->numerator, counted);
    counted_add(indicator->denominator, counted);
    for (guint i = 0; i < indicator->breakdowns->len; i++) {
        const Breakdown *breakdown = indicator->breakdowns->pdata[i];
        counted_add(breakdown->numerator, counted);
        counted_add(breakdown->denominator, counted);
    }
    return counted;
}

/* Whether INDICATOR counts something of DELICATE; if so, all that it counts is from now on: *MORE
 * when that is new. */
static gboolean
indicator_delicate(const Indicator *indicator, GHashTable *delicate, gboolean *more)
{
    g_autoptr(GPtrArray) counted = indicator_counted(indicator);
    gboolean any = FALSE;
    for (guint i = 0; i < counted->len && !any; i++)
        any = g_hash_table_contains(delicate, counted->pdata[i]);
    for (guint i = 0; any && i < counted->len; i++)
        *more |= g_hash_table_add(delicate, counted->pdata[i]);
    return any;
}

/* What is counted together with a small answer or a masked figure; into PEOPLE the indicators that
 * count people (transfer container). */
static GHashTable *
counted_delicate(const GPtrArray *figures, GHashTable *people)
{
    GHashTable *delicate = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        if (!indicator_people(figure->indicator))
            continue;
        g_hash_table_add(people, (gpointer)figure->indicator);
        if (!figure->small_answers && !figure->masked)
            continue;
        g_autoptr(GPtrArray) counted = indicator_counted(figure->indicator);
        for (guint j = 0; j < counted->len; j++)
            g_hash_table_add(delicate, counted->pdata[j]);
    }
    return delicate;
}

/* From the answers to what counts some of the same the small ones would follow. */
GHashTable *
figures_delicate(const GPtrArray *figures)
{
    GHashTable *indicators = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) people = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) delicate = counted_delicate(figures, people);
    for (gboolean more = TRUE; more;) {
        GHashTableIter iter;
        gpointer indicator;
        more = FALSE;
        g_hash_table_iter_init(&iter, people);
        while (g_hash_table_iter_next(&iter, &indicator, NULL)) {
            if (indicator_delicate(indicator, delicate, &more))
                g_hash_table_add(indicators, indicator);
        }
    }
    return indicators;
}

void
figures_hide(const GPtrArray *figures, GHashTable *delicate)
{
    for (guint i = 0; i < figures->len; i++) {
        Figure *figure = figures->pdata[i];
        gboolean hide = g_hash_table_contains(delicate, figure->indicator);
        for (guint j = 0; hide && figure->sources && j < figure->sources->len; j++)
            g_clear_pointer(&((FigureSource *)figure->sources->pdata[j])->value, g_free);
        if (!figure->masked)
            continue;
        g_clear_pointer(&figure->value, g_free);
        g_clear_pointer(&figure->numerator, g_free);
        g_clear_pointer(&figure->denominator, g_free);
    }
}
