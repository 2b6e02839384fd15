/* SPDX-License-Identifier: Apache-2.0
 *
 * look.h - the elements that a document is made of: what each is called in HTML and its class on a
 * page (styled in page.css), what it is called in a mail and its style there.  The table is in
 * look.c.  Inside this room only.
 */
#pragma once

#include "base/markup.h"

typedef enum {
    LOOK_HEADING_1,
    LOOK_HEADING_2,
    LOOK_HEADING_3,
    LOOK_HEADING_4,
    LOOK_TAG,
    LOOK_EYEBROW,
    LOOK_PARAGRAPH,
    LOOK_LEAD,
    LOOK_NOTE,
    LOOK_QUOTE,
    LOOK_LIST,
    LOOK_ITEM,
    LOOK_KEYS,
    LOOK_KEY,
    LOOK_KEY_VALUE,
    LOOK_KEY_LABEL,
    LOOK_KEY_DETAIL,
    LOOK_FIGURE,
    LOOK_FIGURE_TITLE,
    LOOK_TABLE,
    LOOK_CAPTION,
    LOOK_COLUMN_HEAD,
    LOOK_GROUP_HEAD,
    LOOK_ROW_HEAD,
    LOOK_CELL,
    LOOK_FOLD,
    LOOK_FOLD_NAME,
    LOOK_SIGNATURES,
    LOOK_SIGNATURE,
    LOOK_BREAK,
    LOOK_STRONG,
    LOOK_CITED,
    LOOK_QUIET,
    LOOK_ALERT,
    LOOK_CODE,
    LOOK_COUNT
} LookId;

/* What an element may be besides. */
enum { AS_NUMBER = 1, AS_QUIET = 2, AS_TOTAL = 4, AS_WRITTEN = 8, AS_MORE = 16, AS_WORDS = 32 };

/* MAIL: else a page. */
void look_start(Markup *markup, gboolean mail, LookId look, guint as);
