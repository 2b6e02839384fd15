/* SPDX-License-Identifier: Apache-2.0
 *
 * Every folder of tests/data/mail/messages holds message.eml and expected.txt: what is read of it,
 * written out by describe().
 */
#include "base/sha256.h"
#include "mail/message.h"

#include <string.h>

static const char *const classes[] = {"personal", "auto-reply", "bounce", "list"};

static void
describe_line(GString *out, const char *name, const char *text)
{
    if (text == NULL)
        return;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        g_string_append_printf(out, "%s%s%s\n", i == 0 ? name : "    |", i == 0 ? ": " : " ",
                               lines[i]);
}

static void
describe_part(GString *out, const MailPart *part)
{
    gsize length = 0;
    const void *data = g_bytes_get_data(part->bytes, &length);
    g_autofree char *sha256 = sha256_of(data, length);
    g_string_append_printf(out, "part %s %s %" G_GSIZE_FORMAT " %.8s%s%s\n", part->path, part->type,
                           length, sha256, part->body ? " body" : "",
                           part->around ? " around" : "");
    describe_line(out, "  filename", part->filename);
    describe_line(out, "  content-id", part->content_id);
    describe_line(out, "  text", part->text);
}

static char *
describe(const MailMessage *message)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "%s %s%s\n", message->readable ? "readable" : "unreadable",
                           classes[message->class], message->critical ? " critical" : "");
    describe_line(out, "from", message->from_address);
    describe_line(out, "name", message->from_name);
    describe_line(out, "subject", message->subject);
    describe_line(out, "id", message->message_id);
    describe_line(out, "forwarded", message->forwarded_from);
    for (guint i = 0; i < message->references->len; i++)
        describe_line(out, "reference", g_ptr_array_index(message->references, i));
    if (message->received != 0)
        g_string_append_printf(out, "received: %" G_GINT64_FORMAT "\n", message->received);
    for (guint i = 0; i < message->parts->len; i++)
        describe_part(out, g_ptr_array_index(message->parts, i));
    for (guint i = 0; i < message->remarks->len; i++) {
        const Finding *finding = g_ptr_array_index(message->remarks, i);
        g_string_append_printf(out, "%s %s: %s\n", severity_code(finding->severity), finding->code,
                               finding->message);
    }
    return g_string_free(out, FALSE);
}

static char *
data_path(const char *name, const char *file)
{
    const char *root = g_getenv("COPIL_SRCDIR");
    return g_build_filename(root != NULL ? root : ".", "tests/data/mail/messages", name, file,
                            NULL);
}

static void
test_folder(gconstpointer data)
{
    g_autofree char *path = data_path(data, "message.eml");
    g_autofree char *expected_path = data_path(data, "expected.txt");
    g_autofree char *bytes = NULL, *expected = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_autoptr(MailMessage) message = mail_message_read((const guint8 *)bytes, length);
    g_autofree char *found = describe(message);
    if (g_getenv("COPIL_BLESS") != NULL)
        g_assert_true(g_file_set_contents(expected_path, found, -1, NULL));
    g_assert_true(g_file_get_contents(expected_path, &expected, NULL, NULL));
    g_assert_cmpstr(found, ==, expected);
}

static void
add_folders(void)
{
    g_autofree char *root = data_path("", "");
    g_autoptr(GDir) dir = g_dir_open(root, 0, NULL);
    g_assert_nonnull(dir);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_strdup_printf("/mail/message/%s", name);
        g_test_add_data_func_full(path, g_strdup(name), test_folder, g_free);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    mail_init();
    add_folders();
    return g_test_run();
}
