/* SPDX-License-Identifier: Apache-2.0
 *
 * fixture.h - a register in a temporary folder, and examinations made by hand.
 */
#pragma once

#include "base/sha256.h"
#include "register/register.h"
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    Definition *definition;
    char *dir, *path;
    Register *reg;
} Fixture;

static void
fixture_open(Fixture *fixture, RegisterMode mode)
{
    GError *error = NULL;
    fixture->reg = register_open(fixture->path, mode, &error);
    g_assert_no_error(error);
}

static inline GBytes *
fixture_file(const char *convention, const char *name)
{
    const char *source = g_getenv("COPIL_SRCDIR");
    g_autofree char *path =
        g_build_filename(source ? source : ".", "forms", convention, name, NULL);
    GError *error = NULL;
    char *text;
    gsize length;
    g_file_get_contents(path, &text, &length, &error);
    g_assert_no_error(error);
    return g_bytes_new_take(text, length);
}

/* A new register of one of the conventions under forms/, in whose convention.xml OLD, which stands
 * there once, is NEW; OLD NULL: as it is. */
static inline void
fixture_init_changed(Fixture *fixture, const char *convention, const char *old, const char *new)
{
    g_autoptr(GBytes) shipped = fixture_file(convention, "convention.xml");
    g_autoptr(GBytes) csv = fixture_file(convention, "participants.csv");
    GString *text =
        g_string_new_len(g_bytes_get_data(shipped, NULL), (gssize)g_bytes_get_size(shipped));
    g_assert_cmpuint(old ? g_string_replace(text, old, new, 0) : 1, ==, 1);
    g_autoptr(GBytes) xml = g_string_free_to_bytes(text);
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    GError *error = NULL;
    fixture->definition = definition_load(xml, csv, NULL, mistakes);
    g_assert_cmpuint(mistakes->len, ==, 0);
    fixture->dir = g_dir_make_tmp("copil-test-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->dir, "r.copil", NULL);
    register_create(fixture->path, fixture->definition, "Secrétariat", 1388534400, &error);
    g_assert_no_error(error);
    fixture_open(fixture, REGISTER_WRITE);
}

static inline void
fixture_init(Fixture *fixture)
{
    fixture_init_changed(fixture, "idf-2013", NULL, NULL);
}

static inline void
fixture_close(Fixture *fixture)
{
    GError *error = NULL;
    register_close(g_steal_pointer(&fixture->reg), &error);
    g_assert_no_error(error);
}

static inline void
fixture_clear(Fixture *fixture)
{
    if (fixture->reg)
        fixture_close(fixture);
    g_remove(fixture->path);
    g_assert_cmpint(g_rmdir(fixture->dir), ==, 0);
    definition_free(fixture->definition);
    g_free(fixture->path);
    g_free(fixture->dir);
}

/* The first participant of a kind. */
static inline const Participant *
fixture_participant(const Fixture *fixture, const char *kind, guint nth)
{
    for (guint i = 0; i < fixture->definition->participants->list->len; i++) {
        const Participant *who = fixture->definition->participants->list->pdata[i];
        if (strcmp(who->kind->id, kind) == 0 && nth-- == 0)
            return who;
    }
    return NULL;
}

static inline void
value_add(CheckedForm *form, const char *field, const char *item, const char *column,
          const char *canonical)
{
    Value *value = g_new0(Value, 1);
    value->field = g_strdup(field);
    value->item = g_strdup(item);
    value->column = g_strdup(column);
    value->canonical = g_strdup(canonical);
    value->typed = g_strdup(canonical);
    value->counted = TRUE;
    g_ptr_array_add(form->values, value);
}

/* A message with one form.  CONTENT stands for its answers, BYTES for its file, and both tell it
 * from others; RECEIVED 0: a loose file. */
static inline Examination *
examination_make(const char *sheet, const char *organisation, const char *period, Verdict verdict,
                 const char *content, const char *bytes, gint64 received, const char *from)
{
    Examination *examination = examination_new();
    examination->verdict = VERDICT_ACCEPTED;
    examination->mail = received != 0;
    examination->received = received;
    examination->from_address = g_strdup(from);
    ExaminedPart *part = g_new0(ExaminedPart, 1);
    part->path = g_strdup("2");
    part->filename = g_strdup("fiche.odt");
    part->type = g_strdup("application/vnd.oasis.opendocument.text");
    part->label = g_strdup("document");
    g_autofree char *hash = sha256_of(bytes, strlen(bytes));
    memcpy(part->sha256, hash, sizeof part->sha256);
    part->fate = FATE_FORM;
    g_ptr_array_add(examination->parts, part);
    ExaminedForm *form = g_new0(ExaminedForm, 1);
    form->part = g_strdup("2");
    form->checked = checked_form_new();
    form->checked->sheet = g_strdup(sheet);
    form->checked->organisation = g_strdup(organisation);
    form->checked->period = g_strdup(period);
    form->checked->verdict = verdict;
    form->checked->content_hash = sha256_of(content, strlen(content));
    g_ptr_array_add(examination->forms, form);
    return examination;
}

static inline CheckedForm *
examination_form(const Examination *examination)
{
    return ((ExaminedForm *)examination->forms->pdata[0])->checked;
}

/* Add it under the hash of NAME, the message's stand-in. */
static inline void
fixture_add(Fixture *fixture, const char *name, Examination *examination)
{
    g_autofree char *sha256 = sha256_of(name, strlen(name));
    g_autoptr(GBytes) original = g_bytes_new(name, strlen(name));
    g_autoptr(Examination) own = examination;
    GError *error = NULL;
    register_add(fixture->reg, sha256, name, original, own, 1400000000, &error);
    g_assert_no_error(error);
}

static inline void
fixture_flush(Fixture *fixture)
{
    GError *error = NULL;
    register_flush(fixture->reg, &error);
    g_assert_no_error(error);
}
