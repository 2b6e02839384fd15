/* SPDX-License-Identifier: Apache-2.0
 *
 * empty.h - a form without content, for those who fill one in: what came over the wire, and what
 * was refused before form_read could see it.  Private to the room.
 */
#pragma once

#include "form/form.h"

/* Not readable, without answers and remarks (transfer full: form_free). */
Form *form_empty(Content content);
/* An answer without texts; goes into an empty form. */
Answer *answer_empty(void);
