/* SPDX-License-Identifier: Apache-2.0
 *
 * What a figure differs from an edition's by, attributed by hand: forms a, b, c… of lines A, B, C…
 */
#include "../register/fixture.h"

#include "publish/change.h"

typedef struct {
    Definition *definition;
    GPtrArray *then, *same, *now;
    GHashTable *forms;
} Case;

static void
made_source_free(gpointer data)
{
    FigureSource *source = data;
    g_ref_string_release(source->submission);
    g_ref_string_release(source->organisation);
    g_ref_string_release(source->original);
    g_free(source->value);
    g_free(source);
}

static void
form_change_free(gpointer data)
{
    g_free(((FormChange *)data)->line);
    g_free(data);
}

static void
case_init(Case *c)
{
    g_autoptr(GBytes) xml = fixture_file("idf-2013", "convention.xml");
    g_autoptr(GBytes) csv = fixture_file("idf-2013", "participants.csv");
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    c->definition = definition_load(xml, csv, NULL, mistakes);
    g_assert_nonnull(c->definition);
    c->then = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    c->same = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    c->now = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    c->forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, form_change_free);
}

static void
case_clear(Case *c)
{
    g_ptr_array_unref(c->then);
    g_ptr_array_unref(c->same);
    g_ptr_array_unref(c->now);
    g_hash_table_unref(c->forms);
    definition_free(c->definition);
}

/* VALUE: "36.8 21/57" or "30"; SOURCES: "a:ORG:10/20 b:ORG:11/37", or NULL. */
static Figure *
add(Case *c, GPtrArray *to, const char *indicator, const char *scope, const char *value,
    const char *sources)
{
    Figure *figure = g_new0(Figure, 1);
    g_auto(GStrv) words = g_strsplit(value, " ", 2);
    g_auto(GStrv) sides = words[0] && words[1] ? g_strsplit(words[1], "/", 2) : NULL;
    figure->indicator = convention_indicator(c->definition->convention, indicator);
    g_assert_nonnull(figure->indicator);
    figure->period = g_strdup("2013-2014");
    figure->scope = *scope ? g_strsplit(scope, "=", 2) : g_new0(char *, 1);
    figure->value = g_strdup(words[0]);
    figure->numerator = sides ? g_strdup(sides[0]) : NULL;
    figure->denominator = sides ? g_strdup(sides[1]) : NULL;
    figure->sources = g_ptr_array_new_with_free_func(made_source_free);
    g_auto(GStrv) each = g_strsplit(sources ? sources : "", " ", -1);
    for (char **one = each; *one; one++) {
        g_auto(GStrv) parts = g_strsplit(*one, ":", 3);
        FigureSource *source = g_new0(FigureSource, 1);
        source->submission = g_ref_string_new(parts[0]);
        source->organisation = g_ref_string_new(parts[1]);
        source->value = g_strdup(parts[2]);
        source->original = g_ref_string_new("original");
        g_ptr_array_add(figure->sources, source);
    }
    g_ptr_array_add(to, figure);
    return figure;
}

static void
came(Case *c, const char *id, ChangeCause cause, const char *line)
{
    FormChange *form = g_new0(FormChange, 1);
    form->cause = cause;
    form->line = g_strdup(line);
    g_hash_table_insert(c->forms, g_strdup(id), form);
}

static void
show_part(GString *text, const Change *change, ChangeCause cause)
{
    static const char *const NAMES[] = {"new", "late", "correction", "gone", "definition"};
    const ChangePart *part = &change->parts[cause];
    if (!part->forms && !(cause == CHANGE_DEFINITION && change->redefined))
        return;
    g_autofree char *numerator = number_text(part->numerator);
    g_autofree char *denominator = number_text(part->denominator);
    g_string_append_printf(text, "; %u %s %s", part->forms, NAMES[cause], numerator);
    if ((change->now ? change->now : change->then)->denominator)
        g_string_append_printf(text, "/%s", denominator);
    for (guint i = 0; i < part->organisations->len; i++)
        g_string_append_printf(text, " %s", (char *)part->organisations->pdata[i]);
}

/* "3.3-b 30 → 32; 1 new 9 C2; …", a line each change. */
static char *
compare(Case *c, guint below)
{
    g_autoptr(ChangeMaker) maker = change_maker_new(c->then, c->now, c->forms, below);
    change_maker_add(maker, c->same, c->now);
    g_autoptr(GPtrArray) changes = change_maker_finish(maker, c->now);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < changes->len; i++) {
        const Change *change = changes->pdata[i];
        const Figure *figure = change->now ? change->now : change->then;
        g_string_append_printf(text, "%s%s", i ? "\n" : "", figure->indicator->id);
        if (figure->scope[0])
            g_string_append_printf(text, " %s=%s", figure->scope[0], figure->scope[1]);
        g_string_append_printf(text, " %s → %s", change->then ? change->then->value : "nothing",
                               change->now ? change->now->value : "nothing");
        for (ChangeCause cause = 0; cause < CHANGE_CAUSES; cause++)
            show_part(text, change, cause);
        g_string_append_printf(text, "%s%s%s", change->masked ? "; masked" : "",
                               change->amounts ? "" : "; no amounts",
                               change->added ? "; added" : "");
    }
    return g_string_free(text, FALSE);
}

static void
expect(Case *c, guint below, const char *expected)
{
    g_autofree char *got = compare(c, below);
    g_assert_cmpstr(got, ==, expected);
}

/* 30 = a 10 + b 12 + c 8; now a corrected to 7, c gone, d 9 new, e 4 late: 7 + 12 + 9 + 4 = 32. */
static void
test_causes(void)
{
    Case c;
    case_init(&c);
    add(&c, c.then, "3.3-b", "", "30", NULL);
    add(&c, c.same, "3.3-b", "", "30", "a:P1:10 b:P2:12 c:C1:8");
    add(&c, c.now, "3.3-b", "", "32", "a2:P1:7 b:P2:12 d:C2:9 e:V1:4");
    came(&c, "a", CHANGE_CORRECTION, "A");
    came(&c, "a2", CHANGE_CORRECTION, "A");
    came(&c, "c", CHANGE_GONE, "C");
    came(&c, "d", CHANGE_NEW, "D");
    came(&c, "e", CHANGE_LATE, "E");
    expect(&c, 5, "3.3-b 30 → 32; 1 new 9 C2; 1 late 4 V1; 1 correction -3 P1; 1 gone -8 C1");
    case_clear(&c);
}

/* The definition of then gave 33 for the forms that give 30 today: 33 - 3 + 9 = 39. */
static void
test_definition(void)
{
    Case c;
    case_init(&c);
    add(&c, c.then, "3.3-b", "", "33", NULL);
    add(&c, c.same, "3.3-b", "", "30", "a:P1:30");
    add(&c, c.now, "3.3-b", "", "39", "a:P1:30 d:C2:9");
    came(&c, "d", CHANGE_NEW, "D");
    expect(&c, 5, "3.3-b 33 → 39; 1 new 9 C2; 0 definition -3");
    /* An indicator that the edition hadn't is all definition. */
    add(&c, c.same, "3.2-b", "", "12", "a:P1:12");
    add(&c, c.now, "3.2-b", "", "12", "a:P1:12");
    expect(&c, 5,
           "3.3-b 33 → 39; 1 new 9 C2; 0 definition -3\n"
           "3.2-b nothing → 12; 0 definition 12; added");
    case_clear(&c);
}

/* Nothing changed, or only the forms, or the order of a scope's pairs: no change. */
static void
test_same(void)
{
    Case c;
    case_init(&c);
    Figure *then = add(&c, c.then, "3.2-b", "", "12", NULL);
    add(&c, c.same, "3.2-b", "", "12", "a:P1:12");
    Figure *now = add(&c, c.now, "3.2-b", "", "12", "a2:P1:12");
    came(&c, "a", CHANGE_CORRECTION, "A");
    came(&c, "a2", CHANGE_CORRECTION, "A");
    expect(&c, 5, "");
    g_strfreev(then->scope);
    then->scope = g_strsplit("diplome=GI=academie=PARIS", "=", -1);
    g_strfreev(now->scope);
    now->scope = g_strsplit("academie=PARIS=diplome=GI", "=", -1);
    expect(&c, 5, "");
    case_clear(&c);
}

/* 20/40 + 10/20 = 50 %; now 26/42 (corrected) + 10/20 + 30/50 = 66/112 = 58.9 %: new 30/50,
 * correction 6/2, which is too small a number of pupils to be said. */
static void
test_ratio(void)
{
    Case c;
    case_init(&c);
    add(&c, c.then, "3.2-a", "", "50 30/60", NULL);
    add(&c, c.same, "3.2-a", "", "50 30/60", "a:P1:20/40 b:P2:10/20");
    add(&c, c.now, "3.2-a", "", "58.9 66/112", "a2:P1:26/42 b:P2:10/20 d:C1:30/50");
    came(&c, "a", CHANGE_CORRECTION, "A");
    came(&c, "a2", CHANGE_CORRECTION, "A");
    came(&c, "d", CHANGE_NEW, "D");
    expect(&c, 5, "3.2-a 50 → 58.9; 1 new 30/50 C1; 1 correction 6/2 P1; no amounts");
    expect(&c, 2, "3.2-a 50 → 58.9; 1 new 30/50 C1; 1 correction 6/2 P1");
    /* Where an item is masked, a part could give it away. */
    add(&c, c.now, "3.2-a", "diplome=GI", "75 3/4", "a2:P1:3/4")->masked = TRUE;
    add(&c, c.then, "3.2-a", "diplome=GI", "75 3/4", NULL)->masked = TRUE;
    expect(&c, 2, "3.2-a 50 → 58.9; 1 new 30/50 C1; 1 correction 6/2 P1; no amounts");
    case_clear(&c);
}

/* Both sides of the bound: 4 more pupils are not shown, 5 are; interventions are no people. */
static void
test_small(void)
{
    Case c;
    case_init(&c);
    add(&c, c.then, "3.3-a", "", "20", NULL);
    add(&c, c.same, "3.3-a", "", "20", "a:P1:20");
    Figure *now = add(&c, c.now, "3.3-a", "", "24", "a:P1:20 d:C1:4");
    came(&c, "d", CHANGE_NEW, "D");
    expect(&c, 5, "3.3-a 20 → 24; 1 new 4 C1; masked; no amounts");
    g_free(now->value);
    now->value = g_strdup("25");
    g_free(((FigureSource *)now->sources->pdata[1])->value);
    ((FigureSource *)now->sources->pdata[1])->value = g_strdup("5");
    expect(&c, 5, "3.3-a 20 → 25; 1 new 5 C1");
    now->indicator = convention_indicator(c.definition->convention, "3.3-b");
    ((Figure *)c.same->pdata[0])->indicator = now->indicator;
    ((Figure *)c.then->pdata[0])->indicator = now->indicator;
    g_free(now->value);
    now->value = g_strdup("21");
    g_free(((FigureSource *)now->sources->pdata[1])->value);
    ((FigureSource *)now->sources->pdata[1])->value = g_strdup("1");
    expect(&c, 5, "3.3-b 20 → 21; 1 new 1 C1");
    case_clear(&c);
}

/* Hidden then and now: nobody may know that it changed.  Hidden once: it is said, without number.
 */
static void
test_masked(void)
{
    Case c;
    case_init(&c);
    Figure *then = add(&c, c.then, "3.3-a", "", "3", NULL);
    add(&c, c.same, "3.3-a", "", "3", "a:P1:3");
    Figure *now = add(&c, c.now, "3.3-a", "", "30", "a:P1:3 d:C1:27");
    came(&c, "d", CHANGE_NEW, "D");
    then->masked = TRUE;
    expect(&c, 5, "3.3-a 3 → 30; 1 new 27 C1; masked; no amounts");
    now->masked = TRUE;
    expect(&c, 5, "");
    then->masked = FALSE;
    expect(&c, 5, "3.3-a 3 → 30; 1 new 27 C1; masked; no amounts");
    case_clear(&c);
}

/* A meeting displaces the one before it, which still stands: 40 - 40 + 30. */
static void
test_displaced(void)
{
    Case c;
    case_init(&c);
    add(&c, c.then, "4-b", "", "40", NULL);
    add(&c, c.same, "4-b", "", "40", "jan:USH:40");
    add(&c, c.now, "4-b", "", "30", "may:USH:30");
    came(&c, "may", CHANGE_LATE, "MAY");
    expect(&c, 5, "4-b 40 → 30; 1 late -10 USH");
    /* Also when it says nothing itself. */
    Figure *now = c.now->pdata[0];
    g_ptr_array_set_size(now->sources, 0);
    g_free(now->value);
    now->value = g_strdup("0");
    expect(&c, 5, "4-b 40 → 0; 1 new -40 USH");
    case_clear(&c);
}

/* Diplomas declared by two academies are one: forms are counted, amounts are not. */
static void
test_not_additive(void)
{
    Case c;
    case_init(&c);
    add(&c, c.then, "5-b", "", "2", NULL);
    add(&c, c.same, "5-b", "", "2", "a:CRETEIL:3");
    add(&c, c.now, "5-b", "", "3", "a:CRETEIL:3 d:PARIS:2");
    came(&c, "d", CHANGE_NEW, "D");
    expect(&c, 5, "5-b 2 → 3; 1 new 2 PARIS; no amounts");
    case_clear(&c);
}

/* A figure that the edition had and that is no more, and one that it hadn't. */
static void
test_gone_and_come(void)
{
    Case c;
    case_init(&c);
    add(&c, c.then, "3.2-b", "", "12", NULL);
    add(&c, c.then, "3.2-b", "diplome=GI", "12", NULL);
    add(&c, c.same, "3.2-b", "", "12", "a:P1:12");
    add(&c, c.same, "3.2-b", "diplome=GI", "12", "a:P1:12");
    add(&c, c.now, "3.2-b", "", "12", "a2:P1:12");
    add(&c, c.now, "3.2-b", "diplome=PI", "12", "a2:P1:12");
    came(&c, "a", CHANGE_CORRECTION, "A");
    came(&c, "a2", CHANGE_CORRECTION, "A");
    expect(&c, 5,
           "3.2-b diplome=PI nothing → 12; 1 correction 12 P1\n"
           "3.2-b diplome=GI 12 → nothing; 1 correction -12 P1");
    case_clear(&c);
}

/* What is never added (offers, by kind of sender) had no figure as long as nobody gave any. */
static void
test_never_added(void)
{
    Case c;
    case_init(&c);
    add(&c, c.now, "3.4-c", "kind=ush", "146", "d:USH:146");
    came(&c, "d", CHANGE_NEW, "D");
    expect(&c, 5, "3.4-c kind=ush nothing → 146; 1 new 146 USH");
    add(&c, c.same, "3.4-c", "kind=ush", "100", "d:USH:100");
    expect(&c, 5, "3.4-c kind=ush nothing → 146; 1 new 46 USH; 0 definition 100; added");
    case_clear(&c);
}

/* A sum that became a ratio: neither a difference nor parts of it. */
static void
test_unlike(void)
{
    Case c;
    case_init(&c);
    add(&c, c.then, "3.2-a", "", "30", NULL);
    add(&c, c.same, "3.2-a", "", "50 30/60", "a:P1:30/60");
    add(&c, c.now, "3.2-a", "", "50 30/60", "a:P1:30/60");
    expect(&c, 5, "3.2-a 30 → 50; 0 definition 0/60; no amounts");
    case_clear(&c);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/change/causes", test_causes);
    g_test_add_func("/change/definition", test_definition);
    g_test_add_func("/change/same", test_same);
    g_test_add_func("/change/ratio", test_ratio);
    g_test_add_func("/change/small", test_small);
    g_test_add_func("/change/masked", test_masked);
    g_test_add_func("/change/displaced", test_displaced);
    g_test_add_func("/change/not-additive", test_not_additive);
    g_test_add_func("/change/gone-and-come", test_gone_and_come);
    g_test_add_func("/change/never-added", test_never_added);
    g_test_add_func("/change/unlike", test_unlike);
    return g_test_run();
}
