/* SPDX-License-Identifier: Apache-2.0
 *
 * queue-contact.h - who is behind an address, and when an organisation was last in touch.  Inside
 * the room register only.
 */
#pragma once

#include "register/queue.h"

typedef struct Contacts Contacts;

/* Borrows all three (transfer full).  What was sent is looked up of those only that are asked
 * about: few wait, of many. */
Contacts *contacts_new(Register *reg, const Definition *definition, const Acts *acts);
void contacts_free(Contacts *contacts);

/* Add to WHO the participants of which ADDRESS (or NULL) is registered. */
void contacts_of_address(const Contacts *contacts, const char *address, GPtrArray *who);
/* *TIME: when the last form that was accepted came from ADDRESS (or NULL); 0: none did. */
gboolean contacts_accepted(const Contacts *contacts, const char *address, gint64 *time,
                           GError **error);
/* Make *TIME and *KIND the last contact with WHO, when it is later than *TIME. */
gboolean contacts_last(Contacts *contacts, const Participant *who, gint64 *time, ContactKind *kind,
                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Contacts, contacts_free)
