/* SPDX-License-Identifier: Apache-2.0
 *
 * copies.c - the numbered originals of an edition, to be printed and signed by hand.
 */
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "commands/reporting.h"
#include "pdf/pdf.h"
#include <string.h>

/* "Exemplaire original n° 2 sur 5, destinataire : L'Afpols" (transfer full). */
static char *
copy_words(const Convention *convention, guint number, guint all)
{
    const Party *party =
        number <= convention->parties->len ? convention->parties->pdata[number - 1] : NULL;
    const char *to = party                          ? party->name
                     : convention->secretariat_name ? convention->secretariat_name
                                                    : "secrétariat du comité";
    g_autofree char *words =
        g_strdup_printf("Exemplaire original n° %u sur %u, destinataire : %s", number, all, to);
    return text_french(words);
}

/* "e.pdf" → "e-exemplaire-2.pdf" (transfer full). */
static char *
copy_path(const char *path, guint number)
{
    return g_strdup_printf("%.*s-exemplaire-%u.pdf", (int)(strlen(path) - strlen(".pdf")), path,
                           number);
}

static gboolean
write_copies(Register *reg, const char *path, ReportResult *result, GError **error)
{
    const Edition *edition = result->edition;
    const Definition *definition = register_definition(reg, error);
    g_autoptr(GBytes) pdf = definition ? edition_pdf(reg, edition->number, error) : NULL;
    if (!pdf)
        return FALSE;
    const Convention *convention = definition->convention;
    const guint all = MAX((guint)MAX(convention->originals, 0), convention->parties->len);
    for (guint i = 1; i <= all; i++) {
        g_autofree char *words = copy_words(convention, i, all), *own = copy_path(path, i);
        g_autoptr(GBytes) copy = pdf_number(pdf, words, edition->issued, error);
        if (!copy || !file_write(own, g_bytes_get_data(copy, NULL), g_bytes_get_size(copy), error))
            return FALSE;
        result->copies = i;
    }
    return TRUE;
}

gboolean
report_copies(Register *reg, const char *path, ReportResult *result, GError **error)
{
    const Edition *edition = result->edition;
    if (*edition->scope) {
        g_set_error(
            error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
            _("edition %d is an extract, which nobody signs: --copies are of a whole report"),
            (int)edition->number);
        return FALSE;
    }
    if (write_copies(reg, path, result, error))
        return TRUE;
    g_prefix_error(error,
                   _("edition %d is kept, and report --edition %d --copies makes its "
                     "originals; "),
                   (int)edition->number, (int)edition->number);
    return FALSE;
}
