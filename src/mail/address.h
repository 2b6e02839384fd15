/* SPDX-License-Identifier: Apache-2.0
 *
 * address.h - addresses and Message-IDs that may be written into a header (inside this room only).
 */
#pragma once

#include <glib.h>

/* ADDRESS as it can be sent to: local part of plain ASCII, the domain's accents as Punycode; NULL
 * when it is no address, or could break out of its field (transfer full). */
char *mail_address_ascii(const char *address);

/* TRUE when ID, without <>, is that of a letter of ours: no other program makes it. */
gboolean mail_id_is_ours(const char *id);

/* TRUE when ID, without <>, is printable ASCII that can stand between < and >. */
gboolean mail_id_valid(const char *id);
