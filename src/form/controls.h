/* SPDX-License-Identifier: Apache-2.0
 *
 * controls.h - values that stand outside of the text: form controls, XForms instances, declared
 * user fields.
 */
#pragma once

#include "form/flow.h"

/* A control, to be shown where its frame stands in the text. */
typedef struct {
    Input *input; /* borrowed from the flow */
    char *shown;  /* "☒ oui", or the value */
} Control;

/* All of them become inputs of FLOW; the table gives controls by id (transfer full). */
GHashTable *controls_read(const Package *package, Flow *flow);
