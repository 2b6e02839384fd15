/* SPDX-License-Identifier: Apache-2.0
 *
 * The examples that NIST gives for FIPS 180-4; whole, in pieces, and told on the way.
 */
#include "base/sha256.h"

#include <string.h>

#define OF_NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define OF_ABC     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define OF_TWO     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
#define OF_MILLION "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"

static void
test_whole(void)
{
    g_autoptr(GBytes) two =
        g_bytes_new_static("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56);
    g_autofree char *nothing = sha256_of(NULL, 0);
    g_autofree char *abc = sha256_of_text("abc");
    g_autofree char *blocks = sha256_of_bytes(two);
    g_assert_cmpstr(nothing, ==, OF_NOTHING);
    g_assert_cmpstr(abc, ==, OF_ABC);
    g_assert_cmpstr(blocks, ==, OF_TWO);
}

static void
test_pieces(void)
{
    char piece[1000];
    memset(piece, 'a', sizeof piece);
    g_autoptr(Sha256) sum = sha256_new();
    g_autofree char *before = sha256_told(sum);
    for (guint i = 0; i < 1000; i++)
        sha256_add(sum, piece, sizeof piece);
    g_autofree char *after = sha256_told(sum);
    g_autofree char *again = sha256_told(sum);
    g_assert_cmpstr(before, ==, OF_NOTHING);
    g_assert_cmpstr(after, ==, OF_MILLION);
    g_assert_cmpstr(again, ==, OF_MILLION);
}

static void
test_told_on_the_way(void)
{
    g_autoptr(Sha256) sum = sha256_new();
    sha256_add_text(sum, "ab");
    g_autofree char *on_the_way = sha256_told(sum);
    sha256_add_text(sum, "");
    sha256_add_text(sum, "c");
    g_autofree char *abc = sha256_told(sum);
    g_assert_cmpstr(on_the_way, !=, abc);
    g_assert_cmpstr(abc, ==, OF_ABC);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sha256/whole", test_whole);
    g_test_add_func("/sha256/pieces", test_pieces);
    g_test_add_func("/sha256/told-on-the-way", test_told_on_the_way);
    return g_test_run();
}
