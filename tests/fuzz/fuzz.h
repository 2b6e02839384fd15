/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz.h - what the fuzzers share: a checker and a register of a shipped convention, and oracles.
 *
 * An input on which an oracle fails ends the program, as a crash does.  Run them with `make fuzz`.
 */
#pragma once

#include "base/sha256.h"
#include "base/text.h"
#include "check/check.h"
#include "mail/message.h"
#include "register/register.h"
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);
size_t LLVMFuzzerCustomMutator(guint8 *data, size_t size, size_t max, unsigned seed);
size_t LLVMFuzzerMutate(guint8 *data, size_t size, size_t max);

#define FUZZ_HOLDS(condition)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                        \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* Of forms/idf-2013, loaded once and never freed. */
static inline const Checker *
fuzz_checker(void)
{
    static const Checker *checker;
    if (checker)
        return checker;
    const char *top = g_getenv("COPIL_SRCDIR");
    g_autofree char *dir = g_build_filename(top ? top : ".", "forms", "idf-2013", NULL);
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    xmlInitParser();
    mail_init();
    checker = checker_new(definition_read(dir, mistakes, NULL), NULL);
    FUZZ_HOLDS(checker);
    return checker;
}

#define FUZZ_NOW G_GINT64_CONSTANT(1475481600) /* 3 October 2016 */

static inline const char *
fuzz_folder(void)
{
    static char *folder;
    if (!folder)
        folder = g_dir_make_tmp("fuzz-XXXXXX", NULL);
    return folder;
}

static inline void
fuzz_remove_register(void)
{
    g_autofree char *path = g_build_filename(fuzz_folder(), "r.copil", NULL);
    g_unlink(path);
    g_rmdir(fuzz_folder());
}

/* An empty register of forms/idf-2013, which is made once and copied into memory (transfer full).
 */
static inline Register *
fuzz_register(void)
{
    g_autofree char *path = g_build_filename(fuzz_folder(), "r.copil", NULL);
    const char *top = g_getenv("COPIL_SRCDIR");
    g_autofree char *dir = g_build_filename(top ? top : ".", "forms", "idf-2013", NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_autoptr(GPtrArray) mistakes =
            g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
        Definition *definition = definition_read(dir, mistakes, NULL);
        FUZZ_HOLDS(register_create(path, definition, "fuzz", FUZZ_NOW, NULL));
        definition_free(definition);
        atexit(fuzz_remove_register);
    }
    Register *reg = register_open(path, REGISTER_DRY, NULL);
    FUZZ_HOLDS(reg);
    return reg;
}

/* What an honest child says, a register finds credible. */
static inline void
fuzz_credible(const CheckedForm *checked)
{
    static Register *reg;
    if (!reg)
        reg = fuzz_register();
    ExaminedPart part = {.path = (char *)"1"};
    ExaminedForm form = {.part = (char *)"1", .checked = (CheckedForm *)checked};
    gpointer one_part = &part, one_form = &form;
    GPtrArray parts = {&one_part, 1}, forms = {&one_form, 1};
    const Examination examination = {.parts = &parts, .forms = &forms};
    FUZZ_HOLDS(register_credible(reg, &examination));
}

/* The schema that is shipped for SHEET, compiled once. */
static inline xmlSchema *
fuzz_schema(const char *sheet)
{
    static GHashTable *schemas;
    if (!schemas)
        schemas = g_hash_table_new(g_str_hash, g_str_equal);
    xmlSchema *schema = g_hash_table_lookup(schemas, sheet);
    if (schema)
        return schema;
    const char *top = g_getenv("COPIL_SRCDIR");
    g_autofree char *path =
        g_strdup_printf("%s/schemas/idf-2013/fiche-%s.xsd", top ? top : ".", sheet);
    g_autofree char *text = NULL;
    gsize length;
    FUZZ_HOLDS(g_file_get_contents(path, &text, &length, NULL));
    xmlSchemaParserCtxt *context = xmlSchemaNewMemParserCtxt(text, (int)length);
    schema = xmlSchemaParse(context);
    xmlSchemaFreeParserCtxt(context);
    FUZZ_HOLDS(schema);
    g_hash_table_insert(schemas, g_strdup(sheet), schema);
    return schema;
}

static inline void
fuzz_obeys_schema(const CheckedForm *checked)
{
    const char *xml = checked->canonical_xml;
    xmlDoc *doc = xmlReadMemory(xml, (int)strlen(xml), "form", NULL, XML_PARSE_NONET);
    xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(fuzz_schema(checked->sheet));
    FUZZ_HOLDS(doc && xmlSchemaValidateDoc(context, doc) == 0);
    xmlSchemaFreeValidCtxt(context);
    xmlFreeDoc(doc);
}

/* What is accepted is whole: its canonical XML obeys the schema that is shipped and, sent in as
 * a form, is accepted with the same values, and nothing is left to say about it but what does not
 * come from typing. */
static inline void
fuzz_accepted_again(const CheckedForm *checked)
{
    fuzz_credible(checked);
    if (checked->verdict != VERDICT_ACCEPTED)
        return;
    FUZZ_HOLDS(checked->sheet && checked->organisation && checked->period);
    FUZZ_HOLDS(checked->canonical_xml && checked->content_hash);
    fuzz_obeys_schema(checked);
    const Checker *checker = fuzz_checker();
    const char *xml = checked->canonical_xml;
    g_autoptr(Form) form = form_read((const guint8 *)xml, strlen(xml), checker_convention(checker));
    g_autoptr(CheckedForm) again = check_form(checker, form);
    if (again->verdict != VERDICT_ACCEPTED || strcmp(again->content_hash, checked->content_hash))
        fprintf(stderr, "%s\n", xml);
    FUZZ_HOLDS(again->verdict == VERDICT_ACCEPTED);
    FUZZ_HOLDS(strcmp(again->content_hash, checked->content_hash) == 0);
}

/* A child's REPLY becomes a file of the folder COPIL_FUZZ_KEEP, when there is one: a seed for the
 * fuzzers of replies. */
static inline void
fuzz_keep(GBytes *reply)
{
    const char *folder = g_getenv("COPIL_FUZZ_KEEP");
    if (!folder)
        return;
    gsize length;
    gconstpointer bytes = g_bytes_get_data(reply, &length);
    g_autofree char *name = sha256_of(bytes, length);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    FUZZ_HOLDS(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

/* Reads and checks bytes as a form; both must come to an end, and to the same end each time. */
static inline void
fuzz_form(const guint8 *data, gsize size)
{
    const Checker *checker = fuzz_checker();
    g_autoptr(Form) form = form_read(data, size, checker_convention(checker));
    gboolean error = FALSE;
    for (guint i = 0; i < form->remarks->len; i++)
        error = error || ((Finding *)form->remarks->pdata[i])->severity == SEVERITY_ERROR;
    FUZZ_HOLDS(form->readable || error);
    g_autoptr(CheckedForm) checked = check_form(checker, form);
    fuzz_accepted_again(checked);
}
