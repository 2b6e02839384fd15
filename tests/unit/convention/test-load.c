/* SPDX-License-Identifier: Apache-2.0
 *
 * Loading a convention: every value of a small one, and the definitions that ship with the program.
 */
#include "support.h"

#define THIN "\u202F"
#define HARD "\u00A0"

static void
test_head(void)
{
    g_autoptr(Convention) c = small_convention();
    g_assert_cmpstr(c->id, ==, "jardins-2013");
    g_assert_cmpstr(c->prefix, ==, "JA");
    g_assert_cmpstr(c->namespace_uri, ==, "urn:copil:jardins-2013");
    g_assert_cmpint(c->calendar, ==, CALENDAR_SCHOOL);
    g_assert_cmpstr(c->title, ==, "Convention des jardins d’école");
    g_assert_cmpstr(c->objective, ==, "Faire pousser des légumes" THIN ": pour tous.");
    g_assert_cmpstr(c->start, ==, "2013-09-01");
    g_assert_cmpstr(c->end, ==, "2015-08-31");
    g_assert_cmpstr(c->start_note, ==, "Date supposée.");
    g_assert_cmpint(c->originals, ==, 2);
    g_assert_cmpstr(c->signed_at, ==, "Paris");
    g_assert_cmpstr(c->signed_on, ==, "2013-06-30");
    g_assert_cmpint(c->meetings_per_year, ==, 2);
    g_assert_cmpstr(c->first_meeting_before, ==, "2014-03-01");
    g_assert_cmpstr(c->notice_before, ==, "2015-04-30");
    g_assert_cmpuint(c->mask_below, ==, 5);
    g_assert_cmpstr(c->no_names, ==, "Ne nommez aucun élève.");
    g_assert_cmpstr(c->personal_data, ==, "Vos droits" THIN ": écrivez au secrétariat.");
}

static void
test_people(void)
{
    g_autoptr(Convention) c = small_convention();
    g_assert_cmpuint(c->groups->len, ==, 2);
    const CommitteeGroup *group = g_ptr_array_index(c->groups, 0);
    g_assert_cmpstr(group->name, ==, "Les villes");
    g_assert_cmpuint(g_strv_length(group->seats), ==, 2);
    g_assert_cmpstr(group->seats[1], ==, "Un adjoint");
    const Party *party = g_ptr_array_index(c->parties, 0);
    g_assert_cmpstr(party->name, ==, "La Ville d'Exemple"); /* verbatim */
    g_assert_cmpstr(party->sigle, ==, "VE");
    const Party *school = g_ptr_array_index(c->parties, 1);
    g_assert_null(school->sigle);
    const Signatory *signatory = g_ptr_array_index(c->signatories, 0);
    g_assert_cmpstr(signatory->delegate, ==, "Luc MODÈLE");
    g_assert_cmpuint(g_strv_length(signatory->delegation), ==, 2);
    g_assert_cmpstr(signatory->delegation[0], ==, "Pour le Maire,");
    const Article *article = g_ptr_array_index(c->articles, 1);
    g_assert_cmpstr(article->number, ==, "2");
    g_assert_cmpstr(article->note, ==, "Sans fiche.");
}

static void
test_lists(void)
{
    g_autoptr(Convention) c = small_convention();
    g_assert_cmpint(convention_kind(c, "school")->identifier, ==, TYPE_UAI);
    g_assert_cmpint(convention_kind(c, "shop")->identifier, ==, TYPE_SIRET);
    g_assert_cmpint(convention_kind(c, "ville")->identifier, ==, TYPE_TEXT);
    g_assert_null(convention_kind(c, "mairie"));
    g_assert_null(convention_kind(c, NULL));
    g_assert_true(c->territory == convention_list(c, "quartier"));
    const Item *north = list_item(c->territory, "NORD");
    g_assert_cmpstr(north->official, ==, "01");
    g_assert_cmpstr(north->aliases[0], ==, "le Nord");
    g_assert_null(north->kinds);
    g_assert_cmpstr(list_item(c->territory, "TOUT")->kinds[1], ==, "ville");
    const CodeList *vegetables = convention_list(c, "legume");
    g_assert_cmpstr(list_item(vegetables, "POIS")->successor, ==, "FEVE");
    g_assert_cmpstr(list_item(vegetables, "POIS")->to, ==, "2014-08-31");
    g_assert_cmpstr(list_item(vegetables, "FEVE")->from, ==, "2014-09-01");
    g_assert_null(list_item(vegetables, "pois"));
    g_assert_true(c->parts == convention_list(c, "sexe"));
    g_assert_cmpstr(c->parts->heading, ==, "Filles et garçons");
    g_assert_cmpstr(c->parts->note, ==, "\"Sexe\"\u202F: compté.");
    g_assert_null(vegetables->heading);
    g_assert_null(vegetables->note);
}

static void
test_candidates(void)
{
    g_autoptr(Convention) c = small_convention();
    const char *const *const *places = list_candidates(c->territory);
    g_assert_cmpstr(places[0][0], ==, "NORD");
    g_assert_cmpstr(places[0][1], ==, "Quartier nord");
    g_assert_cmpstr(places[0][2], ==, "le Nord");
    g_assert_null(places[0][3]);
    g_assert_cmpstr(places[2][0], ==, "TOUT");
    g_assert_null(places[2][2]);
    g_assert_null(places[3]);
    g_free((gpointer)places);
    const char *const *const *vegetables = list_candidates(convention_list(c, "legume"));
    g_assert_cmpstr(vegetables[0][2], ==, "Pois");
    g_assert_null(vegetables[0][3]);
    g_free((gpointer)vegetables);
}

static void
test_fields(void)
{
    g_autoptr(Convention) c = small_convention();
    const Sheet *sheet = convention_sheet(c, "1.1");
    static const char *const order[] = {"01", "02", "03", "04", "05", "06", "07", "10", "11",
                                        "12", "13", "20", "21", "30", "31", "90", NULL};
    for (guint i = 0; i < sheet->fields->len; i++)
        g_assert_cmpstr(((Field *)g_ptr_array_index(sheet->fields, i))->code, ==, order[i]);
    g_assert_cmpuint(sheet->fields->len, ==, g_strv_length((char **)order));

    const Field *period = sheet_field_by_role(sheet, ROLE_PERIOD);
    g_assert_cmpstr(period->printed, ==, "JA11-04");
    g_assert_true(period->sheet == sheet);
    g_assert_true(field_filled_by(period, "shop"));
    g_assert_null(sheet_field_by_role(sheet, ROLE_ANSWER));
    const Field *grid = sheet_field_by_code(sheet, "10");
    g_assert_cmpstr(grid->name, ==, "recoltes");
    g_assert_true(grid->list == convention_list(c, "legume"));
    g_assert_true(field_filled_by(grid, "school"));
    g_assert_false(field_filled_by(grid, "shop"));
    const Column *girls = field_column(grid, "eleves_filles");
    g_assert_true(girls->part_of == field_column(grid, "eleves"));
    g_assert_false(girls->required);
    g_assert_true(girls->people);
    const Column *weight = field_column(grid, "poids");
    g_assert_cmpint(weight->type, ==, TYPE_DECIMAL);
    g_assert_cmpint(weight->min, ==, 5000);
    g_assert_cmpint(weight->max, ==, 10000000);
    g_assert_cmpstr(weight->help, ==, "Pesé sec.");
    const Field *seeds = sheet_field(sheet, "graines");
    g_assert_cmpint(seeds->min, ==, G_MININT64);
    g_assert_cmpint(seeds->max, ==, 5000000);
    g_assert_null(seeds->columns);
    g_assert_null(field_column(seeds, "eleves"));
    g_assert_null(sheet_field(sheet, "visites"));
}

static void
test_sheets(void)
{
    g_autoptr(Convention) c = small_convention();
    g_assert_cmpuint(c->sheets->len, ==, 4);
    const Sheet *harvest = convention_sheet(c, "1.1");
    g_assert_cmpstr(harvest->prefix, ==, "JA11");
    g_assert_cmpstr(harvest->title, ==, "Récoltes de l’année");
    g_assert_cmpstr(harvest->adopted, ==, "2013-09-01");
    g_assert_cmpint(harvest->due_day, ==, 31);
    g_assert_cmpint(harvest->due_month, ==, 10);
    g_assert_true(sheet_filled_by(harvest, "shop"));
    g_assert_false(sheet_filled_by(harvest, "ville"));
    const Printed *printed = g_ptr_array_index(harvest->printed, 0);
    g_assert_cmpstr(printed->title, ==, "Objectifs");
    g_assert_cmpstr(printed->text, ==, "Récolter beaucoup : \"verbatim\".");
    g_assert_cmpint(printed->quoted, ==, QUOTED_AS_LEAD);
    g_assert_null(convention_sheet(c, "2")->adopted);
    const Sheet *market = convention_sheet(c, "3");
    g_assert_cmpint(market->per, ==, PER_EVENT);
    g_assert_true(market->event_key == sheet_field(market, "jour"));
    g_assert_true(market->joint);
    g_assert_cmpstr(market->joint_keys[1], ==, "lieu");
    g_assert_cmpint(market->expected_min, ==, 1);
    g_assert_cmpint(market->expected_max, ==, 2);
    g_assert_true(market->expected_over_term);
    g_assert_cmpint(convention_sheet(c, "4")->per, ==, PER_HALF);
    g_assert_null(convention_sheet(c, "9"));
}

static void
test_rules(void)
{
    g_autoptr(Convention) c = small_convention();
    const Sheet *sheet = convention_sheet(c, "1.1");
    const Rule *girls = g_ptr_array_index(sheet->rules, 0);
    g_assert_cmpstr(girls->each, ==, "f:recoltes/f:ligne");
    g_assert_cmpstr(girls->test, ==, "f:eleves_filles <= f:eleves");
    g_assert_cmpuint(g_strv_length(girls->operands), ==, 2);
    g_assert_cmpstr(girls->field->name, ==, "recoltes");
    g_assert_cmpstr(girls->column->name, ==, "eleves_filles");
    g_assert_cmpstr(girls->message, ==,
                    "Les filles ({f:eleves_filles}) sont plus nombreuses que les élèves "
                    "({f:eleves})" THIN ": vérifiez.");
    const Rule *tools = g_ptr_array_index(sheet->rules, 1);
    g_assert_null(tools->each);
    g_assert_null(tools->column);
    g_assert_cmpint(tools->severity, ==, SEVERITY_WARNING);
    const CrossCheck *check = g_ptr_array_index(convention_sheet(c, "2")->cross_checks, 0);
    g_assert_cmpstr(check->id, ==, "2-c1");
    g_assert_cmpstr(check->field.column->name, ==, "eleves");
    g_assert_true(check->at_most.field->sheet == sheet);
    g_assert_cmpstr(check->message, ==,
                    "Les visiteurs ({value}) dépassent les élèves ({other})" THIN ": vérifiez.");
}

static void
test_indicators(void)
{
    g_autoptr(Convention) c = small_convention();
    const Sheet *sheet = convention_sheet(c, "1.1");
    const Indicator *first = g_ptr_array_index(sheet->indicators, 0);
    const Indicator *last = g_ptr_array_index(sheet->indicators, sheet->indicators->len - 1);
    g_assert_cmpstr(first->id, ==, "1.1-a"); /* retained before complements */
    g_assert_cmpstr(last->id, ==, "1.1-x");
    g_assert_false(last->retained);
    g_assert_cmpstr(first->unit, ==, "kg");
    g_assert_cmpstr(first->note, ==, "Note" THIN ": sec.");
    g_assert_cmpstr(first->half_note, ==, "Deux semestres.");
    g_assert_cmpstr(first->target_min, ==, "100");
    g_assert_cmpstr(first->target_max, ==, "200.5");
    g_assert_null(first->denominator);
    const Breakdown *crossed = g_ptr_array_index(first->breakdowns, 0);
    g_assert_cmpstr(crossed->by[1], ==, "quartier");
    g_assert_true(crossed->numerator == first->numerator);

    const Indicator *ratio = convention_indicator(c, "1.1-b");
    const Operand *over = g_ptr_array_index(ratio->denominator, 0);
    g_assert_true(over->field->sheet == convention_sheet(c, "2"));
    g_assert_cmpstr(over->column->name, ==, "eleves");
    const Breakdown *own = g_ptr_array_index(ratio->breakdowns, 1);
    g_assert_cmpstr(((Operand *)g_ptr_array_index(own->numerator, 0))->column->name, ==, "poids");
    g_assert_cmpint(convention_indicator(c, "1.1-d")->aggregation, ==, AGGREGATE_COUNT);
    g_assert_cmpuint(convention_indicator(c, "1.1-d")->numerator->len, ==, 0);
    g_assert_cmpstr(convention_indicator(c, "1.1-h")->target_date, ==, "2014-04-01");
    g_assert_true(convention_indicator(c, "1.1-i")->never_added);
    g_assert_null(convention_indicator(c, "1.1-z"));
}

/* What the small convention has not, the second of those that ship has. */
static void
test_partners(void)
{
    g_autofree char *text = data_text("forms/emplois-avenir-2012/convention.xml");
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) mistakes = mistakes_new();
    g_autoptr(Convention) c = convention_load(bytes, "convention.xml", mistakes);
    g_assert_nonnull(c);
    g_assert_null(c->end);
    const Sheet *job = convention_sheet(c, "1");
    g_assert_true(job->joint);
    g_assert_true(job->partner == sheet_field(job, "partenaire"));
    g_assert_cmpstr(job->prevails, ==, "regie");
    g_assert_null(convention_sheet(c, "2")->partner);
    g_assert_true(sheet_choice(job, "situation") == sheet_field(job, "situation"));
    g_assert_null(sheet_choice(job, "metier"));
    g_assert_null(convention_indicator(c, "1-a")->only);
    const Indicator *only = convention_indicator(c, "1-c");
    g_assert_true(only->only == sheet_field(job, "situation"));
    g_assert_cmpstr(only->only_item->code, ==, "INTEGRE");

    const Item *north = list_item(c->territory, "32");
    g_assert_true(g_strv_contains((const char *const *)north->former, "Picardie"));
    g_assert_false(g_strv_contains((const char *const *)north->aliases, "Picardie"));
    g_autofree gpointer candidates = (gpointer)list_candidates(c->territory);
    g_auto(Typed) typed = typing_read_choice("picardie", candidates, c->territory->items->len);
    g_assert_cmpint(typed.state, ==, TYPED_OK);
    g_assert_cmpstr(typed.canonical, ==, "32");
}

/* What ships with the program is without mistake, all three files. */
/* What is doubted, what is added before it is compared, over what a target is reached: as said, and
 * as meant where nothing is. */
static void
test_series(void)
{
    g_autofree char *text = data_text("tests/data/series/convention.xml");
    g_auto(GStrv) halves = g_strsplit(text, "<indicator id=\"1-a\"", 2);
    g_autofree char *whole = g_strconcat(
        halves[0],
        "<plausible of=\"visites effectifs.recus\" own-factor=\"2.5\" own-least=\"2\""
        " peer-fence=\"1.5\" peer-least=\"5\" at-least=\"0\"/>"
        "<plausible of=\"note\" peer-fence=\"3\" at-least=\"10\"/>"
        "<cross-check id=\"1-c1\" severity=\"note\" field=\"effectifs.recus\""
        " at-most=\"2:sorties\" sum=\"true\">{value}</cross-check><indicator id=\"1-a\"",
        halves[1], NULL);
    g_autoptr(GBytes) bytes = g_bytes_new_static(whole, strlen(whole));
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    g_autoptr(Convention) c = convention_load(bytes, "series.xml", mistakes);
    g_assert_nonnull(c);
    const Sheet *sheet = convention_sheet(c, "1");
    const Plausible *first = g_ptr_array_index(sheet->plausible, 0);
    const Plausible *second = g_ptr_array_index(sheet->plausible, 1);
    g_assert_cmpuint(first->of->len, ==, 2);
    g_assert_cmpstr(((Operand *)g_ptr_array_index(first->of, 1))->column->name, ==, "recus");
    g_assert_cmpint(first->own_factor, ==, 25000);
    g_assert_cmpuint(first->own_least, ==, 2);
    g_assert_cmpint(first->peer_fence, ==, 15000);
    g_assert_cmpuint(first->peer_least, ==, 5);
    g_assert_cmpint(first->at_least, ==, 0);
    g_assert_cmpint(second->own_factor, ==, 0);
    g_assert_cmpuint(second->peer_least, ==, 8);
    g_assert_cmpint(second->at_least, ==, 100000);
    g_assert_true(((CrossCheck *)g_ptr_array_index(sheet->cross_checks, 0))->sum);
    g_assert_true(convention_indicator(c, "1-a")->target_over_period);
    g_assert_false(convention_indicator(c, "1-c")->target_over_period);
}

static void
test_shipped(void)
{
    g_autofree char *path = data_path("forms");
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(path, 0, &error);
    g_assert_no_error(error);
    const char *name;
    guint count = 0;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *folder = g_build_filename(path, name, NULL);
        g_autoptr(GPtrArray) mistakes = mistakes_new();
        g_autoptr(Definition) definition = definition_read(folder, mistakes, &error);
        g_assert_no_error(error);
        g_autofree char *said = mistakes_text(mistakes);
        g_assert_cmpstr(said, ==, "");
        g_assert_nonnull(definition);
        count++;
    }
    g_assert_cmpuint(count, >, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/convention/load/head", test_head);
    g_test_add_func("/convention/load/people", test_people);
    g_test_add_func("/convention/load/lists", test_lists);
    g_test_add_func("/convention/load/candidates", test_candidates);
    g_test_add_func("/convention/load/fields", test_fields);
    g_test_add_func("/convention/load/sheets", test_sheets);
    g_test_add_func("/convention/load/rules", test_rules);
    g_test_add_func("/convention/load/indicators", test_indicators);
    g_test_add_func("/convention/load/partners", test_partners);
    g_test_add_func("/convention/load/series", test_series);
    g_test_add_func("/convention/load/shipped", test_shipped);
    return g_test_run();
}
