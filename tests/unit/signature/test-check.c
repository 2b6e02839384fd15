/* SPDX-License-Identifier: Apache-2.0
 *
 * What the parent does: which edition a file is, and what it believes of a child's reply.  What the
 * child does is shown by tests/signature/ on whole files.
 */
#include "signature/check.h"
#include "signature/read.h"
#include "signature/wire.h"
#include <string.h>

static const char document[] =
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids "
    "[] /Count 0 >>\nendobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n "
    "\n0000000058 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R /ID "
    "[<00112233445566778899aabbccddeeff><00>] >>\nstartxref\n110\n%%EOF\n";

static GBytes *
bytes_of(const char *text)
{
    return g_bytes_new(text, strlen(text));
}

static void
test_kinship(void)
{
    static const struct {
        const char *file;
        Kinship kinship;
        gsize differs;
    } cases[] = {
        {"", KINSHIP_NONE, 0},
        {"%PDF-1.4\n1 0 obj", KINSHIP_CUT, 16},
        {"%PDF-1.4\n1 0 obj\n/ID [<00112233445566778899aabbccddeef0>]", KINSHIP_NONE, 17},
        {"%PDF-1.4\n1 0 obj\n/ID [<00112233445566778899aabbccddeeff>]", KINSHIP_ALTERED, 17},
        {"%PDF-1.7 [<00112233445566778899AABBCCDDEEFF>]", KINSHIP_ALTERED, 7},
    };
    g_autoptr(GBytes) issued = bytes_of(document);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gsize differs;
        g_autoptr(GBytes) file = bytes_of(cases[i].file);
        g_assert_cmpint(kinship_of(file, issued, &differs), ==, cases[i].kinship);
        g_assert_cmpuint(differs, ==, cases[i].differs);
    }
    gsize differs;
    g_autofree char *longer = g_strconcat(document, "x", NULL);
    g_autoptr(GBytes) more = bytes_of(longer);
    g_assert_cmpint(kinship_of(issued, issued, &differs), ==, KINSHIP_ISSUED);
    g_assert_cmpint(kinship_of(more, issued, &differs), ==, KINSHIP_ISSUED);
    static const guint8 raw[] = "%PDF <\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xaa\xbb\xcc\xdd"
                                "\xee\xff>";
    g_autoptr(GBytes) binary = g_bytes_new(raw, sizeof raw);
    g_assert_cmpint(kinship_of(binary, issued, &differs), ==, KINSHIP_ALTERED);
}

static Returned *
sample(void)
{
    Returned *returned = returned_new();
    g_ptr_array_add(returned->fields, g_strdup("maire"));
    Signature *one = g_new0(Signature, 1);
    *one = (Signature){.field = g_strdup("maire"),
                       .issued = TRUE,
                       .state = SIGNATURE_WEAK,
                       .certificate = CERTIFICATE_EXPIRED,
                       .signer = g_strdup("Anne TÉMOIN"),
                       .time = 1436400000,
                       .whole = TRUE};
    g_ptr_array_add(returned->signatures, one);
    returned_change(returned, CHANGE_PAGE, 3, "");
    returned_change(returned, CHANGE_PAGE, 3, "");
    returned_change(returned, CHANGE_FIELD, 0, "maire");
    return returned;
}

static void
test_wire(void)
{
    g_autoptr(Returned) returned = sample();
    g_autoptr(GBytes) bytes = returned_to_bytes(returned);
    g_autoptr(Returned) again = returned_from_bytes(bytes);
    g_autoptr(GBytes) same = returned_to_bytes(again);
    g_assert_true(g_bytes_equal(bytes, same));
    const Signature *one = again->signatures->pdata[0];
    g_assert_cmpstr(one->signer, ==, "Anne TÉMOIN");
    g_assert_null(one->issuer);
    g_assert_cmpint(one->time, ==, 1436400000);
    g_assert_true(one->whole && one->issued && !one->stamped);
    g_assert_cmpuint(again->changes->len, ==, 2);
}

/* ---- what a child that was taken over might say ---- */

static Signature *
first(Returned *returned)
{
    return returned->signatures->pdata[0];
}

static Change *
change_at(Returned *returned, guint i)
{
    return returned->changes->pdata[i];
}

static void
put(char **text, const char *other)
{
    g_free(*text);
    *text = g_strdup(other);
}

static void
put_long(char **text, gsize length)
{
    g_free(*text);
    *text = g_strnfill(length, 'a');
}

static void
add_fields(Returned *returned, guint count)
{
    while (returned->fields->len < count)
        g_ptr_array_add(returned->fields, g_strdup("a"));
}

static void
add_signatures(Returned *returned, guint count)
{
    while (returned->signatures->len < count) {
        Signature *one = g_new0(Signature, 1);
        one->field = g_strdup("a");
        g_ptr_array_add(returned->signatures, one);
    }
}

/* Past what returned_change allows. */
static void
add_changes(Returned *returned, guint count)
{
    for (guint i = 0; returned->changes->len < count; i++) {
        Change *one = g_new0(Change, 1);
        *one = (Change){CHANGE_OBJECT, i, g_strdup("")};
        g_ptr_array_add(returned->changes, one);
    }
}

#define CASE(name, change)                                                                         \
    static void name(Returned *returned)                                                           \
    {                                                                                              \
        change;                                                                                    \
    }

CASE(state, first(returned)->state = (SignatureState)(SIGNATURE_SUBSTITUTE + 1))
CASE(certificate, first(returned)->certificate = (CertificateState)(CERTIFICATE_REFUSED + 1))
CASE(time_negative, first(returned)->time = -1)
CASE(time_late, first(returned)->time = G_GINT64_CONSTANT(253402300800))
CASE(kind, change_at(returned, 0)->kind = (ChangeKind)CHANGE_KINDS)
CASE(change_twice, change_at(returned, 1)->kind = CHANGE_PAGE; change_at(returned, 1)->number = 3;
     put(&change_at(returned, 1)->what, ""))
CASE(fields_many, add_fields(returned, RETURNED_MAX_SIGNATURES + 1))
CASE(signatures_many, add_signatures(returned, RETURNED_MAX_SIGNATURES + 1))
CASE(changes_many, add_changes(returned, RETURNED_MAX_CHANGES + 1))
CASE(field_long, put_long(&first(returned)->field, 1001))
CASE(signer_long, put_long(&first(returned)->signer, 1001))
CASE(signer_lines, put(&first(returned)->signer, "Anne\nTémoin"))
CASE(signer_spaces, put(&first(returned)->signer, "Anne  Témoin"))
CASE(issuer_hidden, put(&first(returned)->issuer, "a\u00adb"))
CASE(issuer_apart, put(&first(returned)->issuer, "e\u0301"))
CASE(what_blank, put(&change_at(returned, 1)->what, " "))

CASE(bounds_counts, add_fields(returned, RETURNED_MAX_SIGNATURES);
     add_signatures(returned, RETURNED_MAX_SIGNATURES); add_changes(returned, RETURNED_MAX_CHANGES))
CASE(bounds_texts, put_long(&first(returned)->field, 1000); put(&first(returned)->issuer, ""))
CASE(bounds_numbers, first(returned)->time = G_GINT64_CONSTANT(253402300799);
     first(returned)->state = SIGNATURE_SUBSTITUTE;
     first(returned)->certificate = CERTIFICATE_REFUSED; change_at(returned, 0)->number = G_MAXUINT;
     change_at(returned, 0)->kind = CHANGE_OBJECT)

static gboolean
is_believed(const guint8 *bytes, gsize length)
{
    g_autoptr(GBytes) sent = g_bytes_new(bytes, length);
    g_autoptr(Returned) after = returned_from_bytes(sent);
    if (!after)
        return FALSE;
    g_autoptr(GBytes) back = returned_to_bytes(after);
    g_assert_true(g_bytes_equal(sent, back));
    return TRUE;
}

static gboolean
is_believed_with(void (*change)(Returned *))
{
    g_autoptr(Returned) returned = sample();
    change(returned);
    g_autoptr(GBytes) bytes = returned_to_bytes(returned);
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    return is_believed(data, length);
}

static void
test_lies(void)
{
    static void (*const lies[])(Returned *) = {
        state,         certificate,     time_negative, time_late,  kind,        change_twice,
        fields_many,   signatures_many, changes_many,  field_long, signer_long, signer_lines,
        signer_spaces, issuer_hidden,   issuer_apart,  what_blank,
    };
    static void (*const bounds[])(Returned *) = {bounds_counts, bounds_texts, bounds_numbers};
    for (guint i = 0; i < G_N_ELEMENTS(lies); i++) {
        g_test_message("lie %u", i);
        g_assert_false(is_believed_with(lies[i]));
    }
    for (guint i = 0; i < G_N_ELEMENTS(bounds); i++) {
        g_test_message("bounds %u", i);
        g_assert_true(is_believed_with(bounds[i]));
    }
}

/* Cut anywhere, longer by a byte, another byte anywhere: refused, or within bounds again. */
static void
test_bytes(void)
{
    g_autoptr(Returned) returned = sample();
    g_autoptr(GBytes) good = returned_to_bytes(returned);
    gsize length;
    const guint8 *data = g_bytes_get_data(good, &length);
    for (gsize n = 0; n < length; n++)
        g_assert_false(is_believed(data, n));
    g_autofree guint8 *bytes = g_malloc0(length + 1);
    memcpy(bytes, data, length);
    g_assert_false(is_believed(bytes, length + 1));
    for (gsize i = 0; i < length; i++) {
        for (guint byte = 0; byte < 256; byte++) {
            bytes[i] = (guint8)byte;
            gboolean same = data[i] == byte;
            g_assert_true(is_believed(bytes, length) || !same);
        }
        bytes[i] = data[i];
    }
}

static void
test_many(void)
{
    g_autoptr(Returned) returned = returned_new();
    for (guint i = 0; i < 2 * RETURNED_MAX_CHANGES; i++)
        returned_change(returned, CHANGE_OBJECT, i, "");
    g_assert_cmpuint(returned->changes->len, ==, RETURNED_MAX_CHANGES);
}

/* In a child: the document itself, and one with something behind its end. */
static void
test_child(void)
{
    const PoolOptions options = {.jobs = 1, .no_sandbox = g_getenv("COPIL_NO_SANDBOX") != NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(Pool) pool = pool_for_signatures(NULL, &options, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) file = bytes_of(document);
    g_autoptr(Returned) plain = returned_check(pool, file, g_bytes_get_size(file), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(plain->changes->len, ==, 0);
    g_autofree char *text = g_strconcat(document, "x", NULL);
    g_autoptr(GBytes) longer = bytes_of(text);
    g_autoptr(Returned) more = returned_check(pool, longer, strlen(document), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(more->changes->len, ==, 1);
    g_assert_cmpint(((Change *)more->changes->pdata[0])->kind, ==, CHANGE_UNREADABLE);
    /* A request that no child can serve. */
    g_autoptr(Returned) none = returned_check(pool, file, G_MAXSIZE, &error);
    g_assert_no_error(error);
    g_assert_cmpint(((Change *)none->changes->pdata[0])->kind, ==, CHANGE_UNREADABLE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/signature/kinship", test_kinship);
    g_test_add_func("/signature/wire", test_wire);
    g_test_add_func("/signature/lies", test_lies);
    g_test_add_func("/signature/bytes", test_bytes);
    g_test_add_func("/signature/many", test_many);
    g_test_add_func("/signature/child", test_child);
    return g_test_run();
}
