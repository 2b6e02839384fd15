/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file-error.h"

#include "base/i18n.h"
#include <errno.h>

gboolean
file_fail(GError **error, int code, const char *path)
{
    g_autofree char *shown = g_filename_display_name(path);

    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code), "%s%s%s", shown, _(": "),
                g_strerror(code));
    return FALSE;
}

gboolean
file_refuse(GError **error, const char *path, const char *reason)
{
    g_autofree char *shown = g_filename_display_name(path);

    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s%s%s", shown, _(": "), reason);
    return FALSE;
}

gboolean
file_fail_folder(GError **error, int code, const char *folder)
{
    if (code != ENOENT)
        return file_fail(error, code, folder);
    g_autofree char *shown = g_filename_display_name(folder);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _("there is no folder %s: make it first"),
                shown);
    return FALSE;
}
