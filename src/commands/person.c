/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/person.h"

#include "base/text.h"

char *
person_line(const char *typed)
{
    g_autofree char *clean = text_clean(typed ? typed : "", -1);
    g_autofree char *line = text_squeeze(clean);
    return *line ? g_steal_pointer(&line) : NULL;
}

char *
person_deciding(const char *by)
{
    if (by)
        return person_line(by);
    const char *real = g_get_real_name();
    char *name = person_line(g_strcmp0(real, "Unknown") == 0 ? g_get_user_name() : real);
    return name ? name : g_strdup(g_get_user_name());
}
