/* SPDX-License-Identifier: Apache-2.0
 *
 * act-target.c - what a clerk means by a few words: each is known by what it is.
 */
#include "base/i18n.h"
#include "base/text.h"
#include "register/act-covers.h"
#include "register/definitions.h"
#include "register/sql.h"
#include <string.h>

typedef struct {
    const char *sheet; /* id, or "*" */
    char *period;
    const Participant *who;
} Words;

static gboolean fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean
fail(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error_literal(error, REGISTER_ERROR, REGISTER_ERROR_USAGE, message);
    return FALSE;
}

/* Takes WORD for what it is: FALSE with ERROR when it is nothing that there is, or a second one of
 * its kind. */
static gboolean
take_word(const Definition *definition, const char *word, Words *words, GError **error)
{
    const Sheet *sheet = definition_sheet(definition, word, NULL);
    const Participant *who = participants_find_typed(definition->participants, word);
    Period period;
    gboolean every = strcmp(word, "*") == 0;
    gboolean timely = period_parse(word, definition->convention->calendar, &period) &&
                      convention_in_term(definition->convention, period);
    if (!words->sheet && (sheet || every))
        words->sheet = sheet ? sheet->id : "*";
    else if (!words->period && timely)
        words->period = period_text(period);
    else if (!words->who && who)
        words->who = who;
    else if (timely)
        return fail(error, _("one period at a time: %s and %s are two"), words->period, word);
    else if (sheet || every || who)
        return fail(error, _("%s is one too many"), word);
    else
        return fail(error, _("%s is no sheet, period or organisation of the convention"), word);
    return TRUE;
}

static gboolean
take_words(const Definition *definition, const char *text, Words *words, GError **error)
{
    g_auto(GStrv) each = g_strsplit_set(text, " ,\t\n", -1);
    for (char **word = each; *word; word++) {
        if (**word && !take_word(definition, *word, words, error))
            return FALSE;
    }
    return TRUE;
}

static char *
expectation_target(const Definition *definition, const Words *words, GError **error)
{
    if (!words->sheet || !words->period || !words->who) {
        fail(error, "%s", _("a sheet (or \"*\" for all), a period and an organisation are needed"));
        return NULL;
    }
    g_autofree char *target = g_strjoin(" ", words->sheet, words->period, words->who->id, NULL);
    g_autoptr(GPtrArray) things = act_covered(definition, ACT_EXPECTATION, target);
    if (things->len)
        return g_steal_pointer(&target);
    fail(error, _("no such form is expected: %s, %s"), words->who->name, words->period);
    return NULL;
}

static char *
period_target(const Definition *definition, const Words *words, GError **error)
{
    if (!words->period || words->sheet || words->who) {
        fail(error, "%s", _("a period is needed, and nothing else: 2013-2014 or 2013-2014-S1"));
        return NULL;
    }
    g_autoptr(GPtrArray) things = act_covered(definition, ACT_PERIOD, words->period);
    if (things->len)
        return g_strdup(words->period);
    fail(error, _("no sheet is filled for %s"), words->period);
    return NULL;
}

/* The id of a submission in the register; NULL without ERROR when there is none. */
static char *
submission_target(Register *reg, const char *word, GError **error)
{
    g_autofree char *id = text_id(word);
    const SubmissionFilter filter = {.id = id};
    g_autoptr(GPtrArray) found = register_submissions(reg, &filter, error);
    return found && found->len ? g_steal_pointer(&id) : NULL;
}

static char *
known_target(Register *reg, const Definition *definition, const char *word, GError **error)
{
    GError *failure = NULL;
    const Participant *who = participants_find_typed(definition->participants, word);
    if (who)
        return g_strdup(who->id);
    char *id = submission_target(reg, word, &failure);
    if (!id && !failure)
        id = register_find_message(reg, word, &failure);
    if (!id && g_error_matches(failure, REGISTER_ERROR, REGISTER_ERROR_USAGE)) {
        g_clear_error(&failure);
        fail(error, _("the register knows no organisation, submission or message %s"), word);
    } else if (!id) {
        g_propagate_error(error, failure);
    }
    return id;
}

/* A submission or, where it may be one, a MESSAGE. */
static char *
received_target(Register *reg, const char *word, gboolean message, GError **error)
{
    GError *failure = NULL;
    char *id = submission_target(reg, word, &failure);
    if (!id && !failure && message)
        id = register_find_message(reg, word, &failure);
    else if (!id && !failure)
        fail(&failure, _("%s is no submission of the register"), word);
    if (!id)
        g_propagate_error(error, failure);
    return id;
}

/* A message, or that of a submission. */
static char *
message_target(Register *reg, const char *word, GError **error)
{
    g_autofree char *id = received_target(reg, word, TRUE, error);
    const SubmissionFilter filter = {.id = id};
    g_autoptr(GPtrArray) found = id ? register_submissions(reg, &filter, error) : NULL;
    if (!found)
        return NULL;
    return found->len ? g_strdup(((const Submission *)found->pdata[0])->message)
                      : g_steal_pointer(&id);
}

/* ---- signatures ---- */

/* WORD without the name of what it is, where it has one: "edition:3". */
static const char *
without_label(const char *word)
{
    const char *colon = strchr(word, ':');
    return colon ? colon + 1 : word;
}

/* The edition's number and the signatory's id, each known by what it is, in WORDS. */
static gboolean
take_signature(char **words, gint64 *edition, const char **signatory)
{
    *edition = 0;
    *signatory = NULL;
    for (; *words; words++) {
        const char *word = without_label(*words);
        gint64 number = g_ascii_strtoll(word, NULL, 10);
        gboolean digits = *word && strspn(word, "0123456789") == strlen(word);
        if (digits && number > 0 && *edition == 0)
            *edition = number;
        else if (*word && !digits && !*signatory)
            *signatory = word;
        else if (*word)
            return FALSE;
    }
    return *edition > 0 && *signatory;
}

static gboolean
signs(const Convention *convention, const char *id)
{
    for (guint i = 0; i < convention->signatories->len; i++) {
        if (strcmp(((const Signatory *)convention->signatories->pdata[i])->id, id) == 0)
            return TRUE;
    }
    return FALSE;
}

static char *
ids_of_signatories(const Convention *convention)
{
    GString *ids = g_string_new(NULL);
    for (guint i = 0; i < convention->signatories->len; i++)
        g_string_append_printf(ids, "%s%s", i ? ", " : "",
                               ((const Signatory *)convention->signatories->pdata[i])->id);
    return g_string_free(ids, FALSE);
}

static char *
signature_target(Register *reg, const char *text, GError **error)
{
    g_auto(GStrv) words = g_strsplit_set(text, " ,\t\n", -1);
    gint64 number;
    const char *id;
    if (!take_signature(words, &number, &id)) {
        fail(error, "%s", _("an edition and a signatory are needed: edition:2 and an id"));
        return NULL;
    }
    g_autoptr(Definition) definition = definition_of_edition(reg, number, error);
    if (!definition)
        return NULL;
    if (signs(definition->convention, id))
        return act_signature(number, id);
    g_autofree char *ids = ids_of_signatories(definition->convention);
    fail(error, _("%s doesn't sign edition %d; its signatories are %s"), id, (int)number, ids);
    return NULL;
}

char *
act_target(Register *reg, const ActKind *kind, const char *words, GError **error)
{
    const Definition *definition = register_definition(reg, error);
    g_autofree char *word = g_strstrip(g_strdup(words));
    if (!definition)
        return NULL;
    if (kind->target == ACT_ANYTHING)
        return known_target(reg, definition, word, error);
    if (kind->target == ACT_SIGNATURE)
        return signature_target(reg, word, error);
    if (kind->target == ACT_MESSAGE)
        return message_target(reg, word, error);
    if (kind->target == ACT_FORM || kind->target == ACT_TEXTS || kind->target == ACT_WAITING)
        return received_target(reg, word, kind->target == ACT_WAITING, error);
    Words taken = {0};
    char *target = NULL;
    if (take_words(definition, word, &taken, error))
        target = kind->target == ACT_PERIOD ? period_target(definition, &taken, error)
                                            : expectation_target(definition, &taken, error);
    g_free(taken.period);
    return target;
}
