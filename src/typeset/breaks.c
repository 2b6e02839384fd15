/* SPDX-License-Identifier: Apache-2.0
 *
 * Where lines end.  Justified paragraphs: the lines that cost least together (Knuth and Plass,
 * "Breaking paragraphs into lines", 1981, without its glue classes and looseness).  Others: each
 * line as long as it can be with whole words; words that have hyphens or strokes are cut there when
 * much of the line stayed white, and others only when they are wider than it.
 */
#include "typeset/atoms.h"

#include <math.h>

/* Of a space: what it may lose, and what it gains at badness 100. */
#define SHRINK  0.15
#define STRETCH 0.6
/* Of the line: what may be left white to keep a word whole. */
#define RAGGED_WHITE 0.35
#define SLACK        1e-6

enum {
    LINE_COST = 10,
    HYPHEN_COST = 6400,
    HYPHENS_COST = 20000, /* two lines in a row that end with one */
    LAST_HYPHEN_COST = 5000,
    BADNESS_MOST = 10000,
};

/* What stands before an atom: widths, spaces that stretch and their number, all without the spaces
 * that would end a line there. */
typedef struct {
    double start;       /* where the atom begins */
    double end, spaces; /* of what precedes, trailing spaces left out */
    double all_spaces;
    guint count, all_count;
} Before;

static Before *
sums(const GArray *atoms)
{
    Before *before = g_new0(Before, atoms->len + 1);

    for (guint i = 0; i < atoms->len; i++) {
        const Atom *atom = &g_array_index(atoms, Atom, i);
        Before *next = &before[i + 1];
        *next = before[i];
        next->start += atom->width;
        next->all_spaces += atom->stretch ? atom->width : 0;
        next->all_count += atom->stretch;
        if (!atom->space) {
            next->end = next->start;
            next->spaces = next->all_spaces;
            next->count = next->all_count;
        }
    }
    return before;
}

static double
natural_width(const Before *before, guint first, guint end)
{
    return MAX(0, before[end].end - before[first].start);
}

/* ---- justified ---- */
typedef struct {
    double cost;
    guint from; /* where the line that ends here begins */
} Best;

static double
cube(double x)
{
    return x * x * x;
}

static double
badness(const Before *before, guint first, guint end, double width, gboolean last)
{
    double gap = width - natural_width(before, first, end);
    double spaces = MAX(0, before[end].spaces - before[first].all_spaces);

    if (last && gap >= 0)
        return 0;
    if (gap < 0)
        return spaces > 0 ? 100 * cube(-gap / (spaces * SHRINK)) : BADNESS_MOST;
    return spaces > 0 ? MIN(BADNESS_MOST, 100 * cube(gap / (spaces * STRETCH))) : BADNESS_MOST;
}

static double
line_cost(const GArray *atoms, const Before *before, guint first, guint end, double width)
{
    gboolean last = end == atoms->len;
    gboolean hyphen = !last && g_array_index(atoms, Atom, end - 1).hyphen;
    gboolean after = first > 0 && g_array_index(atoms, Atom, first - 1).hyphen;
    double bad = LINE_COST + badness(before, first, end, width, last);

    return bad * bad + (hyphen ? HYPHEN_COST : 0) + (hyphen && after ? HYPHENS_COST : 0) +
           (last && after ? LAST_HYPHEN_COST : 0);
}

/* The best line that ends before END. */
static Best
best_line(const GArray *atoms, const Before *before, const Best *best, guint end, double width)
{
    Best found = {INFINITY, end - 1};

    for (guint first = end; first-- > 0;) {
        double least = natural_width(before, first, end) -
                       SHRINK * MAX(0, before[end].spaces - before[first].all_spaces);
        double cost;
        if (least > width + SLACK)
            break;
        if (first > 0 &&
            (!g_array_index(atoms, Atom, first - 1).cut || g_array_index(atoms, Atom, first).space))
            continue;
        cost = best[first].cost + line_cost(atoms, before, first, end, width);
        if (cost < found.cost)
            found = (Best){cost, first};
    }
    return found;
}

static void
choose_together(const GArray *atoms, const Before *before, double width, GArray *ends)
{
    g_autofree Best *best = g_new0(Best, atoms->len + 1);

    for (guint end = 1; end <= atoms->len; end++)
        if (end == atoms->len || g_array_index(atoms, Atom, end - 1).cut)
            best[end] = best_line(atoms, before, best, end, width);
    for (guint end = atoms->len; end > 0; end = best[end].from)
        g_array_prepend_val(ends, end);
}

/* ---- ragged ---- */
static guint
longest(const GArray *atoms, const Before *before, guint first, double width)
{
    guint whole = 0, parted = 0, hyphened = 0;

    for (guint end = first + 1; end <= atoms->len; end++) {
        const Atom *atom = &g_array_index(atoms, Atom, end - 1);
        if (natural_width(before, first, end) > width + SLACK)
            break;
        if (end == atoms->len || atom->space)
            whole = end;
        else if (atom->cut && !atom->hyphen)
            parted = end;
        else if (atom->cut)
            hyphened = end;
    }
    if (whole && width - natural_width(before, first, whole) <= RAGGED_WHITE * width)
        return whole;
    if (whole || parted)
        return MAX(whole, parted);
    return MAX(hyphened, first + 1);
}

GArray *
choose_lines(const Atoms *atoms, const TextStyle *style, double width)
{
    g_autofree Before *before = sums(atoms->atoms);
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(guint));

    if (style->justified)
        choose_together(atoms->atoms, before, width, ends);
    for (guint end = 0; !style->justified && end < atoms->atoms->len;) {
        end = longest(atoms->atoms, before, end, width);
        g_array_append_val(ends, end);
    }
    return ends;
}

double
line_stretch(const Atoms *atoms, guint first, guint end, double width)
{
    double natural = 0, line = 0;
    guint spaces = 0, all = 0;

    for (guint i = first; i < end; i++) {
        const Atom *atom = &g_array_index(atoms->atoms, Atom, i);
        natural += atom->width;
        all += atom->stretch;
        if (!atom->space) {
            line = natural;
            spaces = all;
        }
    }
    return spaces ? (width - line) / spaces : 0;
}
