/* SPDX-License-Identifier: Apache-2.0
 *
 * explain.c - the forms behind a figure, and those left out.
 */
#include "commands/explain.h"

#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "publish/publish.h"
#include <stdio.h>

typedef struct {
    const char *indicator;
    char *period;
    char **scopes, **pairs;
    gboolean confidential, json;
} Question;

static void
question_clear(Question *question)
{
    g_free(question->period);
    g_strfreev(question->scopes);
    g_strfreev(question->pairs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Question, question_clear)

/* By the definition in force in the period that was asked for. */
static gboolean
is_computed(const Definition *definition, const Question *question)
{
    const Convention *own = definition_during(definition, question->period)->convention;
    Period period;
    return !question->period || !period_parse(question->period, own->calendar, &period) ||
           convention_indicator(own, question->indicator);
}

/* What is asked exists; else the usage says what does. */
static gboolean
question_known(const Question *question, Register *reg, const Definition *definition, int *status)
{
    const Convention *convention = definition_during(definition, question->period)->convention;
    const Indicator *indicator =
        definition_indicator(definition, question->indicator, question->period);
    g_autofree char *wrong = NULL;
    if (!indicator) {
        g_autofree char *known = explain_indicators(definition);
        *status = command_usage("explain", _("the convention has no indicator %s; it has %s"),
                                question->indicator, known);
    } else if (g_strcmp0(question->period, PERIOD_TERM) != 0 &&
               !command_period_known(definition->convention, question->period)) {
        g_autofree char *known = explain_periods(reg, definition, indicator);
        *status = command_usage("explain",
                                _("%s is no period of the convention; there are figures of %s"),
                                question->period, known);
    } else if (!is_computed(definition, question)) {
        g_autofree char *known = explain_periods(reg, definition, indicator);
        *status = command_usage("explain", _("%s is no indicator of %s; there are figures of %s"),
                                question->indicator, question->period, known);
    } else if (!explain_half_known(convention, indicator, question->period, &wrong)) {
        *status = command_usage("explain", "%s", wrong);
    } else if (!explain_scope_known(convention, indicator, question->pairs, &wrong)) {
        *status = command_usage("explain", "%s", wrong);
    } else {
        return TRUE;
    }
    return FALSE;
}

static gboolean
explain(const Question *question, Register *reg, const Definition *definition, GError **error)
{
    static const char *const whole[] = {NULL};
    g_autofree char *latest = figures_latest_year(reg, definition, NULL);
    FigureQuery query = {.period = question->period ? question->period : latest,
                         .indicator = question->indicator,
                         .sources = TRUE};
    /* Of all scopes there would be ten times as many forms. */
    if (!*question->pairs &&
        !definition_indicator(definition, query.indicator, query.period)->never_added)
        query.scope = whole;
    if (!register_hold(reg, error))
        return FALSE;
    g_autoptr(GPtrArray) figures =
        publish_figures(reg, definition, &query, question->confidential, error);
    if (!figures)
        return FALSE;
    explain_choose(figures, question->pairs);
    g_autoptr(GPtrArray) traces =
        figures_trace(reg, definition, figures, question->confidential, error);
    if (!traces || !register_release(reg, error))
        return FALSE;
    if (figures->len == 0)
        fprintf(stderr, "copil explain%s%s\n", _(": "),
                _("nothing was received for such a figure"));
    if (question->json) {
        g_autofree char *text = traces_json(definition->convention, traces);
        fputs(text, stdout);
    } else {
        explain_print(definition, traces);
    }
    return TRUE;
}

int
command_explain(int argc, char **argv)
{
    g_auto(Question) question = {0};
    const GOptionEntry entries[] = {
        {"period", 0, 0, G_OPTION_ARG_STRING, &question.period, N_("A year, a half or term"), "P"},
        {"scope", 0, 0, G_OPTION_ARG_STRING_ARRAY, &question.scopes, N_("One item of a list"),
         N_("LIST=ITEM")},
        {"confidential", 0, 0, G_OPTION_ARG_NONE, &question.confidential,
         N_("Show small counts and texts: not to be published"), NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &question.json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("explain", entries, &argc, &argv, &status))
        return status;
    question.pairs = explain_scope(question.scopes);
    if (argc != 3 || !question.pairs)
        return command_usage("explain", "%s",
                             _("one REGISTER and one INDICATOR are needed; --scope LIST=ITEM"));
    question.indicator = argv[2];
    GError *error = NULL;
    g_autoptr(Register) reg = register_open(argv[1], REGISTER_READ, &error);
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    if (!definition)
        return command_fail(error);
    if (!question_known(&question, reg, definition, &status))
        return status;
    return explain(&question, reg, definition, &error) ? STATUS_DONE : command_fail(error);
}
