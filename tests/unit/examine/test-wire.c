/* SPDX-License-Identifier: Apache-2.0
 *
 * The wire: what goes in comes out, and nothing that is out of bounds comes out.
 */
#include "sample.h"

#include <string.h>

static void
test_round_trip(void)
{
    g_autoptr(Examination) before = sample();
    g_autoptr(GBytes) bytes = examination_to_bytes(before);
    g_autoptr(GError) error = NULL;
    g_autoptr(Examination) after = examination_from_bytes(bytes, &error);
    g_assert_no_error(error);
    g_assert_nonnull(after);
    g_autoptr(GBytes) again = examination_to_bytes(after);
    g_assert_true(g_bytes_equal(bytes, again));

    g_assert_cmpint(after->verdict, ==, VERDICT_ACCEPTED);
    g_assert_cmpint(after->class, ==, MAIL_LIST);
    g_assert_true(after->mail);
    g_assert_cmpstr(after->from_name, ==, "Lycée « É »");
    g_assert_null(after->forwarded_from);
    g_assert_cmpint(after->received, ==, 1393632000);
    g_assert_cmpuint(after->parts->len, ==, 5);
    g_assert_cmpstr(examination_part(after, "1")->text, ==, "Bonjour,\n\tvoici.");
    g_assert_cmpint(examination_part(after, "2")->fate, ==, FATE_ARCHIVE);
    g_assert_null(examination_part(after, "4"));
    const ExaminedForm *form = g_ptr_array_index(after->forms, 0);
    const Answer *answer = g_ptr_array_index(form->form->answers, 0);
    g_assert_cmpstr(g_ptr_array_index(answer->motifs, 0), ==, "NC");
    answer = g_ptr_array_index(form->form->answers, 1);
    g_assert_null(g_ptr_array_index(answer->motifs, 0));
    answer = g_ptr_array_index(form->form->answers, 2);
    g_assert_null(answer->motifs);
    const Value *value = g_ptr_array_index(form->checked->values, 1);
    g_assert_null(value->canonical);
    g_assert_cmpint(value->motif, ==, MOTIF_NC);
    g_assert_false(value->counted);
    g_assert_null(((ExaminedForm *)g_ptr_array_index(after->forms, 2))->checked);
}

/* What a header or an archive smuggles in is cleaned before it crosses. */
static void
test_cleaning(void)
{
    g_autoptr(Examination) before = sample();
    g_free(before->subject);
    before->subject = g_strdup("a\x01"
                               "b\xff"
                               "c\xe2\x80\xae"
                               "d\x7f");
    g_autoptr(GBytes) bytes = examination_to_bytes(before);
    g_autoptr(Examination) after = examination_from_bytes(bytes, NULL);
    g_assert_nonnull(after);
    g_assert_cmpstr(after->subject, ==,
                    "ab\xef\xbf\xbd"
                    "cd");
}

/* ---- bytes that no honest writer makes ---- */

static GBytes *
sample_bytes(void)
{
    g_autoptr(Examination) e = sample();
    return examination_to_bytes(e);
}

/* Whether it is believed; if so, what was believed is said in the same bytes. */
static gboolean
is_believed(const guint8 *bytes, gsize length)
{
    g_autoptr(GBytes) sent = g_bytes_new(bytes, length);
    g_autoptr(GError) error = NULL;
    g_autoptr(Examination) after = examination_from_bytes(sent, &error);
    if (after == NULL) {
        g_assert_error(error, EXAMINATION_ERROR, EXAMINATION_ERROR_WIRE);
        return FALSE;
    }
    g_autoptr(GBytes) back = examination_to_bytes(after);
    g_assert_true(g_bytes_equal(sent, back));
    return TRUE;
}

static void
test_texts(void)
{
    static const struct {
        const char *put; /* in place of MARKED, as many bytes */
        gboolean taken;
    } texts[] = {
        {"MARKET", TRUE},
        {"a\nb\tcd", TRUE},
        {"\xf0\x9f\x98\x80"
         "ab",
         TRUE},
        {"ab\x01"
         "cde",
         FALSE},
        {"ab\x1b[2J", FALSE},
        {"ab\rcde", FALSE},
        {"abcde\x7f", FALSE},
        {"abcd\xc2\x85", FALSE},
        {"abc\xe2\x80\xae", FALSE},
        {"abc\xe2\x81\xa6", FALSE},
        {"abcde\xff", FALSE},
        {"abc\xed\xa0\x80", FALSE},
        {"ab\0cde", FALSE},
    };
    g_autoptr(GBytes) good = sample_bytes();
    gsize length;
    const guint8 *data = g_bytes_get_data(good, &length);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree guint8 *bytes = g_memdup2(data, length);
        for (guint8 *at = bytes; (at = memmem(at, length - (gsize)(at - bytes), "MARKED", 6));)
            memcpy(at, texts[i].put, 6);
        g_test_message("text %u", i);
        g_assert_cmpint(is_believed(bytes, length), ==, texts[i].taken);
    }
}

/* Cut anywhere, or longer by a byte. */
static void
test_lengths(void)
{
    g_autoptr(GBytes) good = sample_bytes();
    gsize length;
    const guint8 *data = g_bytes_get_data(good, &length);
    for (gsize n = 0; n < length; n++)
        g_assert_false(is_believed(data, n));
    g_assert_true(is_believed(data, length));
    g_autofree guint8 *longer = g_malloc0(length + 1);
    memcpy(longer, data, length);
    g_assert_false(is_believed(longer, length + 1));
}

/* One byte changed anywhere: refused, or something that is within bounds again. */
static void
test_flips(void)
{
    static const guint8 masks[] = {0x01, 0x80, 0xff};
    g_autoptr(GBytes) good = sample_bytes();
    gsize length;
    const guint8 *data = g_bytes_get_data(good, &length);
    g_autofree guint8 *bytes = g_memdup2(data, length);
    guint believed = 0;
    for (gsize i = 0; i < length; i++) {
        for (guint m = 0; m < G_N_ELEMENTS(masks); m++) {
            bytes[i] ^= masks[m];
            believed += is_believed(bytes, length);
            bytes[i] ^= masks[m];
        }
    }
    g_assert_cmpuint(believed, >, length / 2); /* most of it is letters */
    g_assert_cmpuint(believed, <, 3 * length);
}

/* Whatever count or length stands there: more than there is, at once or all but. */
static void
test_counts(void)
{
    static const guint32 counts[] = {G_MAXUINT32, G_MAXINT32, EXAMINATION_MAX_FINDINGS, 0};
    g_autoptr(GBytes) good = sample_bytes();
    gsize length;
    const guint8 *data = g_bytes_get_data(good, &length);
    g_autofree guint8 *bytes = g_memdup2(data, length);
    for (gsize i = 0; i + sizeof counts[0] <= length; i++) {
        for (guint c = 0; c < G_N_ELEMENTS(counts); c++) {
            memcpy(bytes + i, &counts[c], sizeof counts[c]);
            is_believed(bytes, length);
        }
        memcpy(bytes + i, data + i, sizeof counts[0]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/wire/round-trip", test_round_trip);
    g_test_add_func("/wire/cleaning", test_cleaning);
    g_test_add_func("/wire/texts", test_texts);
    g_test_add_func("/wire/lengths", test_lengths);
    g_test_add_func("/wire/flips", test_flips);
    g_test_add_func("/wire/counts", test_counts);
    return g_test_run();
}
