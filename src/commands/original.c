/* SPDX-License-Identifier: Apache-2.0 */
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include <stdio.h>

int
command_original(int argc, char **argv)
{
    const GOptionEntry entries[] = {G_OPTION_ENTRY_NULL};
    int status = STATUS_DONE;
    if (!command_parse("original", entries, &argc, &argv, &status))
        return status;
    if (argc != 3)
        return command_usage("original", "%s", _("one REGISTER and one SHA256 are needed"));
    GError *error = NULL;
    g_autoptr(Register) reg = register_open(argv[1], REGISTER_READ, &error);
    g_autofree char *sha256 = reg ? register_find_original(reg, argv[2], &error) : NULL;
    g_autoptr(GBytes) bytes = sha256 ? register_original(reg, sha256, &error) : NULL;
    if (!bytes)
        return command_fail(error);
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    fwrite(data, 1, length, stdout); /* main() sees whether it arrived */
    return STATUS_DONE;
}
