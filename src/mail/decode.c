/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/decode.h"

#include "base/text.h"
#include <iconv.h>
#include <string.h>

/* What is decoded of one text part: HTML is several times as long as its text. */
#define SOURCE_MAX (1u << 20)

/* The charsets of European mail.  Others would need a module that a locked child can't load, and
 * the odder converters are the ones with a history of overflows. */
static const char *const charsets[] = {
    "UTF-8",       "US-ASCII",     "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-3", "ISO-8859-9",
    "ISO-8859-15", "WINDOWS-1250", "WINDOWS-1252", "WINDOWS-1254", "CP850",      "MACINTOSH",
    "UTF-16",      "UTF-16LE",     "UTF-16BE",     "UTF-32",       "UTF-7"};

static const struct {
    const char *alias, *charset;
} aliases[] = {
    {"UTF8", "UTF-8"},
    {"ASCII", "US-ASCII"},
    {"LATIN1", "ISO-8859-1"},
    {"LATIN-1", "ISO-8859-1"},
    {"ISO8859-1", "ISO-8859-1"},
    {"ISO_8859-1", "ISO-8859-1"},
    {"LATIN9", "ISO-8859-15"},
    {"LATIN-9", "ISO-8859-15"},
    {"ISO8859-15", "ISO-8859-15"},
    {"ISO_8859-15", "ISO-8859-15"},
    {"CP1252", "WINDOWS-1252"},
    {"ANSI_X3.4-1968", "US-ASCII"},
    {"X-MAC-ROMAN", "MACINTOSH"},
    {"CP-850", "CP850"},
    {"IBM850", "CP850"},
};

/* Descriptors are held open for good: glibc unloads the module of a charset that nobody uses. */
void
mail_decode_init(void)
{
    static gsize held = 0;
    if (!g_once_init_enter(&held))
        return;
    GPtrArray *descriptors = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(charsets); i++)
        g_ptr_array_add(descriptors, iconv_open("UTF-8", charsets[i]));
    g_once_init_leave(&held, (gsize)descriptors);
}

static const char *
known_charset(const char *name)
{
    if (name == NULL)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(charsets); i++) {
        if (g_ascii_strcasecmp(name, charsets[i]) == 0)
            return charsets[i];
    }
    for (guint i = 0; i < G_N_ELEMENTS(aliases); i++) {
        if (g_ascii_strcasecmp(name, aliases[i].alias) == 0)
            return aliases[i].charset;
    }
    return NULL;
}

/* A piece of at most SOURCE_MAX bytes that ends at a character's end in every charset above. */
static gsize
bounded_length(const guint8 *bytes, gsize length)
{
    if (length <= SOURCE_MAX)
        return length;
    gsize cut = SOURCE_MAX;
    for (guint back = 0; back < 4 && (bytes[cut] & 0xC0) == 0x80; back++)
        cut--;
    return bytes[cut] < 0x80 ? SOURCE_MAX : cut;
}

static char *
convert(const guint8 *bytes, gsize length, const char *charset)
{
    gsize written = 0;
    g_autofree char *text =
        g_convert((const char *)bytes, (gssize)length, "UTF-8", charset, NULL, &written, NULL);
    return text != NULL ? text_clean(text, (gssize)written) : NULL;
}

/* Never fails: the five codes that Windows-1252 leaves free become U+FFFD. */
static char *
windows_text(const guint8 *bytes, gsize length)
{
    static const gunichar high[32] = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    g_autoptr(GString) text = g_string_sized_new(length + length / 8);
    for (gsize i = 0; i < length; i++) {
        gboolean special = bytes[i] >= 0x80 && bytes[i] < 0xA0;
        g_string_append_unichar(text, special ? high[bytes[i] - 0x80] : bytes[i]);
    }
    return text_clean(text->str, (gssize)text->len);
}

static gboolean
is_latin(const char *charset)
{
    return g_str_equal(charset, "US-ASCII") || g_str_equal(charset, "ISO-8859-1") ||
           g_str_equal(charset, "WINDOWS-1252");
}

static gboolean
is_ascii(const guint8 *bytes, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (bytes[i] >= 0x80)
            return FALSE;
    }
    return TRUE;
}

/* Valid as UTF-8, NULs aside: text_clean drops them. */
static gboolean
is_utf8(const guint8 *bytes, gsize length)
{
    return g_utf8_validate_len((const char *)bytes, length, NULL) ||
           (memchr(bytes, 0, length) != NULL && is_ascii(bytes, length));
}

char *
mail_decode_text(const guint8 *bytes, gsize length, const char *charset, gboolean *doubtful)
{
    *doubtful = FALSE;
    if (length == 0)
        return g_strdup("");
    length = bounded_length(bytes, length);
    const char *declared = known_charset(charset);
    gboolean simple = declared == NULL || is_latin(declared) || g_str_equal(declared, "UTF-8");
    if (!simple) {
        char *text = convert(bytes, length, declared);
        if (text != NULL)
            return text;
    }
    gboolean ascii = is_ascii(bytes, length);
    gboolean utf8 = is_utf8(bytes, length);
    gboolean as_declared = ascii || (declared == NULL                    ? charset == NULL
                                     : g_str_equal(declared, "UTF-8")    ? utf8
                                     : g_str_equal(declared, "US-ASCII") ? FALSE
                                                                         : !utf8);
    *doubtful = !simple || !as_declared;
    return utf8 ? text_clean((const char *)bytes, (gssize)length) : windows_text(bytes, length);
}

char *
mail_decode_bound(char *text)
{
    if (strlen(text) <= MAIL_TEXT_MAX)
        return text;
    char *end = text + MAIL_TEXT_MAX;
    while ((*end & 0xC0) == 0x80)
        end--;
    *end = '\0';
    return text;
}
