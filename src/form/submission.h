/* SPDX-License-Identifier: Apache-2.0
 *
 * submission.h - the answers of an XML submission, strict, with line numbers.
 */
#pragma once

#include "form/form.h"

/* Everything of FORM from BYTES; a document that is no submission gets the remark that says so.
 * With CONVENTION, the texts of a grid's row stand in the order of its columns, "" for one that is
 * absent; else in the order of the document. */
void submission_read(const guint8 *bytes, gsize length, const Convention *convention, Form *form);
