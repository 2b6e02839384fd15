/* SPDX-License-Identifier: Apache-2.0
 *
 * Charts as ink: lengths that say their values, nothing that says what is masked, nothing outside.
 */
#include "chart/plot.h"

#include <math.h>
#include <string.h>

#define WIDTH   470.6
#define HIGHEST 560.0
#define SLACK   0.6 /* rounding of glyph widths */
#define CLOSE   0.001

static Typesetter *typesetter; /* owns the runs of all pieces */

/* ---- making ---- */
static Chart *
new_chart(ChartKind kind, guint columns)
{
    static const char *const NAMES[] = {"Nord", "Sud", "Est", "Ouest"};
    Chart *chart = chart_new(kind, prose_new("Titre"), prose_new("Sous-titre"), "Barres");

    for (guint i = 0; i < columns; i++)
        chart_column(chart, columns > 1 ? NAMES[i % 4] : NULL, NULL, UNIT_FULL);
    return chart;
}

static ChartRow *
add_row(Chart *chart, const char *label, double size)
{
    g_autofree char *words = g_strdup_printf("%.0f", size);
    ChartRow *row = chart_row(chart, prose_new(label), NULL);

    chart_given(row, size, words);
    return row;
}

/* What must hold of every piece. */
static void
assert_inside(const PlotPiece *piece)
{
    for (guint i = 0; i < piece->ink->len; i++) {
        const Ink *ink = &g_array_index(piece->ink, Ink, i);
        double top = MIN(ink->y, ink->y + ink->height), low = MAX(ink->y, ink->y + ink->height);
        g_assert_true(isfinite(ink->x) && isfinite(ink->y));
        g_assert_true(isfinite(ink->width) && isfinite(ink->height));
        g_assert_cmpfloat(ink->x, >=, -SLACK);
        g_assert_cmpfloat(ink->x + ink->width, <=, WIDTH + SLACK);
        g_assert_cmpfloat(top, >=, -SLACK);
        g_assert_cmpfloat(low, <=, piece->height + SLACK);
        g_assert_cmpuint(ink->node, ==, 0);
        g_assert_true(ink->kind == INK_LINE || ink->width >= 0);
    }
}

static GPtrArray *
plotted(const Chart *chart)
{
    GPtrArray *pieces = plot_chart(typesetter, chart, WIDTH, HIGHEST);

    g_assert_true(typesetter_check(typesetter, NULL));
    for (guint i = 0; i < pieces->len; i++)
        assert_inside(pieces->pdata[i]);
    return pieces;
}

/* ---- looking ---- */
/* Boxes of COLOUR in the order they are drawn. */
static GArray *
boxes(const GPtrArray *pieces, guint32 colour)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Ink));

    for (guint p = 0; p < pieces->len; p++) {
        const GArray *all = ((const PlotPiece *)pieces->pdata[p])->ink;
        for (guint i = 0; i < all->len; i++) {
            const Ink *ink = &g_array_index(all, Ink, i);
            if (ink->kind == INK_BOX && ink->colour == colour)
                g_array_append_val(found, *ink);
        }
    }
    return found;
}

static guint
count_kind(const GPtrArray *pieces, InkKind kind)
{
    guint count = 0;

    for (guint p = 0; p < pieces->len; p++) {
        const GArray *all = ((const PlotPiece *)pieces->pdata[p])->ink;
        for (guint i = 0; i < all->len; i++)
            count += g_array_index(all, Ink, i).kind == kind;
    }
    return count;
}

/* The first words that are TEXT, or NULL. */
static const Ink *
find_words(const GPtrArray *pieces, const char *text)
{
    for (guint p = 0; p < pieces->len; p++) {
        const GArray *all = ((const PlotPiece *)pieces->pdata[p])->ink;
        for (guint i = 0; i < all->len; i++) {
            const Ink *ink = &g_array_index(all, Ink, i);
            if (ink->kind == INK_GLYPHS && strcmp(ink->run->text, text) == 0)
                return ink;
        }
    }
    return NULL;
}

#define box_at(array, i) (&g_array_index(array, Ink, i))

/* ---- bars ---- */
static void
test_proportional(void)
{
    g_autoptr(Chart) chart = new_chart(CHART_BARS, 1);
    add_row(chart, "Un", 50);
    add_row(chart, "Deux", 100);
    add_row(chart, "Trois", 1);
    add_row(chart, "Zéro", 0);
    g_autoptr(GPtrArray) pieces = plotted(chart);
    g_autoptr(GArray) bars = boxes(pieces, COLOUR_ACCENT);

    g_assert_cmpuint(bars->len, ==, 3); /* zero has no length */
    g_assert_cmpfloat_with_epsilon(box_at(bars, 0)->width * 2, box_at(bars, 1)->width, CLOSE);
    g_assert_cmpfloat_with_epsilon(box_at(bars, 2)->width * 100, box_at(bars, 1)->width, CLOSE);
    g_assert_cmpfloat(box_at(bars, 0)->x, ==, box_at(bars, 1)->x);
    g_assert_cmpfloat(box_at(bars, 1)->width, >, WIDTH / 2);
    /* Its words stand where the axis is, others at the end of their bars. */
    g_assert_cmpfloat(find_words(pieces, "0")->x, <, box_at(bars, 0)->x + 5);
    g_assert_cmpfloat(find_words(pieces, "50")->x, >, box_at(bars, 0)->x + box_at(bars, 0)->width);
}

/* The whole of a rate is 100, whatever the rates. */
static void
test_top(void)
{
    g_autoptr(Chart) chart = new_chart(CHART_BARS, 1);
    add_row(chart, "Un", 25);
    add_row(chart, "Deux", 50);
    chart->top = 100;
    g_autoptr(GPtrArray) pieces = plotted(chart);
    g_autoptr(GArray) half = boxes(pieces, COLOUR_ACCENT);
    chart->top = 0;
    g_autoptr(GPtrArray) others = plotted(chart);
    g_autoptr(GArray) full = boxes(others, COLOUR_ACCENT);

    g_assert_cmpfloat_with_epsilon(box_at(half, 1)->width * 2, box_at(full, 1)->width, CLOSE);
}

/* What is masked leaves no trace but its "s": the ink is that of a chart without it. */
static void
test_masked(void)
{
    g_autoptr(Chart) chart = new_chart(CHART_BARS, 1);
    add_row(chart, "Un", 7);
    chart_unknown(chart_row(chart, prose_new("Deux"), NULL), CHART_MASKED, "s", "secret");
    chart_unknown(chart_row(chart, prose_new("Trois"), NULL), CHART_MISSING, "n.c.", NULL);
    g_autoptr(GPtrArray) pieces = plotted(chart);
    g_autoptr(GArray) bars = boxes(pieces, COLOUR_ACCENT);

    g_assert_cmpuint(bars->len, ==, 1);
    g_assert_nonnull(find_words(pieces, "s"));
    g_assert_nonnull(find_words(pieces, "n.c."));
    g_assert_cmpfloat(find_words(pieces, "s")->x, ==, find_words(pieces, "n.c.")->x);
    g_assert_cmpfloat(
        ((const ChartCell *)((const ChartRow *)chart->rows->pdata[1])->cells->pdata[0])->now.size,
        ==, 0);
}

static void
test_all_masked_or_zero(void)
{
    for (guint zero = 0; zero < 2; zero++) {
        g_autoptr(Chart) chart = new_chart(CHART_BARS, 3);
        for (guint i = 0; i < 4; i++) {
            ChartRow *row = chart_row(chart, prose_new("Ligne"), NULL);
            for (guint k = 0; k < 3; k++) {
                if (zero)
                    chart_given(row, 0, "0");
                else
                    chart_unknown(row, CHART_MASKED, "s", "secret");
            }
        }
        g_autoptr(GPtrArray) pieces = plotted(chart);
        g_autoptr(GArray) bars = boxes(pieces, COLOUR_ACCENT);
        g_assert_cmpuint(bars->len, ==, 0);
    }
}

/* The year before stands behind, on the same scale and higher; equal values end together. */
static void
test_before(void)
{
    g_autoptr(Chart) chart = new_chart(CHART_BARS, 1);
    chart_names(chart, "2014", "2013", NULL);
    chart_before(add_row(chart, "Un", 50), 100, "100");
    chart_before(add_row(chart, "Deux", 60), 60, "60");
    chart_before(add_row(chart, "Trois", 10), 0, "0");
    g_autoptr(GPtrArray) pieces = plotted(chart);
    g_autoptr(GArray) now = boxes(pieces, COLOUR_ACCENT);
    g_autoptr(GArray) before = boxes(pieces, COLOUR_RULE);

    /* The first of each is the key's. */
    g_assert_cmpuint(now->len, ==, 4);
    g_assert_cmpuint(before->len, ==, 3);
    g_assert_cmpfloat_with_epsilon(box_at(now, 1)->width * 2, box_at(before, 1)->width, CLOSE);
    g_assert_cmpfloat(box_at(now, 2)->width, ==, box_at(before, 2)->width);
    g_assert_cmpfloat(box_at(before, 1)->height, >, box_at(now, 1)->height);
    g_assert_cmpfloat(find_words(pieces, "50")->x, >,
                      box_at(before, 1)->x + box_at(before, 1)->width);
}

/* A target that is reached exactly stands at the end of the bar. */
static void
test_target(void)
{
    g_autoptr(Chart) chart = new_chart(CHART_BARS, 1);
    chart_names(chart, "2014", NULL, "objectif");
    chart->top = 100;
    chart_target(add_row(chart, "Un", 50), 50, "50 %");
    chart_target(add_row(chart, "Deux", 100), 75, "75 %");
    chart_unknown(chart_row(chart, prose_new("Trois"), NULL), CHART_MISSING, "n.c.", NULL);
    chart_target(chart->rows->pdata[2], 100, "100 %");
    g_autoptr(GPtrArray) pieces = plotted(chart);
    g_autoptr(GArray) bars = boxes(pieces, COLOUR_ACCENT);
    g_autoptr(GArray) dark = boxes(pieces, COLOUR_TEXT);
    double at[3];
    guint ticks = 0;

    for (guint i = 1; i < dark->len; i++) /* without the key's; axes are thinner */
        if (box_at(dark, i)->width > 1)
            at[ticks++] = box_at(dark, i)->x + box_at(dark, i)->width / 2;
    g_assert_cmpuint(ticks, ==, 3);
    g_assert_cmpfloat_with_epsilon(at[0], box_at(bars, 1)->x + box_at(bars, 1)->width, CLOSE);
    g_assert_cmpfloat_with_epsilon(at[1], box_at(bars, 2)->x + box_at(bars, 2)->width * 0.75,
                                   CLOSE);
    g_assert_cmpfloat_with_epsilon(at[2], box_at(bars, 2)->x + box_at(bars, 2)->width, CLOSE);
    /* Words never stand under the tick. */
    g_assert_cmpfloat(find_words(pieces, "50")->x, >, at[0]);
}

/* ---- small multiples ---- */
static void
test_one_scale(void)
{
    g_autoptr(Chart) chart = new_chart(CHART_BARS, 4);
    for (guint i = 0; i < 5; i++) {
        ChartRow *row = add_row(chart, "Ligne", 40);
        chart_given(row, 40, "40");
        chart_given(row, 80, "80");
        chart_given(row, i, "n");
    }
    g_autoptr(GPtrArray) pieces = plotted(chart);
    g_autoptr(GArray) bars = boxes(pieces, COLOUR_ACCENT);

    g_assert_cmpuint(bars->len, ==, 5 * 4 - 1);
    g_assert_cmpfloat(box_at(bars, 0)->width, ==, box_at(bars, 1)->width);
    g_assert_cmpfloat_with_epsilon(box_at(bars, 0)->width * 2, box_at(bars, 2)->width, CLOSE);
    /* A panel ends before the next begins. */
    g_assert_cmpfloat(box_at(bars, 2)->x - box_at(bars, 1)->x, >, box_at(bars, 2)->width);
    g_assert_nonnull(find_words(pieces, "Ouest"));
}

/* ---- trends ---- */
static void
test_trend(void)
{
    g_autoptr(Chart) chart = new_chart(CHART_TREND, 4);
    ChartRow *row = add_row(chart, "", 0);
    chart_given(row, 50, "50");
    chart_unknown(row, CHART_MASKED, "s", "secret");
    chart_given(row, 100, "100");
    g_autoptr(GPtrArray) pieces = plotted(chart);
    const GArray *all = ((const PlotPiece *)pieces->pdata[0])->ink;
    double y[3];
    guint discs = 0;

    for (guint i = 0; i < all->len; i++) {
        const Ink *ink = &g_array_index(all, Ink, i);
        if (ink->kind == INK_DISC)
            y[discs++] = ink->y;
    }
    g_assert_cmpuint(discs, ==, 3);
    g_assert_cmpuint(count_kind(pieces, INK_LINE), ==, 1); /* none through the gap */
    g_assert_cmpfloat_with_epsilon((y[0] - y[1]) * 2, y[0] - y[2], CLOSE);
    g_assert_nonnull(find_words(pieces, "s"));
}

/* Words stand over their point, but under it where the line of the target would run through them.
 */
static void
test_trend_target(void)
{
    static const struct {
        double target;
        gboolean under;
    } CASES[] = {{0, FALSE}, {35, FALSE}, {50, FALSE}, {53, TRUE}, {58, TRUE}, {80, FALSE}};

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Chart) chart = new_chart(CHART_TREND, 2);
        ChartRow *row = add_row(chart, "", 50);
        chart_target(row, CASES[i].target, "objectif");
        chart_given(row, 100, "100");
        chart_names(chart, NULL, NULL, "objectif");
        g_autoptr(GPtrArray) pieces = plotted(chart);
        const GArray *all = ((const PlotPiece *)pieces->pdata[0])->ink;
        const Ink *words = find_words(pieces, "50");
        const Ink *disc = NULL;
        for (guint k = 0; k < all->len && !disc; k++) {
            const Ink *ink = &g_array_index(all, Ink, k);
            disc = ink->kind == INK_DISC ? ink : NULL;
        }
        g_assert_true((words->y > disc->y) == CASES[i].under);
    }
}

/* Twelve periods whose names must be broken, with and without gaps. */
static void
test_twelve(void)
{
    for (guint gaps = 0; gaps < 2; gaps++) {
        g_autoptr(Chart) chart = new_chart(CHART_TREND, 0);
        ChartRow *row = chart_row(chart, prose_new(NULL), NULL);
        for (guint i = 0; i < CHART_PERIODS_MOST; i++) {
            g_autofree char *year = g_strdup_printf("%u-%u", 2009 + i, 2010 + i);
            chart_column(chart, year, "18 sur 18", UNIT_FULL);
            if (gaps && i % 3 == 1)
                chart_unknown(row, CHART_MISSING, "n.c.", NULL);
            else
                chart_given(row, i % 5 * 300000, "1 200 000");
        }
        g_autoptr(GPtrArray) pieces = plotted(chart);
        g_assert_cmpuint(count_kind(pieces, INK_LINE), ==, gaps ? 3 : 11);
        g_assert_cmpuint(count_kind(pieces, INK_DISC), ==, gaps ? 8 : 12);
        g_assert_nonnull(find_words(pieces, "2011-"));
    }
}

/* ---- units ---- */
static Chart *
units(guint received, guint nil, guint missing)
{
    Chart *chart = chart_new(CHART_UNITS, prose_new("Titre"), NULL, "Une marque par fiche");
    g_autofree char *detail =
        g_strdup_printf("%u sur %u", received + nil, received + nil + missing);
    ChartRow *row = chart_row(chart, prose_new("Fiche 1"), detail);

    chart_column(chart, "reçues", NULL, UNIT_FULL);
    chart_column(chart, "néant", NULL, UNIT_FRAME);
    chart_column(chart, "non reçues", NULL, UNIT_OUTLINE);
    chart_given(row, received, "r");
    chart_given(row, nil, "n");
    chart_given(row, missing, "m");
    return chart;
}

static void
test_units(void)
{
    g_autoptr(Chart) chart = units(5, 1, 4);
    g_autoptr(GPtrArray) pieces = plotted(chart);
    g_autoptr(GArray) dark = boxes(pieces, COLOUR_ACCENT);
    g_autoptr(GArray) quiet = boxes(pieces, COLOUR_QUIET);

    /* A frame is four boxes; the key has one of each. */
    g_assert_cmpuint(dark->len, ==, (5 + 1) + (1 + 1) * 4);
    g_assert_cmpuint(quiet->len, ==, (4 + 1) * 4);
    /* The words stand at the end. */
    g_assert_cmpfloat(find_words(pieces, "6 sur 10")->x, >, box_at(quiet, quiet->len - 1)->x);
}

/* Too many for a mark each: the same marks drawn out, as long as they are many. */
static void
test_many_units(void)
{
    g_autoptr(Chart) chart = units(3000, 0, 1000);
    g_autoptr(GPtrArray) pieces = plotted(chart);
    g_autoptr(GArray) dark = boxes(pieces, COLOUR_ACCENT);
    g_autoptr(GArray) quiet = boxes(pieces, COLOUR_QUIET);

    g_assert_cmpuint(dark->len, ==, (1 + 4) + 1);
    g_assert_cmpfloat_with_epsilon(box_at(dark, 5)->width, box_at(quiet, 4)->width * 3, CLOSE);
}

/* ---- pieces ---- */
#define LONG                                                                                            \
    "Lycée polyvalent régional des métiers de l’habitat, de l’environnement, de la ville et du " \
    "développement durable Marguerite-Imaginaire, site de Villeneuve-Saint-Exemple-sous-Bois, "        \
    "section d’apprentissage"

/* Every row is drawn once and said once, in the piece where it is drawn. */
static void
test_pieces(void)
{
    g_autoptr(Chart) chart = new_chart(CHART_BARS, 1);
    guint said = 0;
    for (guint i = 0; i < 60; i++) {
        g_autofree char *label = g_strdup_printf("%s %u", LONG, i);
        add_row(chart, label, 1000 + i);
    }
    g_autoptr(GPtrArray) pieces = plotted(chart);
    g_assert_cmpuint(pieces->len, >, 2);
    for (guint p = 0; p < pieces->len; p++) {
        const PlotPiece *piece = pieces->pdata[p];
        g_autoptr(GPtrArray) own = g_ptr_array_new();
        g_ptr_array_add(own, pieces->pdata[p]);
        g_autoptr(GArray) bars = boxes(own, COLOUR_ACCENT);
        g_assert_cmpfloat(piece->height, <=, HIGHEST);
        for (guint i = 0; i < bars->len; i++, said++) {
            g_autofree char *value = g_strdup_printf(" %u.", 1000 + said);
            g_assert_nonnull(strstr(piece->words, value));
            g_assert_true(p == 0 ||
                          !strstr(((const PlotPiece *)pieces->pdata[p - 1])->words, value));
        }
    }
    g_assert_cmpuint(said, ==, 60);
}

static void
test_one_piece(void)
{
    g_autoptr(Chart) chart = new_chart(CHART_BARS, 1);
    for (guint i = 0; i < 30; i++)
        add_row(chart, "Académie", i);
    g_autoptr(GPtrArray) pieces = plotted(chart);
    g_assert_cmpuint(pieces->len, ==, 1);
}

/* A name without a place to break it, longer than all of its column. */
static void
test_unbreakable(void)
{
    g_autofree char *name = g_strnfill(200, 'W');
    for (guint columns = 1; columns <= CHART_PANELS_MOST; columns++) {
        g_autoptr(Chart) chart = new_chart(CHART_BARS, columns);
        for (guint i = 0; i < 3; i++) {
            ChartRow *row = chart_row(chart, prose_typed(name), "120 sur 120");
            for (guint k = 0; k < columns; k++)
                chart_given(row, 9999999 + i, "9 999 999,99");
        }
        g_autoptr(GPtrArray) pieces = plotted(chart);
        g_assert_cmpuint(pieces->len, ==, 1);
    }
}

/* ---- in words ---- */
static void
test_words(void)
{
    g_autoptr(Chart) chart = new_chart(CHART_BARS, 1);
    chart_names(chart, "2014", "2013", "objectif");
    ChartRow *row = chart_row(chart, prose_new("Taux de réponse"), "5 sur 5");
    chart_given(row, 60, "60,0 %");
    chart_before(row, 53.4, "53,4 %");
    chart_target(row, 70, "70 %");
    row = chart_row(chart, prose_new("Taux de satisfaction"), NULL);
    chart_unknown(row, CHART_MASKED, "s", "secret");
    g_autofree char *all = chart_words(chart, 0, 2);
    g_autofree char *second = chart_words(chart, 1, 1);

    g_assert_cmpstr(all, ==,
                    "Barres. Taux de réponse\u202F: 60,0\u202F% (2013\u202F: 53,4\u202F%\u202F; "
                    "objectif\u202F: 70\u202F%)\u202F; 5 sur 5. Taux de satisfaction\u202F: "
                    "secret.");
    g_assert_cmpstr(second, ==, "Barres. Taux de satisfaction\u202F: secret.");
}

static void
test_words_of_columns(void)
{
    g_autoptr(Chart) bars = new_chart(CHART_BARS, 3);
    ChartRow *row = add_row(bars, "CAP", 12);
    chart_unknown(row, CHART_MASKED, "s", "secret");
    chart_given(row, 0, "0");
    g_autofree char *said = chart_words(bars, 0, 1);
    g_assert_cmpstr(said, ==, "Barres. CAP\u202F: Nord 12, Sud secret, Est 0.");
    /* What stands with a name is said first. */
    g_autoptr(Chart) detailed = chart_new(CHART_TREND, prose_new("Titre"), NULL, "Courbe");
    chart_column(detailed, "2014\n1er sem.", "5 sur 6", UNIT_FULL);
    add_row(detailed, "", 12);
    g_autofree char *line = chart_words(detailed, 0, 1);
    g_assert_cmpstr(line, ==, "Courbe. 2014 1er sem.\u202F: 5 sur 6. 2014 1er sem. 12.");
    /* Of counts, none is not said. */
    g_autoptr(Chart) counts = units(5, 0, 4);
    g_autofree char *counted = chart_words(counts, 0, 1);
    g_assert_cmpstr(counted, ==,
                    "Une marque par fiche. Fiche 1\u202F: reçues r, non reçues m\u202F; 5 sur 9.");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    typesetter = typesetter_new(NULL);
    g_test_add_func("/plot/bars/proportional", test_proportional);
    g_test_add_func("/plot/bars/top", test_top);
    g_test_add_func("/plot/bars/masked", test_masked);
    g_test_add_func("/plot/bars/nothing-to-draw", test_all_masked_or_zero);
    g_test_add_func("/plot/bars/before", test_before);
    g_test_add_func("/plot/bars/target", test_target);
    g_test_add_func("/plot/bars/one-scale", test_one_scale);
    g_test_add_func("/plot/trend/points", test_trend);
    g_test_add_func("/plot/trend/target", test_trend_target);
    g_test_add_func("/plot/trend/twelve", test_twelve);
    g_test_add_func("/plot/units/each", test_units);
    g_test_add_func("/plot/units/many", test_many_units);
    g_test_add_func("/plot/pieces/long", test_pieces);
    g_test_add_func("/plot/pieces/thirty", test_one_piece);
    g_test_add_func("/plot/pieces/unbreakable", test_unbreakable);
    g_test_add_func("/plot/words/extras", test_words);
    g_test_add_func("/plot/words/columns", test_words_of_columns);
    int result = g_test_run();
    typesetter_free(typesetter);
    return result;
}
