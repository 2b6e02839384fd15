/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/intake.h"

#include "examine/examine.h"

Examination *
intake_credible(Register *reg, Examination *examination, gboolean mail, const char *name,
                gsize length, const char *sha256)
{
    if (register_credible(reg, examination))
        return examination;
    examination_free(examination);
    return examine_failed(FINDING_CHILD_GARBLED, mail, name, length, sha256);
}
