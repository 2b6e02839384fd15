/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/change.h"

#include <string.h>

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct ChangeMaker {
    const GPtrArray *all; /* of then */
    GHashTable *then;     /* key → Figure */
    GHashTable *known;    /* indicators of THEN */
    GHashTable *guarded;  /* indicators of which a figure is masked, then or now */
    GHashTable *forms;
    guint below;
    GHashTable *made; /* key → Change */
};

typedef ChangeMaker Compare;

static void
note_indicators(GHashTable *guarded, GHashTable *known, const GPtrArray *figures)
{
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        if (figure->masked)
            g_hash_table_add(guarded, figure->indicator->id);
        if (known)
            g_hash_table_add(known, figure->indicator->id);
    }
}

/* ---- numbers ---- */

typedef struct {
    gint64 numerator, denominator;
} Pair;

static gint64
number_of(const char *canonical)
{
    gint64 number = 0;
    return canonical && number_parse_sum(canonical, &number) ? number : 0;
}

static Pair
figure_pair(const Figure *figure)
{
    if (!figure)
        return (Pair){0, 0};
    return (Pair){number_of(figure->numerator ? figure->numerator : figure->value),
                  number_of(figure->denominator)};
}

/* "10/20", "10" */
static Pair
source_pair(const FigureSource *source)
{
    g_auto(GStrv) sides = g_strsplit(source && source->value ? source->value : "", "/", 2);
    return (Pair){number_of(sides[0]), number_of(sides[0] ? sides[1] : NULL)};
}

static Pair
pair_less(Pair a, Pair b)
{
    return (Pair){a.numerator - b.numerator, a.denominator - b.denominator};
}

static gboolean
pair_is_zero(Pair pair)
{
    return pair.numerator == 0 && pair.denominator == 0;
}

/* What each form gives adds up to the figure. */
static gboolean
is_additive(const Indicator *indicator)
{
    switch (indicator->aggregation) {
    case AGGREGATE_DISTINCT:
    case AGGREGATE_MAX:
    case AGGREGATE_DATES:
    case AGGREGATE_TEXTS:
    case AGGREGATE_BESIDE:
        return FALSE;
    default:
        return TRUE;
    }
}

static gboolean
is_small(gint64 number, guint below)
{
    return number != 0 && ABS(number) < (gint64)below * NUMBER_SCALE;
}

/* ---- forms ---- */

/* What one form gives more than then. */
typedef struct {
    const FigureSource *source;
    const FormChange *form; /* NULL: it stands then and now */
    Pair pair;
} Step;

static void
add_step(const Compare *compare, GArray *steps, const FigureSource *source, Pair pair)
{
    Step step = {source, g_hash_table_lookup(compare->forms, source->submission), pair};
    g_array_append_val(steps, step);
}

static gboolean
has_number(const Figure *figure)
{
    return figure && (figure->value || figure->numerator || figure->denominator);
}

/* The forms behind SAME and NOW that don't give the same to both; of those behind both, an answer
 * that the aggregation left out once.  A zero is a step where there was no number before, or is
 * none any more. */
static GArray *
steps_between(const Compare *compare, const Figure *same, const Figure *now)
{
    GArray *steps = g_array_new(FALSE, TRUE, sizeof(Step));
    const gboolean zeros = !has_number(same) || !has_number(now) || !is_additive(now->indicator);
    g_autoptr(GHashTable) left = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; same && i < same->sources->len; i++) {
        FigureSource *source = same->sources->pdata[i];
        g_hash_table_insert(left, source->submission, source);
    }
    for (guint i = 0; now && i < now->sources->len; i++) {
        const FigureSource *source = now->sources->pdata[i];
        const FigureSource *before = g_hash_table_lookup(left, source->submission);
        Pair pair = pair_less(source_pair(source), source_pair(before));
        if ((zeros && !before) || !pair_is_zero(pair))
            add_step(compare, steps, source, pair);
        g_hash_table_remove(left, source->submission);
    }
    for (guint i = 0; same && i < same->sources->len; i++) {
        const FigureSource *source = same->sources->pdata[i];
        Pair pair = pair_less((Pair){0, 0}, source_pair(source));
        if (g_hash_table_contains(left, source->submission) && (zeros || !pair_is_zero(pair)))
            add_step(compare, steps, source, pair);
    }
    return steps;
}

/* The first form of each organisation that came or went: identifier → FormChange; of "" the first
 * of all. */
static GHashTable *
first_forms(const GArray *steps)
{
    GHashTable *first = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < steps->len; i++) {
        const Step *step = &g_array_index(steps, Step, i);
        const char *const whose[] = {"", step->source->organisation};
        for (guint j = 0; step->form && j < G_N_ELEMENTS(whose); j++) {
            if (!g_hash_table_contains(first, whose[j]))
                g_hash_table_insert(first, (gpointer)whose[j], (gpointer)step->form);
        }
    }
    return first;
}

/* A form that stood and stands, but counts no more (or again): because of what the same
 * organisation did, else of what another did. */
static ChangeCause
step_cause(GHashTable *first, const Step *step)
{
    const FormChange *form = step->form;
    if (!form)
        form = g_hash_table_lookup(first, step->source->organisation);
    if (!form)
        form = g_hash_table_lookup(first, "");
    return form ? form->cause : CHANGE_NEW;
}

static void
add_organisation(ChangePart *part, GHashTable *named, char *who)
{
    if (g_hash_table_add(named, who))
        g_ptr_array_add(part->organisations, g_ref_string_acquire(who));
}

static void
add_parts(Change *change, const GArray *steps)
{
    g_autoptr(GHashTable) first = first_forms(steps);
    g_autoptr(GHashTable) counted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTable *named[CHANGE_CAUSES];
    for (guint i = 0; i < CHANGE_CAUSES; i++)
        named[i] = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < steps->len; i++) {
        const Step *step = &g_array_index(steps, Step, i);
        ChangeCause cause = step_cause(first, step);
        ChangePart *part = &change->parts[cause];
        part->numerator = number_add(part->numerator, step->pair.numerator);
        part->denominator = number_add(part->denominator, step->pair.denominator);
        if (step->form &&
            g_hash_table_add(counted, g_strdup_printf("%d|%s", (int)cause, step->form->line)))
            part->forms++;
        add_organisation(part, named[cause], step->source->organisation);
    }
    for (guint i = 0; i < CHANGE_CAUSES; i++) {
        ChangePart *part = &change->parts[i];
        g_hash_table_unref(named[i]);
        g_ptr_array_sort(part->organisations, compare_texts);
        if (part->organisations->len && part->forms == 0)
            part->forms = 1; /* the one that gives nothing to the figure, but displaced another */
    }
}

/* ---- one figure ---- */

static gboolean
differs(const Figure *a, const Figure *b)
{
    const char *value = b ? b->value : NULL, *numerator = b ? b->numerator : NULL,
               *denominator = b ? b->denominator : NULL;
    return g_strcmp0(a ? a->value : NULL, value) != 0 ||
           g_strcmp0(a ? a->numerator : NULL, numerator) != 0 ||
           g_strcmp0(a ? a->denominator : NULL, denominator) != 0;
}

/* Of two hidden figures nobody may know whether they differ. */
static gboolean
differs_visibly(const Figure *then, const Figure *now)
{
    gboolean hidden = then && then->masked, hides = now && now->masked;
    if (hidden || hides)
        return hidden != hides;
    return differs(then, now);
}

static gboolean
parts_add_up(const Change *change)
{
    Pair left = pair_less(figure_pair(change->now), figure_pair(change->then));
    for (guint i = 0; i < CHANGE_CAUSES; i++) {
        left.numerator -= change->parts[i].numerator;
        left.denominator -= change->parts[i].denominator;
    }
    return pair_is_zero(left);
}

static gboolean
parts_small(const Change *change, guint below)
{
    for (guint i = 0; i < CHANGE_CAUSES; i++) {
        if (is_small(change->parts[i].numerator, below) ||
            is_small(change->parts[i].denominator, below))
            return TRUE;
    }
    return FALSE;
}

/* A part is a number that no other figure shows: where something of the indicator is masked, it
 * could give that away. */
static void
decide_shown(const Compare *compare, Change *change, const Indicator *indicator)
{
    Pair difference = pair_less(figure_pair(change->now), figure_pair(change->then));
    guint below = change->people ? compare->below : 0;
    change->unlike = change->then && change->now && change->then->value && change->now->value &&
                     !change->then->denominator != !change->now->denominator;
    change->small =
        is_small(difference.numerator, below) || is_small(difference.denominator, below);
    change->masked = change->small || (change->then && change->then->masked) ||
                     (change->now && change->now->masked);
    change->amounts = is_additive(indicator) && !change->masked && !change->unlike &&
                      parts_add_up(change) &&
                      (!below || !g_hash_table_contains(compare->guarded, indicator->id)) &&
                      !parts_small(change, below);
}

static void
name_free(gpointer name)
{
    g_ref_string_release(name);
}

static Change *
change_new(const Compare *compare, const Figure *then, const Figure *same, const Figure *now)
{
    const Indicator *indicator = (now ? now : then)->indicator;
    Change *change = g_new0(Change, 1);
    change->then = then;
    change->now = now;
    /* What is never added has no figure where nobody gave one; all else has its whole. */
    change->added =
        !g_hash_table_contains(compare->known, indicator->id) && (!indicator->never_added || same);
    change->people =
        operands_people(indicator->numerator) || operands_people(indicator->denominator);
    for (guint i = 0; i < CHANGE_CAUSES; i++)
        change->parts[i].organisations = g_ptr_array_new_with_free_func(name_free);
    change->redefined = differs(then, same);
    Pair redefined = pair_less(figure_pair(same), figure_pair(then));
    change->parts[CHANGE_DEFINITION].numerator = redefined.numerator;
    change->parts[CHANGE_DEFINITION].denominator = redefined.denominator;
    g_autoptr(GArray) steps = steps_between(compare, same, now);
    add_parts(change, steps);
    decide_shown(compare, change, indicator);
    return change;
}

static void
change_free(gpointer data)
{
    Change *change = data;
    for (guint i = 0; i < CHANGE_CAUSES; i++)
        g_ptr_array_unref(change->parts[i].organisations);
    g_free(change);
}

static void
compare_one(Compare *compare, char *key, const Figure *same, const Figure *now)
{
    const Figure *then = g_hash_table_lookup(compare->then, key);
    if (differs_visibly(then, now))
        g_hash_table_insert(compare->made, key, change_new(compare, then, same, now));
    else
        g_free(key);
}

/* ---- some figures after others ---- */

ChangeMaker *
change_maker_new(const GPtrArray *then, const GPtrArray *now, GHashTable *forms, guint below)
{
    ChangeMaker *maker = g_new0(ChangeMaker, 1);
    maker->all = then;
    maker->then = figures_by_name(then);
    maker->known = g_hash_table_new(g_str_hash, g_str_equal);
    maker->guarded = g_hash_table_new(g_str_hash, g_str_equal);
    maker->forms = forms;
    maker->below = below;
    maker->made = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, change_free);
    note_indicators(maker->guarded, maker->known, then);
    note_indicators(maker->guarded, NULL, now);
    return maker;
}

void
change_maker_free(ChangeMaker *maker)
{
    if (!maker)
        return;
    g_hash_table_unref(maker->then);
    g_hash_table_unref(maker->known);
    g_hash_table_unref(maker->guarded);
    g_hash_table_unref(maker->made);
    g_free(maker);
}

void
change_maker_add(ChangeMaker *maker, const GPtrArray *same, const GPtrArray *now)
{
    g_autoptr(GHashTable) of_same = figures_by_name(same);
    g_autoptr(GHashTable) of_now = figures_by_name(now);
    for (guint i = 0; i < now->len; i++) {
        char *key = figure_name(now->pdata[i]);
        compare_one(maker, key, g_hash_table_lookup(of_same, key), now->pdata[i]);
    }
    for (guint i = 0; i < same->len; i++) {
        g_autofree char *key = figure_name(same->pdata[i]);
        if (!g_hash_table_contains(of_now, key))
            compare_one(maker, g_steal_pointer(&key), same->pdata[i], NULL);
    }
}

/* The change of FIGURE, if there is one, onto CHANGES. */
static void
take_change(ChangeMaker *maker, const Figure *figure, const Figure *now, GPtrArray *changes)
{
    g_autofree char *key = figure_name(figure);
    gpointer made_key, change;
    if (!g_hash_table_steal_extended(maker->made, key, &made_key, &change))
        return;
    g_free(made_key);
    ((Change *)change)->now = now;
    g_ptr_array_add(changes, change);
}

GPtrArray *
change_maker_finish(ChangeMaker *maker, const GPtrArray *now)
{
    g_autoptr(GHashTable) of_now = figures_by_name(now);
    GPtrArray *changes = g_ptr_array_new_with_free_func(change_free);
    for (guint i = 0; i < now->len; i++)
        take_change(maker, now->pdata[i], now->pdata[i], changes);
    for (guint i = 0; i < maker->all->len; i++) {
        const Figure *then = maker->all->pdata[i];
        g_autofree char *key = figure_name(then);
        if (g_hash_table_contains(of_now, key))
            continue;
        if (!g_hash_table_contains(maker->made, key))
            compare_one(maker, g_steal_pointer(&key), NULL, NULL);
        take_change(maker, then, NULL, changes);
    }
    return changes;
}
