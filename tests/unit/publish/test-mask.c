/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables whose right masking is known by hand.  That no masked number follows from the shown ones
 * is proved on generated registers by tests/figures/masking.t.
 */
#include "tables.h"

static Tables *tables;

static void
body_free(gpointer data)
{
    g_ptr_array_unref(((Body *)data)->figures);
    g_free(data);
}

static Body *
body_new(const char *stood, const char *figures)
{
    Body *body = g_new0(Body, 1);
    *body = (Body){&tables->convention, tables_figures(tables, figures), stood};
    return body;
}

static void
mask(GPtrArray *figures, const GPtrArray *issued, const GPtrArray *together)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    const Body today = {&tables->convention, figures, "0"};
    figures_mask(&today, issued ? issued : none, together ? together : none);
}

/* What was published, and what the forms gave that stood together. */
typedef struct {
    const char *stood, *figures;
} Given;

/* Of FIGURES, when EDITIONS were issued before, exactly MASKED are masked.  Both arrays end with
 * one without figures; NULL: none. */
static void
expect_of(const Given *editions, const Given *forms, const char *figures, const char *masked)
{
    g_autoptr(GPtrArray) today = tables_figures(tables, figures);
    g_autoptr(GPtrArray) issued = g_ptr_array_new_with_free_func(body_free);
    g_autoptr(GPtrArray) together = g_ptr_array_new_with_free_func(body_free);
    for (; editions && editions->figures; editions++)
        g_ptr_array_add(issued, body_new(editions->stood, editions->figures));
    for (; forms && forms->figures; forms++)
        g_ptr_array_add(together, body_new(forms->stood, forms->figures));
    mask(today, issued, together);
    g_autofree char *got = tables_masked(today);
    g_assert_cmpstr(got, ==, masked);
}

static void
expect(const char *figures, const char *masked)
{
    expect_of(NULL, NULL, figures, masked);
}

/* EDITION: of an edition, the only one. */
static void
expect_after(const char *edition, const char *figures, const char *masked)
{
    const Given editions[] = {{"1", edition}, {0}};
    expect_of(editions, NULL, figures, masked);
}

#define Y " 2013-2014 "

/* 0, 5 and more are shown, 1 and 4 are not. */
static void
test_bounds(void)
{
    expect("a" Y "- 0\n", "");
    expect("a" Y "- 1\n", "a" Y "-\n");
    expect("a" Y "- 4\n", "a" Y "-\n");
    expect("a" Y "- 5\n", "");
    expect("x" Y "- 0/4\n", "x" Y "-\n");
    expect("x" Y "- 4/0\n", "x" Y "-\n");
    expect("x" Y "- 5/0\n", "");
}

/* What isn't a number of people is shown however small: of items, of things, a mean of them. */
static void
test_not_people(void)
{
    expect("w" Y "- 3\nn" Y "- 2\nm" Y "- 3/20\n", "");
    expect("m" Y "- 30/4\n", "m" Y "-\n");
}

/* The smallest other item, for the whole is worth more; zero never, for it gives nothing away. */
static void
test_line(void)
{
    expect("a" Y "- 42\na" Y "d=A 3\na" Y "d=B 0\na" Y "d=C 30\na" Y "d=D 9\n",
           "a" Y "d=A\na" Y "d=D\n");
    /* 4 + 5: the sum of both is known, but each may be 1 to 8. */
    expect("a" Y "- 9\na" Y "d=A 4\na" Y "d=B 5\n", "a" Y "d=A\na" Y "d=B\n");
    /* 1 + 2: known to be 3 together, so that neither could be 5: the whole has to go too. */
    expect("a" Y "- 3\na" Y "d=A 1\na" Y "d=B 2\n", "a" Y "-\na" Y "d=A\na" Y "d=B\n");
    /* 1 + 2 of 33: one of the two may not be more than 2, so the third goes. */
    expect("a" Y "- 33\na" Y "d=A 1\na" Y "d=B 2\na" Y "d=C 30\n",
           "a" Y "d=A\na" Y "d=B\na" Y "d=C\n");
    /* 4 + 4: each may be 1 to 7. */
    expect("a" Y "- 38\na" Y "d=A 4\na" Y "d=B 4\na" Y "d=C 30\n", "a" Y "d=A\na" Y "d=B\n");
}

/* As large as numbers can be. */
static void
test_huge(void)
{
    expect("a" Y "- 999999999999\na" Y "d=A 3\na" Y "d=B 999999999996\n", "a" Y "d=A\na" Y "d=B\n");
    expect("a" Y "- 999999999999\na" Y "d=A 4\na" Y "d=B 7\na" Y "d=C 999999999988\n",
           "a" Y "d=A\na" Y "d=B\n");
}

/* One small cell in a crossing: a rectangle, of the smallest that can give and take. */
static void
test_crossing(void)
{
    expect("a" Y "- 300\n"
           "a" Y "d=A 83\na" Y "d=B 100\na" Y "d=C 117\n"
           "a" Y "t=X 93\na" Y "t=Y 90\na" Y "t=Z 117\n"
           "a" Y "d=A,t=X 3\na" Y "d=A,t=Y 30\na" Y "d=A,t=Z 50\n"
           "a" Y "d=B,t=X 40\na" Y "d=B,t=Y 20\na" Y "d=B,t=Z 40\n"
           "a" Y "d=C,t=X 50\na" Y "d=C,t=Y 40\na" Y "d=C,t=Z 27\n",
           "a" Y "d=A,t=X\na" Y "d=A,t=Y\na" Y "d=B,t=X\na" Y "d=B,t=Y\n");
}

static void
test_genre(void)
{
    expect("a" Y "- 20\na" Y "genre=F 3\na" Y "genre=G 17\n", "a" Y "genre=F\na" Y "genre=G\n");
    /* The girls in an indicator of their own are the girls of the breakdown. */
    expect("a" Y "- 20\na" Y "genre=F 8\na" Y "genre=G 12\nf" Y "- 8\n", "");
    expect("a" Y "- 20\na" Y "genre=F 16\na" Y "genre=G 4\nf" Y "- 16\n",
           "a" Y "genre=F\na" Y "genre=G\nf" Y "-\n");
}

static void
test_periods(void)
{
    expect("a 2013-2014-S1 - 3\na 2013-2014-S2 - 17\na" Y "- 20\na term - 20\n",
           "a 2013-2014-S1 -\na 2013-2014-S2 -\n");
    expect("a" Y "- 3\na 2014-2015 - 30\na 2015-2016 - 12\na term - 45\n",
           "a" Y "-\na 2015-2016 -\n");
    /* The latest of two halves is no sum: nothing follows. */
    expect("l 2013-2014-S1 - 3\nl 2013-2014-S2 - 17\nl" Y "- 17\n", "l 2013-2014-S1 -\n");
    /* A year of one half is that half: both or none. */
    expect("a 2013-2014-S1 d=A 3\na 2013-2014-S1 d=B 9\na 2013-2014-S1 - 12\n"
           "a" Y "d=A 3\na" Y "d=B 9\na" Y "- 12\n",
           "a 2013-2014-S1 d=A\na 2013-2014-S1 d=B\na" Y "d=A\na" Y "d=B\n");
}

/* The same numbers in two indicators are masked in both; a share's two parts go together. */
static void
test_indicators(void)
{
    expect("a" Y "- 19\na" Y "d=A 3\na" Y "d=B 10\na" Y "d=C 6\n"
           "b" Y "- 19/60\nb" Y "d=A 3/12\nb" Y "d=B 10/28\nb" Y "d=C 6/20\n",
           "a" Y "d=A\na" Y "d=C\nb" Y "d=A\nb" Y "d=C\n");
    /* Only the denominator is small. */
    expect("b" Y "- 36/63\nb" Y "d=A 1/3\nb" Y "d=B 10/20\nb" Y "d=C 25/40\n",
           "b" Y "d=A\nb" Y "d=B\n");
    /* And of a numerator that is zero, and so may be guessed, B's would follow without C. */
    expect("b" Y "- 30/63\nb" Y "d=A 0/3\nb" Y "d=B 10/20\nb" Y "d=C 20/40\n",
           "b" Y "d=A\nb" Y "d=B\nb" Y "d=C\n");
    /* Of 12 two came from forms that gave no denominator: one of the two figures has to go. */
    expect("a" Y "- 12\nb" Y "- 10/20\n", "b" Y "-\n");
    expect("a" Y "- 15\nb" Y "- 10/20\n", "");
}

/* x + y and y: what is left is x, published or not. */
static void
test_counted_apart(void)
{
    expect("xy" Y "- 33\ny" Y "- 30\n", "y" Y "-\n");
    expect("xy" Y "- 33\ny" Y "- 30\na" Y "- 3\n", "y" Y "-\na" Y "-\n");
    expect("xy" Y "- 29\ny" Y "- 20\na" Y "- 9\n", "");
}

/* A grid of its own is linked when its numbers agree with the whole, as everybody will assume. */
static void
test_own_grid(void)
{
    expect("o" Y "- 20\no" Y "s=P 3\no" Y "s=Q 17\n", "o" Y "s=P\no" Y "s=Q\n");
    /* Short of the whole by the forms that leave the other question out: who knows which forms
     * answer it may know from another table what they come to. */
    expect("o" Y "- 20\no" Y "s=P 3\no" Y "s=Q 16\n", "o" Y "s=P\no" Y "s=Q\n");
}

/* Two people in no item: one figure less, so that they don't follow. */
static void
test_remainder(void)
{
    expect("a" Y "- 20\na" Y "d=A 12\na" Y "d=B 6\n", "a" Y "d=B\n");
    expect("a" Y "- 20\na" Y "d=A 9\na" Y "d=B 6\n", "");
}

/* One school with one diploma: there's one number, wherever it stands. */
static void
test_one_school(void)
{
    expect("a" Y "- 4\na" Y "d=A 4\na" Y "t=X 4\na" Y "d=A,t=X 4\na term - 4\na term d=A 4\n",
           "a" Y "-\na" Y "d=A\na" Y "t=X\na" Y "d=A,t=X\na term -\na term d=A\n");
    /* Each of three is one at least, so three is the least that can be had for the whole. */
    expect("a" Y "- 3\na" Y "d=A 1\na" Y "d=B 1\na" Y "d=C 1\n",
           "a" Y "-\na" Y "d=A\na" Y "d=B\na" Y "d=C\n");
}

/* A zero is shown; only what it is a part of can be small.  And it protects nothing. */
static void
test_zero(void)
{
    expect("b" Y "- 0/20\nb" Y "d=A 0/5\nb" Y "d=B 0/15\n", "");
    expect("b" Y "- 0/1\n", "b" Y "-\n");
    expect("b" Y "- 0/4\n", "b" Y "-\n");
    expect("a" Y "- 0\na" Y "d=A 0\n", "");
    expect("a" Y "- 14\na" Y "d=A 0\na" Y "d=B 4\na" Y "d=C 10\n", "a" Y "d=B\na" Y "d=C\n");
    /* A's 3 goes with B's 20; the 8 of the whole is B's, for A's zero is known. */
    expect("b" Y "- 8/23\nb" Y "d=A 0/3\nb" Y "d=B 8/20\n", "b" Y "-\nb" Y "d=A\nb" Y "d=B\n");
}

/* Three of a whole, told apart by what the form answers elsewhere: they add up. */
static void
test_filtered(void)
{
    expect("a" Y "- 20\np" Y "- 9\nq" Y "- 8\nr" Y "- 3\n", "p" Y "-\nr" Y "-\n");
    expect("a" Y "- 20\np" Y "- 9\nq" Y "- 11\n", "");
    /* What two leave of the whole is a number too. */
    expect("a" Y "- 20\np" Y "- 9\nq" Y "- 8\n", "p" Y "-\n");
    /* By item, and each with its own: two of the same number are two counts. */
    expect("a" Y "d=A 12\np" Y "d=A 9\nq" Y "d=A 3\n", "p" Y "d=A\nq" Y "d=A\n");
    expect("p" Y "- 19\np" Y "d=A 7\np" Y "d=B 12\nq" Y "- 10\nq" Y "d=A 7\nq" Y "d=B 3\n",
           "q" Y "d=A\nq" Y "d=B\n");
}

/* 20 then and 23 now: three more. */
static void
test_edition_difference(void)
{
    const char *then = "a" Y "- 20\n";
    expect_after(then, "a" Y "- 23\n", "a" Y "-\n");
    expect_after(then, "a" Y "- 25\n", "");
    expect_after(then, "a" Y "- 20\n", "");
    expect_after(then, "a" Y "- 17\n", "a" Y "-\n"); /* a correction */
    /* Of one item only, and the others would give it away. */
    const char *table = "a" Y "- 30\na" Y "d=A 10\na" Y "d=B 20\n";
    expect_after(table, "a" Y "- 63\na" Y "d=A 13\na" Y "d=B 50\n", "a" Y "d=A\na" Y "d=B\n");
}

/* What an edition showed can protect nothing; what it masked follows from no figure of today. */
static void
test_edition_known(void)
{
    const char *figures = "a" Y "- 18\na" Y "d=A 3\na" Y "d=B 6\na" Y "d=C 9\n";
    expect(figures, "a" Y "d=A\na" Y "d=B\n");
    const char *then = "a" Y "- 18\na" Y "d=A 3 masked\na" Y "d=B 6\na" Y "d=C 9 masked\n";
    expect_after(then, figures, "a" Y "d=A\na" Y "d=C\n");
    /* More came for A since; what it was then is still nobody's business. */
    expect_after(then, "a" Y "- 38\na" Y "d=A 23\na" Y "d=B 6\na" Y "d=C 9\n",
                 "a" Y "d=A\na" Y "d=C\n");
    /* All is out already: the small one stays masked, and nothing else helps. */
    const char *all = "a" Y "- 18\na" Y "d=B 6\na" Y "d=C 9\n";
    expect_after(all, figures, "a" Y "d=A\n");
    /* Two editions, of which the second took a part back. */
    const Given two[] = {{"1", "a" Y "- 18\na" Y "d=A 12\na" Y "d=B 6\n"},
                         {"2", "a" Y "- 48\na" Y "d=A 42 masked\na" Y "d=B 6\n"},
                         {0}};
    expect_of(two, NULL, "a" Y "- 50\na" Y "d=A 44\na" Y "d=B 6\n", "a" Y "-\na" Y "d=A\n");
}

/* Of a school and another, then of the other and what the first corrected: no two of the three
 * numbers tell what it gave, but 23 - (32 - 12) does. */
static void
test_editions_together(void)
{
    const Given editions[] = {{"1", "a" Y "- 12\n"}, {"2", "a" Y "- 32\n"}, {0}};
    const Given forms[] = {
        {"1 2", "a" Y "- 12\n"}, {"0 2", "a" Y "- 20\n"}, {"0", "a" Y "- 3\n"}, {0}};
    const Given five[] = {
        {"1 2", "a" Y "- 12\n"}, {"0 2", "a" Y "- 20\n"}, {"0", "a" Y "- 5\n"}, {0}};
    expect_of(editions, NULL, "a" Y "- 23\n", "");
    expect_of(editions, forms, "a" Y "- 23\n", "a" Y "-\n");
    expect_of(editions, five, "a" Y "- 25\n", "");
    /* By item: the whole needs no mask, for what each item lacks is open. */
    const Given tables_then[] = {{"1", "a" Y "- 30\na" Y "d=A 12\na" Y "d=B 18\n"},
                                 {"2", "a" Y "- 70\na" Y "d=A 32\na" Y "d=B 38\n"},
                                 {0}};
    const Given parts[] = {{"1 2", "a" Y "- 30\na" Y "d=A 12\na" Y "d=B 18\n"},
                           {"0 2", "a" Y "- 40\na" Y "d=A 20\na" Y "d=B 20\n"},
                           {"0", "a" Y "- 12\na" Y "d=A 3\na" Y "d=B 9\n"},
                           {0}};
    expect_of(tables_then, parts, "a" Y "- 52\na" Y "d=A 23\na" Y "d=B 29\n",
              "a" Y "d=A\na" Y "d=B\n");
    /* What the forms of then give by the definition of today isn't what was published: no part. */
    const Given others[] = {
        {"1 2", "a" Y "- 13\n"}, {"0 2", "a" Y "- 20\n"}, {"0", "a" Y "- 3\n"}, {0}};
    expect_of(editions, others, "a" Y "- 23\n", "");
}

/* 28 of 29, then 38 of 43, now 10 of 15: one form gave 0 of 1, and as nobody has less than none of
 * 28, that 1 can't be more.  It can be 0, unless the 15 is known. */
static void
test_editions_one_of_two(void)
{
    const Given editions[] = {{"1", "b" Y "- 28/29\n"}, {"2", "b" Y "- 38/43\n"}, {0}};
    const Given forms[] = {
        {"1 2", "b" Y "- 28/28\n"}, {"0 1 2", "b" Y "- 0/1\n"}, {"0 2", "b" Y "- 10/14\n"}, {0}};
    expect_of(editions, forms, "b" Y "- 10/15\n", "b" Y "-\n");
}

/* The same answers of the same forms, in a year whose latest half they are. */
static void
test_same_forms(void)
{
    const char *text = "l 2013-2014-S2 - 312\nl 2013-2014-S2 d=A 3\nl 2013-2014-S2 d=B 300\n"
                       "l 2013-2014-S2 d=C 9\nl" Y "d=C 9\n";
    g_autoptr(GPtrArray) figures = tables_figures(tables, text);
    ((Figure *)figures->pdata[3])->of_forms = ((Figure *)figures->pdata[4])->of_forms = 7;
    mask(figures, NULL, NULL);
    g_autofree char *masked = tables_masked(figures);
    g_assert_cmpstr(masked, ==, "l 2013-2014-S2 d=A\nl 2013-2014-S2 d=C\nl" Y "d=C\n");
}

/* ---- hiding ---- */

static void
drop_source(gpointer data)
{
    FigureSource *source = data;
    g_ref_string_release(source->submission);
    g_ref_string_release(source->organisation);
    g_ref_string_release(source->original);
    g_free(source->value);
    g_free(source);
}

static void
add_source(Figure *figure, const char *value)
{
    FigureSource *source = g_new0(FigureSource, 1);
    source->submission = g_ref_string_new("s");
    source->organisation = g_ref_string_new("o");
    source->original = g_ref_string_new("m");
    source->value = g_strdup(value);
    if (!figure->sources)
        figure->sources = g_ptr_array_new_with_free_func(drop_source);
    g_ptr_array_add(figure->sources, source);
}

/* A masked figure keeps nothing; answers are shown where nothing small could follow from them, in
 * all indicators that count some of the same. */
static void
test_hidden(void)
{
    g_autoptr(GPtrArray) figures = tables_figures(
        tables, "a" Y "- 30\nb" Y "- 30/60\ny" Y "- 60\nw" Y "- 2\nx" Y "- 30/3\nl" Y "- 30\n");
    for (guint i = 0; i < figures->len; i++)
        add_source(figures->pdata[i], "6");
    g_autoptr(GHashTable) none = figures_delicate(figures);
    figures_hide(figures, none);
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        g_assert_nonnull(((FigureSource *)figure->sources->pdata[0])->value);
    }
    ((Figure *)figures->pdata[2])->small_answers = TRUE; /* y, so b, so a, x, l */
    ((Figure *)figures->pdata[4])->masked = TRUE;
    g_autoptr(GHashTable) some = figures_delicate(figures);
    figures_hide(figures, some);
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        gboolean people = strcmp(figure->indicator->id, "w") != 0;
        g_assert_true(people == !((FigureSource *)figure->sources->pdata[0])->value);
        g_assert_true(figure->masked == (!figure->value && !figure->numerator));
        g_assert_true(!figure->masked || !figure->denominator);
    }
}

/* ---- many ---- */

/* 20 × 46 and their margins, a cell in ten small. */
static char *
large_table(GRand *dice)
{
    GString *text = g_string_new(NULL);
    guint rows[20] = {0}, columns[46] = {0}, total = 0;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        for (guint j = 0; j < G_N_ELEMENTS(columns); j++) {
            guint number = (guint)g_rand_int_range(dice, 5, 90);
            if (g_rand_int_range(dice, 0, 10) == 0)
                number = (guint)g_rand_int_range(dice, 1, 5);
            rows[i] += number;
            columns[j] += number;
            total += number;
            g_string_append_printf(text, "a" Y "d=D%u,t=T%u %u\n", i, j, number);
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_string_append_printf(text, "a" Y "d=D%u %u\n", i, rows[i]);
    for (guint j = 0; j < G_N_ELEMENTS(columns); j++)
        g_string_append_printf(text, "a" Y "t=T%u %u\n", j, columns[j]);
    g_string_append_printf(text, "a" Y "- %u\n", total);
    return g_string_free(text, FALSE);
}

/* In time, and the same again. */
static void
test_large(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(2013);
    g_autofree char *text = large_table(dice);
    g_autoptr(GPtrArray) figures = tables_figures(tables, text);
    g_test_timer_start();
    mask(figures, NULL, NULL);
    double seconds = g_test_timer_elapsed();
    g_autofree char *masked = tables_masked(figures);
    guint count = 0, small = 0;
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        count += figure->masked != 0;
        small += strlen(figure->value) == 1 && *figure->value < '5';
    }
    g_test_message("%u figures, %u small, %u masked, %.3f s", figures->len, small, count, seconds);
    g_assert_cmpfloat(seconds, <, 10); /* sanitizers and valgrind included */
    g_assert_cmpuint(count, <, 3 * small);
    mask(figures, NULL, NULL);
    g_autofree char *again = tables_masked(figures);
    g_assert_cmpstr(masked, ==, again);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    tables = tables_new();
    g_test_add_func("/mask/bounds", test_bounds);
    g_test_add_func("/mask/not-people", test_not_people);
    g_test_add_func("/mask/line", test_line);
    g_test_add_func("/mask/huge", test_huge);
    g_test_add_func("/mask/crossing", test_crossing);
    g_test_add_func("/mask/genre", test_genre);
    g_test_add_func("/mask/periods", test_periods);
    g_test_add_func("/mask/indicators", test_indicators);
    g_test_add_func("/mask/counted-apart", test_counted_apart);
    g_test_add_func("/mask/own-grid", test_own_grid);
    g_test_add_func("/mask/remainder", test_remainder);
    g_test_add_func("/mask/one-school", test_one_school);
    g_test_add_func("/mask/zero", test_zero);
    g_test_add_func("/mask/filtered", test_filtered);
    g_test_add_func("/mask/edition-difference", test_edition_difference);
    g_test_add_func("/mask/edition-known", test_edition_known);
    g_test_add_func("/mask/editions-together", test_editions_together);
    g_test_add_func("/mask/editions-one-of-two", test_editions_one_of_two);
    g_test_add_func("/mask/same-forms", test_same_forms);
    g_test_add_func("/mask/hidden", test_hidden);
    g_test_add_func("/mask/large", test_large);
    return g_test_run();
}
