/* SPDX-License-Identifier: Apache-2.0 */
#include "base/finding.h"

#include <stdarg.h>
#include <string.h>

#include "base/text.h"

#define REPLACEMENT_MAX 200

static const struct {
    const char *code;
    Severity severity;
    const char *sentence;
} kinds[] = {
#define X(symbol, code, severity, sentence) {code, severity, sentence},
#include "base/findings.def"
#undef X
    {NULL, SEVERITY_NOTE, NULL},
};

static const char *const severities[] = {"note", "warning", "error"};

/* Pairs of key and replacement given by a caller, {value} among them. */
typedef struct {
    const char *key;
    char *text;
} Pair;

static void
pair_clear(gpointer data)
{
    g_free(((Pair *)data)->text);
}

static void
pairs_add(GArray *pairs, const char *key, const char *text)
{
    g_autofree char *clean = text_clean(text, -1);
    g_autofree char *line = text_squeeze(clean);
    Pair pair = {key, text_shorten(line, REPLACEMENT_MAX)};

    g_array_append_val(pairs, pair);
}

static const char *
pairs_find(const GArray *pairs, const char *key, gsize length)
{
    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);
        if (strlen(pair->key) == length && memcmp(pair->key, key, length) == 0)
            return pair->text;
    }
    return NULL;
}

/* One pass from left to right: what was put in is never looked at again. */
static char *
fill_in(const char *code, const char *sentence, const GArray *pairs)
{
    g_autofree char *template = text_french(sentence);
    GString *message = g_string_new(NULL);
    const char *rest = template;

    for (const char *open; (open = strchr(rest, '{')) != NULL;) {
        const char *close = strchr(open, '}');
        if (!close)
            g_error("finding %s: placeholder without end", code);
        const char *text = pairs_find(pairs, open + 1, (gsize)(close - open - 1));
        if (!text)
            g_error("finding %s: no replacement for %.*s", code, (int)(close - open + 1), open);
        g_string_append_len(message, rest, open - rest);
        g_string_append(message, text);
        rest = close + 1;
    }
    g_string_append(message, rest);
    return g_string_free(message, FALSE);
}

Finding *
finding_new(FindingKind kind, const char *field, const char *column, const char *value, ...)
{
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    g_autofree char *message = NULL;
    va_list arguments;

    g_return_val_if_fail((guint)kind < (guint)FINDING_COUNT, NULL);
    g_array_set_clear_func(pairs, pair_clear);
    if (value)
        pairs_add(pairs, "value", value);
    va_start(arguments, value);
    for (const char *key; (key = va_arg(arguments, const char *)) != NULL;) {
        const char *text = va_arg(arguments, const char *);
        if (!text)
            g_error("finding %s: NULL given for {%s}", kinds[kind].code, key);
        pairs_add(pairs, key, text);
    }
    va_end(arguments);

    message = fill_in(kinds[kind].code, kinds[kind].sentence, pairs);
    return finding_new_rule(kinds[kind].code, kinds[kind].severity, field, column, value, message);
}

Finding *
finding_new_rule(const char *code, Severity severity, const char *field, const char *column,
                 const char *value, const char *message)
{
    Finding *finding = g_new0(Finding, 1);

    finding->severity = severity;
    finding->code = g_strdup(code);
    finding->field = g_strdup(field);
    finding->column = g_strdup(column);
    finding->value = g_strdup(value);
    finding->message = g_strdup(message);
    return finding;
}

Finding *
finding_copy(const Finding *finding)
{
    Finding *copy = finding_new_rule(finding->code, finding->severity, finding->field,
                                     finding->column, finding->value, finding->message);

    copy->line = finding->line;
    copy->xpath = g_strdup(finding->xpath);
    return copy;
}

void
finding_free(Finding *finding)
{
    if (!finding)
        return;
    g_free(finding->code);
    g_free(finding->field);
    g_free(finding->column);
    g_free(finding->value);
    g_free(finding->message);
    g_free(finding->xpath);
    g_free(finding);
}

GPtrArray *
findings_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
}

gboolean
findings_have_error(const GPtrArray *findings)
{
    return findings_count(findings, SEVERITY_ERROR) > 0;
}

guint
findings_count(const GPtrArray *findings, Severity severity)
{
    guint count = 0;

    for (guint i = 0; i < findings->len; i++)
        count += ((const Finding *)findings->pdata[i])->severity == severity;
    return count;
}

const char *
severity_code(Severity severity)
{
    return severities[severity];
}

gboolean
severity_from_code(const char *code, Severity *severity)
{
    for (guint i = 0; i < G_N_ELEMENTS(severities); i++) {
        if (g_strcmp0(code, severities[i]) == 0) {
            *severity = i;
            return TRUE;
        }
    }
    return FALSE;
}
