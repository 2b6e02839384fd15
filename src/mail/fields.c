/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/fields.h"

#include "base/text.h"
#include "mail/address.h"
#include "mail/date.h"
#include <string.h>

#define REFERENCES_MAX 50

char *
mail_fields_display(const char *text, guint max)
{
    if (text == NULL)
        return NULL;
    g_autofree char *clean = text_clean(text, -1);
    g_autofree char *line = text_squeeze(clean);
    return *line != '\0' ? text_shorten(line, max) : NULL;
}

/* The raw value of the first field of that name, which is the topmost one; borrowed, or NULL. */
static const char *
raw_value(GMimeMessage *mime, const char *name)
{
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(mime));
    GMimeHeader *header = g_mime_header_list_get_header(headers, name);
    return header != NULL ? g_mime_header_get_raw_value(header) : NULL;
}

/* The first mailbox; groups are looked into once (the scan of bounds limits how many there are). */
static InternetAddressMailbox *
first_mailbox(InternetAddressList *list)
{
    for (int i = 0; list != NULL && i < internet_address_list_length(list); i++) {
        InternetAddress *address = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_MAILBOX(address))
            return INTERNET_ADDRESS_MAILBOX(address);
        InternetAddressList *members =
            internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address));
        for (int j = 0; members != NULL && j < internet_address_list_length(members); j++) {
            InternetAddress *member = internet_address_list_get_address(members, j);
            if (INTERNET_ADDRESS_IS_MAILBOX(member))
                return INTERNET_ADDRESS_MAILBOX(member);
        }
    }
    return NULL;
}

char *
mail_fields_from(GMimeMessage *mime, char **name)
{
    InternetAddressMailbox *mailbox = first_mailbox(g_mime_message_get_from(mime));
    if (name != NULL)
        *name = mailbox != NULL
                    ? mail_fields_display(internet_address_get_name(INTERNET_ADDRESS(mailbox)), 200)
                    : NULL;
    if (mailbox == NULL)
        return NULL;
    g_autofree char *address = mail_address_ascii(internet_address_mailbox_get_addr(mailbox));
    return address != NULL ? g_ascii_strdown(address, -1) : NULL;
}

/* All "<id>" of TEXT, the last REFERENCES_MAX of them. */
static void
add_ids(GPtrArray *ids, const char *text)
{
    const char *open = strchr(text, '<');
    while (open != NULL) {
        const char *close = strpbrk(open + 1, "<>");
        if (close != NULL && *close == '>') {
            g_autofree char *id = g_strndup(open + 1, (gsize)(close - open - 1));
            if (mail_id_valid(id))
                g_ptr_array_add(ids, g_steal_pointer(&id));
        }
        open = close != NULL ? strchr(close, '<') : NULL;
    }
    if (ids->len > REFERENCES_MAX)
        g_ptr_array_remove_range(ids, 0, ids->len - REFERENCES_MAX);
}

static char *
message_id(GMimeMessage *mime)
{
    const char *raw = raw_value(mime, "Message-ID");
    if (raw == NULL)
        return NULL;
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    add_ids(ids, raw);
    if (ids->len > 0)
        return g_strdup(g_ptr_array_index(ids, 0));
    g_autofree char *bare = g_strstrip(g_strdup(raw));
    return mail_id_valid(bare) ? g_steal_pointer(&bare) : NULL;
}

gboolean
mail_fields_ours(GMimeMessage *mime)
{
    g_autofree char *id = message_id(mime);
    return id != NULL && mail_id_is_ours(id);
}

void
mail_fields_read(MailMessage *message, GMimeMessage *mime)
{
    message->from_address = mail_fields_from(mime, &message->from_name);
    message->subject = mail_fields_display(g_mime_message_get_subject(mime), 300);
    message->message_id = message_id(mime);
    const char *references = raw_value(mime, "References");
    if (references != NULL)
        add_ids(message->references, references);
    const char *reply = raw_value(mime, "In-Reply-To");
    if (message->references->len == 0 && reply != NULL)
        add_ids(message->references, reply);
    const char *received = raw_value(mime, "Received");
    message->received = received != NULL ? mail_date_received(received) : 0;
}
