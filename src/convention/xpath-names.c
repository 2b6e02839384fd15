/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/xpath-names.h"

#include <string.h>

static gboolean
starts_name(char c)
{
    return g_ascii_isalpha(c) || c == '_' || (guchar)c >= 0x80;
}

static const char *
skip_name(const char *at)
{
    while (starts_name(*at) || g_ascii_isdigit(*at) || *at == '-' || *at == '.')
        at++;
    return at;
}

static const char *
skip_space(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

static gboolean
sheet_has_element(const Sheet *sheet, const char *name)
{
    if (strcmp(name, "ligne") == 0 || sheet_field(sheet, name) != NULL)
        return TRUE;
    if (g_str_has_prefix(name, "fiche-") && strcmp(name + strlen("fiche-"), sheet->id) == 0)
        return TRUE;
    for (guint i = 0; i < sheet->fields->len; i++)
        if (field_column(g_ptr_array_index(sheet->fields, i), name) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
sheet_has_attribute(const Sheet *sheet, const char *name)
{
    if (strcmp(name, "motif") == 0)
        return TRUE;
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (field->columns != NULL && field->list != NULL && strcmp(field->list->id, name) == 0)
            return TRUE;
    }
    return FALSE;
}

/* XPath 1.0's functions, then its node tests, which look like them. */
static const char *const functions[] = {
    "last",
    "position",
    "count",
    "id",
    "local-name",
    "namespace-uri",
    "name",
    "string",
    "concat",
    "starts-with",
    "contains",
    "substring-before",
    "substring",
    "substring-after",
    "string-length",
    "normalize-space",
    "translate",
    "boolean",
    "not",
    "true",
    "false",
    "lang",
    "number",
    "sum",
    "floor",
    "ceiling",
    "round",
    "node",
    "text",
    "comment",
    "processing-instruction",
    NULL,
};

/* What is wrong with a name without prefix: it is an operator, an axis, or an element by mistake.
 */
static XPathName
judge_plain(const char *name, const char *after)
{
    static const char *const operators[] = {"and", "or", "div", "mod", NULL};
    if (g_str_has_prefix(skip_space(after), "::") || g_strv_contains(operators, name))
        return XPATH_NAME_OK;
    return XPATH_NAME_NO_PREFIX;
}

/* What is wrong with the name from START to END; BEFORE is the character in front of it. */
static XPathName
judge(const Sheet *sheet, const char *start, const char *end, char before)
{
    const char *colon = memchr(start, ':', (gsize)(end - start));
    const char *local_start = colon != NULL ? colon + 1 : start;
    g_autofree char *local = g_strndup(local_start, (gsize)(end - local_start));
    if (before == '$')
        return XPATH_NAME_VARIABLE;
    if (colon != NULL && !(colon - start == 1 && *start == 'f'))
        return XPATH_NAME_PREFIX;
    if (before == '@')
        return colon == NULL && sheet_has_attribute(sheet, local) ? XPATH_NAME_OK
                                                                  : XPATH_NAME_ATTRIBUTE;
    if (*skip_space(end) == '(' && (colon != NULL || judge_plain(local, end) != XPATH_NAME_OK))
        return colon == NULL && g_strv_contains(functions, local) ? XPATH_NAME_OK
                                                                  : XPATH_NAME_FUNCTION;
    if (colon == NULL)
        return judge_plain(local, end);
    return *local == '\0' || sheet_has_element(sheet, local) ? XPATH_NAME_OK : XPATH_NAME_UNKNOWN;
}

/* The end of the name at START, its prefix included; "f:*" has no local part. */
static const char *
qualified_end(const char *start)
{
    const char *end = skip_name(start);
    if (end[0] != ':' || end[1] == ':')
        return end;
    return starts_name(end[1]) ? skip_name(end + 1) : end + 1;
}

XPathName
xpath_names_check(const char *xpath, const Sheet *sheet, char **name)
{
    const char *at = xpath;
    char before = '\0';
    *name = NULL;
    while (*at != '\0') {
        if (*at == '"' || *at == '\'') {
            const char *close = strchr(at + 1, *at);
            at = close != NULL ? close + 1 : at + 1;
        } else if (starts_name(*at)) {
            const char *end = qualified_end(at);
            XPathName fault = judge(sheet, at, end, before);
            if (fault != XPATH_NAME_OK) {
                *name = g_strndup(at, (gsize)(end - at));
                return fault;
            }
            before = ' ';
            at = end;
        } else if (g_ascii_isdigit(*at)) {
            at += strspn(at, "0123456789.");
        } else {
            before = g_ascii_isspace(*at) ? before : *at;
            at++;
        }
    }
    return XPATH_NAME_OK;
}
