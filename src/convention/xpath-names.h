/* SPDX-License-Identifier: Apache-2.0
 *
 * xpath-names.h - the names in an XPath that compiles: are they a sheet's?  Inside this room only.
 */
#pragma once

#include "convention/convention.h"

typedef enum {
    XPATH_NAME_OK,
    XPATH_NAME_UNKNOWN,   /* f:name of no field or column */
    XPATH_NAME_NO_PREFIX, /* an element without f: matches nothing */
    XPATH_NAME_PREFIX,    /* another prefix */
    XPATH_NAME_ATTRIBUTE, /* neither a code list of a grid nor "motif" */
    XPATH_NAME_FUNCTION,  /* none of XPath 1.0 */
    XPATH_NAME_VARIABLE,
} XPathName;

/* The first name in XPATH that SHEET has not, as written, in *NAME (transfer full); NULL when all
 * is well. */
XPathName xpath_names_check(const char *xpath, const Sheet *sheet, char **name);
