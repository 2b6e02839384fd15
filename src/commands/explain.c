/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "figures/figures.h"
#include <stdio.h>
#include <string.h>

/* What is typed for the scope, and what it means: "academie=CRETEIL (Créteil)". */
static void
print_scope(const Convention *convention, const Figure *figure)
{
    for (char **pair = figure->scope; *pair; pair += 2) {
        const CodeList *list = convention_list(convention, pair[0]);
        const Item *item = list ? list_item(list, pair[1]) : NULL;
        const Kind *kind = list ? NULL : convention_kind(convention, pair[1]);
        const char *label = item ? item->label : kind ? kind->label : NULL;
        printf(", %s=%s", pair[0], pair[1]);
        if (label)
            printf(" (%s)", label);
    }
}

static void
print_value(const Figure *figure)
{
    guint decimals = figure->value ? value_decimals(figure->indicator, figure->value) : 0;
    g_autofree char *value = figure->value ? number_words(figure->value, decimals) : NULL;
    printf("%s%s", _(": "),
           figure->masked ? _("masked (small counts of people)")
           : value        ? value
                          : _("not provided"));
    if (value && figure->indicator->unit)
        printf("\u00a0%s", figure->indicator->unit);
    if (!figure->numerator || !figure->denominator)
        return;
    g_autofree char *numerator = number_words(figure->numerator, 0);
    g_autofree char *denominator = number_words(figure->denominator, 0);
    printf(" (%s / %s)", numerator, denominator);
}

static void
print_figure(const Definition *definition, const Figure *figure)
{
    printf("%s  %s\n", figure->indicator->id, figure->indicator->label);
    printf("  %s", figure->period);
    print_scope(definition->convention, figure);
    print_value(figure);
    printf("\n  ");
    printf(ngettext("%u respondent out of %u", "%u respondents out of %u", figure->respondents),
           figure->respondents, figure->expected);
    putchar('\n');
    for (guint i = 0; i < figure->sources->len; i++) {
        const FigureSource *source = figure->sources->pdata[i];
        const Participant *who = participants_find(definition->participants, source->organisation);
        printf("    %-14s  %-12s  %s  %.16s…  %s\n", source->organisation,
               source->value ? source->value : "s", source->submission, source->original,
               who ? who->name : "");
    }
}

/* "academie=CRETEIL" → pairs; NULL when it isn't of that shape (transfer full). */
static char **
parse_scope(char **scopes)
{
    GStrvBuilder *builder = g_strv_builder_new();
    gboolean ok = TRUE;
    for (char **scope = scopes; scope && *scope; scope++) {
        g_auto(GStrv) pair = g_strsplit(*scope, "=", 2);
        ok = ok && pair[0] && pair[1] && *pair[1];
        if (ok)
            g_strv_builder_addv(builder, (const char **)pair);
    }
    char **pairs = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    if (!ok)
        g_clear_pointer(&pairs, g_strfreev);
    return pairs;
}

/* TRUE when PAIRS can be asked for: items of lists, or kind of sender. */
static gboolean
scope_known(const Convention *convention, char **pairs)
{
    for (; *pairs; pairs += 2) {
        const CodeList *list = convention_list(convention, pairs[0]);
        gboolean known =
            list ? list_item(list, pairs[1]) != NULL
                 : strcmp(pairs[0], "kind") == 0 && convention_kind(convention, pairs[1]);
        if (!known)
            return FALSE;
    }
    return TRUE;
}

/* The same pairs, in whatever order they were typed. */
static gboolean
scope_is(char **scope, char **pairs)
{
    if (g_strv_length(scope) != g_strv_length(pairs))
        return FALSE;
    for (; *scope; scope += 2) {
        char **pair = pairs;
        while (*pair && (strcmp(pair[0], scope[0]) != 0 || strcmp(pair[1], scope[1]) != 0))
            pair += 2;
        if (!*pair)
            return FALSE;
    }
    return TRUE;
}

/* Keeps the figures of the scope asked for.  Where none was, the whole; and all scopes of an
 * indicator that has no whole. */
static void
choose_scope(GPtrArray *figures, char **pairs)
{
    gboolean found = FALSE;
    for (guint i = 0; i < figures->len; i++)
        found = found || scope_is(((const Figure *)figures->pdata[i])->scope, pairs);
    if (!found && !*pairs)
        return;
    for (guint i = figures->len; i-- > 0;) {
        if (!scope_is(((const Figure *)figures->pdata[i])->scope, pairs))
            g_ptr_array_remove_index(figures, i);
    }
}

static void
print_figures(const Definition *definition, const GPtrArray *figures, gboolean json)
{
    if (json) {
        g_autofree char *text = figures_json(definition->convention, figures);
        fputs(text, stdout);
        return;
    }
    for (guint i = 0; i < figures->len; i++)
        print_figure(definition, figures->pdata[i]);
}

int
command_explain(int argc, char **argv)
{
    g_autofree char *period = NULL;
    g_auto(GStrv) scopes = NULL;
    gboolean confidential = FALSE, json = FALSE;
    const GOptionEntry entries[] = {
        {"period", 0, 0, G_OPTION_ARG_STRING, &period, N_("A year, a half or term"), "P"},
        {"scope", 0, 0, G_OPTION_ARG_STRING_ARRAY, &scopes, N_("One item of a list"), "K=V"},
        {"confidential", 0, 0, G_OPTION_ARG_NONE, &confidential,
         N_("Show small counts of people: not to be published"), NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("explain", entries, &argc, &argv, &status))
        return status;
    g_auto(GStrv) pairs = parse_scope(scopes);
    if (argc != 3 || !pairs)
        return command_usage("explain", "%s",
                             _("one REGISTER and one INDICATOR are needed; --scope LIST=ITEM"));
    GError *error = NULL;
    g_autoptr(Register) reg = register_open(argv[1], REGISTER_READ, &error);
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    if (!definition)
        return command_fail(error);
    if (!convention_indicator(definition->convention, argv[2]))
        return command_usage("explain", _("the convention has no indicator %s"), argv[2]);
    if (g_strcmp0(period, "term") != 0 && !command_period_known(definition->convention, period))
        return command_usage("explain", _("%s is no period of the convention"), period);
    if (!scope_known(definition->convention, pairs))
        return command_usage("explain", "%s", _("--scope names a list of codes and an item of it"));
    g_autofree char *latest = figures_latest_year(reg, definition, NULL);
    const FigureQuery query = {
        .period = period ? period : latest, .indicator = argv[2], .confidential = confidential};
    g_autoptr(GPtrArray) figures = figures_compute(reg, definition, &query, &error);
    if (!figures)
        return command_fail(error);
    choose_scope(figures, pairs);
    if (figures->len == 0)
        fprintf(stderr, "copil explain%s%s\n", _(": "),
                _("nothing was received for such a figure"));
    print_figures(definition, figures, json);
    return STATUS_DONE;
}
