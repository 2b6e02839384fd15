/* SPDX-License-Identifier: Apache-2.0
 *
 * fixture.h - forms made by hand, and what a check says of them as one text.
 *
 * A form is written as lines "CODE|cell|cell", ¶ standing for a new line.  What a check found reads
 *     error number-missing ES11-12: Cette réponse est obligatoire. …
 * one finding a line, in order, typographic spaces and apostrophes made plain.
 */
#pragma once

#include "base/file.h"
#include "base/text.h"
#include "check/check.h"
#include <libxml/parser.h>
#include <string.h>

static inline char *
fixture_path(const char *name)
{
    const char *top = g_getenv("COPIL_SRCDIR");

    return g_build_filename(top != NULL ? top : ".", "tests", "data", "check", name, NULL);
}

static inline Definition *
fixture_definition(void)
{
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    g_autoptr(GError) error = NULL;
    g_autofree char *path = fixture_path("definition");
    Definition *definition = definition_read(path, mistakes, &error);

    g_assert_no_error(error);
    for (guint i = 0; i < mistakes->len; i++)
        g_test_message("%s", ((Mistake *)g_ptr_array_index(mistakes, i))->message);
    g_assert_nonnull(definition);
    return definition;
}

/* The definition with OLD, which stands in its convention.xml, replaced by NEW. */
static inline Definition *
fixture_changed(const char *old, const char *new)
{
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    g_autofree char *xml_path = fixture_path("definition/convention.xml");
    g_autofree char *csv_path = fixture_path("definition/participants.csv");
    g_autoptr(GBytes) xml = NULL;
    g_autoptr(GBytes) csv = file_read(csv_path, 1 << 20, NULL);
    g_autofree char *text = NULL;
    GString *changed = NULL;
    Definition *definition = NULL;

    g_assert_true(g_file_get_contents(xml_path, &text, NULL, NULL));
    changed = g_string_new(text);
    g_assert_cmpuint(g_string_replace(changed, old, new, 1), ==, 1);
    xml = g_string_free_to_bytes(changed);
    definition = definition_load(xml, csv, NULL, mistakes);
    for (guint i = 0; i < mistakes->len; i++)
        g_test_message("%s", ((Mistake *)g_ptr_array_index(mistakes, i))->message);
    g_assert_nonnull(definition);
    return definition;
}

static inline void
fixture_answer_free(gpointer data)
{
    Answer *answer = data;

    g_free(answer->key);
    g_free(answer->code);
    g_free(answer->label);
    g_free(answer->where);
    g_ptr_array_unref(answer->texts);
    g_free(answer);
}

static inline Form *
fixture_empty(const char *sheet)
{
    Form *form = g_new0(Form, 1);

    form->content = CONTENT_ODT;
    form->readable = TRUE;
    form->sheet = g_strdup(sheet);
    form->answers = g_ptr_array_new_with_free_func(fixture_answer_free);
    form->remarks = findings_new();
    return form;
}

static inline void
fixture_free(Form *form)
{
    g_free(form->convention);
    g_free(form->sheet);
    g_ptr_array_unref(form->answers);
    g_ptr_array_unref(form->remarks);
    if (form->xml != NULL)
        xmlFreeDoc(form->xml);
    g_free(form);
}

static inline void
fixture_add(Form *form, const char *line)
{
    g_auto(GStrv) cells = g_strsplit(line, "|", -1);
    Answer *answer = g_new0(Answer, 1);

    answer->key = g_strdup(cells[0]);
    answer->code = g_str_has_prefix(cells[0], "ES") ? g_strdup(cells[0]) : NULL;
    answer->texts = g_ptr_array_new_with_free_func(g_free);
    for (char **cell = cells + 1; *cell != NULL; cell++) {
        g_auto(GStrv) lines = g_strsplit(*cell, "¶", -1);

        g_ptr_array_add(answer->texts, g_strjoinv("\n", lines));
    }
    g_ptr_array_add(form->answers, answer);
}

static inline gboolean
fixture_replaced(char *const *others, const char *line)
{
    const gsize length = strcspn(line, "|") + 1;

    for (char *const *other = others; *other != NULL; other++)
        if (strncmp(*other, line, length) == 0)
            return TRUE;
    return FALSE;
}

/* LINES, each instead of the line of BASE with the same code; "+CODE|…" beside it. */
static inline Form *
fixture_form(const char *sheet, const char *base, const char *lines)
{
    Form *form = fixture_empty(sheet);
    g_auto(GStrv) olds = g_strsplit(base, "\n", -1);
    g_auto(GStrv) news = g_strsplit(lines, "\n", -1);

    for (char **old = olds; *old != NULL; old++)
        if (**old != '\0' && !fixture_replaced(news, *old))
            fixture_add(form, *old);
    for (char **new = news; *new != NULL; new ++)
        if (**new != '\0')
            fixture_add(form, **new == '+' ? *new + 1 : *new);
    return form;
}

static inline Form *
fixture_xml(const char *sheet, const char *text)
{
    Form *form = fixture_empty(sheet);
    const xmlNode *root = NULL;

    form->content = CONTENT_XML;
    form->xml = xmlReadMemory(text, (int)strlen(text), NULL, NULL, XML_PARSE_NONET);
    g_assert_nonnull(form->xml);
    root = xmlDocGetRootElement(form->xml);
    form->convention = root->ns != NULL ? g_strdup((const char *)root->ns->href) : NULL;
    return form;
}

static inline char *
fixture_plain(const char *text)
{
    GString *plain = g_string_new(text);

    g_string_replace(plain, "\u202F", " ", 0);
    g_string_replace(plain, "\u00A0", " ", 0);
    g_string_replace(plain, "’", "'", 0);
    return g_string_free(plain, FALSE);
}

static inline char *
fixture_found(const CheckedForm *checked)
{
    GString *found = g_string_new(NULL);

    for (guint i = 0; i < checked->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(checked->findings, i);
        g_autofree char *message = fixture_plain(finding->message);

        g_string_append_printf(found, "%s %s %s%s%s", severity_code(finding->severity),
                               finding->code, finding->field != NULL ? finding->field : "-",
                               finding->column != NULL ? "/" : "",
                               finding->column != NULL ? finding->column : "");
        if (finding->line > 0)
            g_string_append_printf(found, " l.%u", finding->line);
        g_string_append_printf(found, ": %s\n", message);
    }
    return g_string_free(found, FALSE);
}

static inline const Value *
fixture_value(const CheckedForm *checked, const char *path)
{
    for (guint i = 0; i < checked->values->len; i++) {
        const Value *value = g_ptr_array_index(checked->values, i);
        g_autofree char *own = value_path(value);

        if (strcmp(own, path) == 0)
            return value;
    }
    return NULL;
}

static inline const char *
fixture_canonical(const CheckedForm *checked, const char *path)
{
    const Value *value = fixture_value(checked, path);

    return value != NULL ? value->canonical : NULL;
}

/* ---- checks ---- */
static Definition *fixture_loaded;
static Checker *fixture_checker;

static inline void
fixture_begin(void)
{
    g_autoptr(GError) error = NULL;

    fixture_loaded = fixture_definition();
    fixture_checker = checker_new(fixture_loaded, &error);
    g_assert_no_error(error);
}

static inline void
fixture_end(void)
{
    checker_free(fixture_checker);
    definition_free(fixture_loaded);
}

static inline CheckedForm *
fixture_check(const char *sheet, const char *base, const char *lines)
{
    Form *form = fixture_form(sheet, base, lines);
    CheckedForm *checked = check_form(fixture_checker, form);

    fixture_free(form);
    return checked;
}

/* A line of EXPECTED that ends in ": …" leaves the sentence open: those of base/typing are tested
 * there. */
static inline char *
fixture_abridge(const char *found, const char *expected)
{
    g_auto(GStrv) ours = g_strsplit(found, "\n", -1);
    g_auto(GStrv) theirs = g_strsplit(expected, "\n", -1);

    for (guint i = 0; ours[i] != NULL && theirs[i] != NULL; i++) {
        char *colon = strstr(ours[i], ": ");

        if (colon == NULL || !g_str_has_suffix(theirs[i], ": …"))
            continue;
        *colon = '\0';
        char *abridged = g_strconcat(ours[i], ": …", NULL);
        g_free(ours[i]);
        ours[i] = abridged;
    }
    return g_strjoinv("\n", ours);
}

static inline void
fixture_expect_found(const CheckedForm *checked, const char *expected)
{
    g_autofree char *whole = fixture_found(checked);
    g_autofree char *found = fixture_abridge(whole, expected);

    g_assert_cmpstr(found, ==, expected);
    g_assert_cmpint(checked->verdict, ==,
                    findings_have_error(checked->findings) ? VERDICT_REFUSED : VERDICT_ACCEPTED);
}

/* What a form is told, and the verdict that follows. */
static inline void
fixture_expect(const char *sheet, const char *base, const char *lines, const char *expected)
{
    CheckedForm *checked = fixture_check(sheet, base, lines);

    fixture_expect_found(checked, expected);
    checked_form_free(checked);
}

/* ---- forms of the small convention ---- */
#define SCHOOL_HEAD(sheet, period)                                                                 \
    "ES" sheet "-01|Lycée Jean Modèle\nES" sheet "-02|0930001W\nES" sheet "-03|Créteil\nES" sheet  \
    "-04|" period "\nES" sheet "-05|Anne Essai\nES" sheet "-07|30/06/2014\n"

#define SCHOOL                                                                                     \
    SCHOOL_HEAD("11", "2013-2014")                                                                 \
    "ES11-10.GI|24|20\nES11-12|12\nES11-15|oui\n"

#define LANDLORD                                                                                   \
    "ES11-01|Habitat Exemple\nES11-02|55208131700018\nES11-03|IDF\nES11-04|2013-2014\n"            \
    "ES11-05|Anne Essai\nES11-07|30/06/2014\nES11-20|3\n"
