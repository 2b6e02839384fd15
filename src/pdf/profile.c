/* SPDX-License-Identifier: Apache-2.0
 *
 * The colours of sRGB (IEC 61966-2-1) as an ICC profile (ICC.1:2010, version 4.2).
 *
 * Their curve is a formula, not a table: poppler inverts it for each page that it looks at, and for
 * each part of the structure whose text it gives, which takes twelve milliseconds with a table.
 */
#include "pdf/making.h"

/* Four letters (7.2.8). */
#define SIGN(a, b, c, d)                                                                           \
    ((guint32)(a) << 24 | (guint32)(b) << 16 | (guint32)(c) << 8 | (guint32)(d))
/* The white of the space in which profiles meet (7.2.16). */
#define WHITE 0xF6D6, 0x10000, 0xD32D

enum { HEADER_WORDS = 32, TAG_WORDS = 3, DATA_MOST = 11 };

/* By type (10): words, the numbers with sixteen bits behind the point. */
#define TEXT(a, b, c, d)                                                                           \
    9,                                                                                             \
    {                                                                                              \
        SIGN('m', 'l', 'u', 'c'), 0, 1, 12, SIGN('e', 'n', 'U', 'S'), 8, 28, (a) << 16 | (b),      \
            (c) << 16 | (d)                                                                        \
    }
#define PLACE(x, y, z)                                                                             \
    5,                                                                                             \
    {                                                                                              \
        SIGN('X', 'Y', 'Z', ' '), 0, x, y, z                                                       \
    }
/* ((x + 0.055) / 1.055) ^ 2.4, and below 0.04045 x / 12.92. */
#define CURVE                                                                                      \
    8,                                                                                             \
    {                                                                                              \
        SIGN('p', 'a', 'r', 'a'), 0, 3 << 16, 0x26666, 0xF2A7, 0xD59, 0x13D0, 0xA5B                \
    }
#define BRADFORD                                                                                   \
    11,                                                                                            \
    {                                                                                              \
        SIGN('s', 'f', '3', '2'), 0, 0x10C42, 0x5DE, 0xFFFFF325, 0x793, 0xFD90, 0xFFFFFBA1,        \
            0xFFFFFDA2, 0x3DC, 0xC06E                                                              \
    }

/* What a display's profile must have (8.2, 8.3.3). */
static const struct {
    guint32 name;
    guint count; /* words; 0: those of the tag before */
    guint32 words[DATA_MOST];
} TAGS[] = {
    {SIGN('d', 'e', 's', 'c'), TEXT('s', 'R', 'G', 'B')},
    {SIGN('c', 'p', 'r', 't'), TEXT('N', 'o', 'n', 'e')},
    {SIGN('w', 't', 'p', 't'), 5, {SIGN('X', 'Y', 'Z', ' '), 0, WHITE}},
    {SIGN('c', 'h', 'a', 'd'), BRADFORD},
    {SIGN('r', 'X', 'Y', 'Z'), PLACE(0x6FA0, 0x38F5, 0x390)},
    {SIGN('g', 'X', 'Y', 'Z'), PLACE(0x6297, 0xB787, 0x18D9)},
    {SIGN('b', 'X', 'Y', 'Z'), PLACE(0x249F, 0xF84, 0xB6C4)},
    {SIGN('r', 'T', 'R', 'C'), CURVE},
    {.name = SIGN('g', 'T', 'R', 'C')},
    {.name = SIGN('b', 'T', 'R', 'C')},
};

static void
add_words(GByteArray *profile, const guint32 *words, guint count)
{
    for (guint i = 0; i < count; i++) {
        guint32 word = GUINT32_TO_BE(words[i]);
        g_byte_array_append(profile, (const guint8 *)&word, sizeof word);
    }
}

GByteArray *
srgb_profile(void)
{
    GByteArray *profile = g_byte_array_new();
    guint32 place = (HEADER_WORDS + 1 + TAG_WORDS * G_N_ELEMENTS(TAGS)) * sizeof(guint32);
    guint32 size = place, count = G_N_ELEMENTS(TAGS), bytes = 0;
    guint32 header[HEADER_WORDS] = {
        [2] = 0x04200000,
        SIGN('m', 'n', 't', 'r'),
        SIGN('R', 'G', 'B', ' '),
        SIGN('X', 'Y', 'Z', ' '),
        1999 << 16 | 10, /* the date of the standard */
        1 << 16,
        [9] = SIGN('a', 'c', 's', 'p'),
        [17] = WHITE,
    };

    for (guint i = 0; i < count; i++)
        size += TAGS[i].count * sizeof(guint32);
    header[0] = size;
    add_words(profile, header, HEADER_WORDS);
    add_words(profile, &count, 1);
    for (guint i = 0; i < count; i++) {
        place += bytes * (TAGS[i].count > 0);
        bytes = TAGS[i].count ? TAGS[i].count * sizeof(guint32) : bytes;
        add_words(profile, (const guint32[]){TAGS[i].name, place, bytes}, TAG_WORDS);
    }
    for (guint i = 0; i < count; i++)
        add_words(profile, TAGS[i].words, TAGS[i].count);
    return profile;
}
