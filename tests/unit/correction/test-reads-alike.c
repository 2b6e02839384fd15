/* SPDX-License-Identifier: Apache-2.0
 *
 * Forms as people send them, and worse, with an error at each answer: what goes back is read as
 * what came, with the same remarks; and made again of itself it is the same, byte for byte.
 */
#include "correction/correction.h"

#include "base/file.h"
#include "base/period.h"
#include "convention/definition.h"
#include "form/form.h"
#include <string.h>

static char *
path_of(const char *name)
{
    const char *root = g_getenv("COPIL_SRCDIR");
    return g_build_filename(root ? root : ".", name, NULL);
}

static Form *
read_bytes(GBytes *bytes, const Convention *convention)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    return form_read(data, length, convention);
}

static GBytes *
make(GBytes *bytes, const Convention *convention, const GPtrArray *findings)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    const Correction correction = {
        .from = "Secrétariat du comité",
        .address = "secretariat@copil.example",
        .due = "15\u00a0juillet\u00a02014",
        .day = date_parse("2014-07-01"),
        .findings = findings,
    };
    return correction_make(data, length, convention, &correction);
}

/* Answers and remarks, a line each (transfer full). */
static char *
told(const Form *form)
{
    GString *text = g_string_new(form->sheet);
    for (guint i = 0; i < form->answers->len; i++) {
        const Answer *answer = g_ptr_array_index(form->answers, i);
        g_string_append_printf(text, "\n%s (%s)", answer->key, answer->label);
        for (guint k = 0; k < answer->texts->len; k++)
            g_string_append_printf(text, " | %s", (char *)g_ptr_array_index(answer->texts, k));
    }
    for (guint i = 0; i < form->remarks->len; i++) {
        const Finding *finding = g_ptr_array_index(form->remarks, i);
        g_string_append_printf(text, "\n! %s %s %s", finding->code, finding->field,
                               finding->message);
    }
    return g_string_free(text, FALSE);
}

/* An error at each answer, a doubt at each second one, and both without a place. */
static GPtrArray *
findings_everywhere(const Form *form)
{
    GPtrArray *findings = findings_new();
    for (guint i = 0; i < form->answers->len; i++) {
        const Answer *answer = g_ptr_array_index(form->answers, i);
        g_ptr_array_add(findings, finding_new_rule("r1", SEVERITY_ERROR, answer->key, NULL, NULL,
                                                   "« FA32-10\u00a0: 99 » ne va pas."));
        if (i % 2)
            g_ptr_array_add(findings, finding_new_rule("r2", SEVERITY_WARNING, answer->key, NULL,
                                                       NULL, "Vérifiez, s’il vous plaît."));
    }
    g_ptr_array_add(findings, finding_new_rule("r3", SEVERITY_ERROR, "FA99-99", NULL, NULL,
                                               "[uai]\u00a0: 0951099D"));
    g_ptr_array_add(findings, finding_new_rule("r4", SEVERITY_ERROR, NULL, NULL, NULL,
                                               "FA32-10.GI 77 ; Fiche 9.9 <p/>"));
    return findings;
}

/* TRUE when FILE is a form that goes back. */
static gboolean
check_file(const char *file, const Convention *convention)
{
    g_autofree char *path = path_of(file);
    g_autoptr(GBytes) bytes = file_read(path, 8u << 20, NULL);
    g_assert_nonnull(bytes);
    g_autoptr(Form) form = read_bytes(bytes, convention);
    g_autoptr(GPtrArray) findings = findings_everywhere(form);
    g_autoptr(GBytes) made = make(bytes, convention, findings);
    if (!made)
        return FALSE;
    g_autoptr(Form) other = read_bytes(made, convention);
    g_autofree char *before = told(form);
    g_autofree char *after = told(other);
    if (strcmp(before, after) != 0)
        g_test_message("%s", file);
    g_assert_cmpstr(after, ==, before);
    g_autoptr(GBytes) again = make(made, convention, findings);
    g_assert_nonnull(again);
    if (again && !g_bytes_equal(again, made))
        g_test_fail_printf("%s: made again it differs", file);
    return TRUE;
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Those of FOLDER, a comma behind each name, in order, that don't go back (transfer full). */
static char *
check_folder(const char *folder, const Convention *convention, guint *returned)
{
    g_autofree char *path = path_of(folder);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    g_assert_nonnull(dir);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *file = g_build_filename(folder, name, NULL);
        if (!g_str_has_suffix(name, "odt"))
            continue;
        if (check_file(file, convention))
            *returned += 1;
        else
            g_ptr_array_add(kept, g_strdup(name));
    }
    g_ptr_array_sort(kept, by_name);
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < kept->len; i++)
        g_string_append_printf(names, "%s,", (char *)g_ptr_array_index(kept, i));
    return g_string_free(names, FALSE);
}

static Definition *
load(void)
{
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    g_autofree char *folder = path_of("forms/idf-2013");
    return definition_read(folder, mistakes, NULL);
}

static void
test_reads_alike(void)
{
    g_autoptr(Definition) definition = load();
    static const struct {
        const char *folder, *kept;
        gboolean known; /* by the convention */
        guint returned;
    } folders[] = {
        {"forms/idf-2013", "", TRUE, 9},
        {"tests/data/form/cases", "via-abiword.odt,", TRUE, 28}, /* its manifest has a DOCTYPE */
        {"tests/data/form/corpus", "r04_b1_via_abiword.odt,", FALSE, 21},
        {"tests/data/form/corpus/packages",
         "v07_sous_dossier.odt,v09_prefixe_texte.odt,v11_tronque.odt,v17_doctype_entites.odt,"
         "v19_crc_errone.odt,v21_chemins_sortants.odt,v23_docx_renomme.odt,v25_rtf_renomme.odt,"
         "v27_pdf_renomme.odt,v29_odt_dans_zip.odt,v31_vide.odt,w01_styles_mal_formes.odt,",
         FALSE, 6},
    };
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        guint returned = 0;
        g_autofree char *kept = check_folder(
            folders[i].folder, folders[i].known ? definition->convention : NULL, &returned);
        g_assert_cmpstr(kept, ==, folders[i].kept);
        g_assert_cmpuint(returned, ==, folders[i].returned);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/correction/reads-alike", test_reads_alike);
    return g_test_run();
}
