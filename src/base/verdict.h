/* SPDX-License-Identifier: Apache-2.0
 *
 * verdict.h - what becomes of a form, or of a message without a form.
 *
 * The code (stable, in JSON and in the register) and the French word that people see stand in one
 * table in verdict.c.  accepted..withdrawn are of forms, the rest of messages without a form.
 */
#pragma once

#include <glib.h>

typedef enum {
    VERDICT_ACCEPTED,
    VERDICT_REFUSED,
    VERDICT_REPLACED,
    VERDICT_DUPLICATE,
    VERDICT_UNREADABLE,
    VERDICT_WITHDRAWN,
    VERDICT_AUTOMATIC,  /* automatic reply, bounce, list mail: never answered */
    VERDICT_NOT_A_FORM, /* a message in which nobody would see a form */
    VERDICT_BY_HAND,    /* a person must look: pictures, winmail.dat, critical mail faults */
} Verdict;

#define VERDICT_COUNT 9

/* "accepted", "not_a_form"...: borrowed, static. */
const char *verdict_code(Verdict verdict);
/* "acceptée", "à traiter à la main"...: borrowed, static, agreeing with "fiche". */
const char *verdict_label(Verdict verdict);
/* FALSE when CODE is none of the codes. */
gboolean verdict_from_code(const char *code, Verdict *verdict);
