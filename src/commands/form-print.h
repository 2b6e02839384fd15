/* SPDX-License-Identifier: Apache-2.0
 *
 * form-print.h - forms that were examined without being registered: shared by check and enter.
 */
#pragma once

#include "base/json.h"
#include "examine/examination.h"

/* The forms of a file with their findings, as EXAMINATION has them; of a file without a form that
 * it has none, and why. */
void examination_print(const char *file, const Examination *examination,
                       const Convention *convention);
/* {"file","convention","sheet",…} for each, within an array. */
void examination_write_json(Json *json, const char *file, const Examination *examination,
                            const Convention *convention);
/* It has forms, and all of them are accepted. */
gboolean examination_accepted(const Examination *examination);
