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
    g_autoptr(GVariant) variant = returned_to_variant(returned);
    g_autoptr(Returned) again = returned_from_variant(variant);
    g_autoptr(GVariant) same = returned_to_variant(again);
    g_assert_true(g_variant_equal(variant, same));
    const Signature *one = again->signatures->pdata[0];
    g_assert_cmpstr(one->signer, ==, "Anne TÉMOIN");
    g_assert_null(one->issuer);
    g_assert_cmpint(one->time, ==, 1436400000);
    g_assert_true(one->whole && one->issued && !one->stamped);
    g_assert_cmpuint(again->changes->len, ==, 2);
}

/* What a child that was taken over might say. */
static void
test_lies(void)
{
    static const char *const lies[] = {
        "([], [('a', true, 99, 0, nothing, nothing, 0, false, false)], [])",
        "([], [('a', true, 0, 99, nothing, nothing, 0, false, false)], [])",
        "([], [('a', true, 0, 0, nothing, nothing, -1, false, false)], [])",
        "([], [('a', true, 0, 0, nothing, nothing, 253402300800, false, false)], [])",
        "([], [], [(99, 0, '')])",
    };
    for (guint i = 0; i < G_N_ELEMENTS(lies); i++) {
        g_autoptr(GVariant) lie =
            g_variant_parse(G_VARIANT_TYPE(WIRE_TYPE), lies[i], NULL, NULL, NULL);
        g_assert_nonnull(lie);
        g_assert_null(returned_from_variant(lie));
    }
    g_autofree char *endless = g_strnfill(2000, 'a');
    g_autofree char *text = g_strdup_printf("(['%s'], [], [])", endless);
    g_autoptr(GVariant) words = g_variant_parse(G_VARIANT_TYPE(WIRE_TYPE), text, NULL, NULL, NULL);
    g_assert_null(returned_from_variant(words));
    g_autoptr(GVariant) bidi = g_variant_parse(
        G_VARIANT_TYPE(WIRE_TYPE),
        "(['a'], [('a', true, 0, 0, just 'x\\u202ey\\nz', nothing, 0, false, false)], [])", NULL,
        NULL, NULL);
    g_autoptr(Returned) clean = returned_from_variant(bidi);
    g_assert_cmpstr(((Signature *)clean->signatures->pdata[0])->signer, ==, "xy z");
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
    g_test_add_func("/signature/many", test_many);
    g_test_add_func("/signature/child", test_child);
    return g_test_run();
}
