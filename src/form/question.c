/* SPDX-License-Identifier: Apache-2.0 */
#include "form/reader.h"

#include "base/text.h"
#include <string.h>

#define CODE_MAX       60
#define PREFIX_LETTERS 6

void
question_clear(Question *question)
{
    g_clear_pointer(&question->key, g_free);
    g_clear_pointer(&question->code, g_free);
}

/* ---- codes ---- */

/* The character as codes have it: upper case, every dash a hyphen; 0 for spaces and brackets, which
 * typing puts into them, -1 for what no code has. */
static int
code_character(gunichar c)
{
    if (c < 0x80 && g_ascii_isalnum((char)c))
        return g_ascii_toupper((char)c);
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        return '-';
    if (c < 0x80 && strchr("-._:", (int)c))
        return (int)c;
    return (c < 0x80 && strchr("[]()", (int)c)) || c == 0xad || g_unichar_isspace(c) ? 0 : -1;
}

/* Letters, then a digit: most texts are told from a code by their first word. */
static gboolean
begins_like_code(const char *text)
{
    guint letters = 0;
    for (; *text; text = g_utf8_next_char(text)) {
        int c = code_character(g_utf8_get_char(text));
        if (c > 0 && !g_ascii_isupper(c))
            return letters > 0 && g_ascii_isdigit(c);
        if (c < 0 || (c > 0 && ++letters > PREFIX_LETTERS))
            return FALSE;
    }
    return FALSE;
}

/* What autocorrection and typing made of a code, put right (transfer full); NULL when TEXT can't be
 * one. */
static char *
bare_code(const char *text)
{
    if (!begins_like_code(text) || strlen(text) > CODE_MAX)
        return NULL;
    g_autofree char *bare = g_malloc(CODE_MAX + 1);
    gsize length = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        int c = code_character(g_utf8_get_char(p));
        if (c < 0)
            return NULL;
        if (c > 0)
            bare[length++] = (char)c;
    }
    while (length > 0 && strchr(":.", bare[length - 1]))
        length--;
    bare[length] = '\0';
    return g_steal_pointer(&bare);
}

static gsize
span_of(const char *text, gboolean (*accepts)(char c))
{
    gsize n = 0;
    while (text[n] && accepts(text[n]))
        n++;
    return n;
}

static gboolean
is_letter(char c)
{
    return g_ascii_isupper(c);
}

static gboolean
is_digit(char c)
{
    return g_ascii_isdigit(c);
}

static gboolean
is_item(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

/* Letters, digits, hyphen, two or three digits, and items after dots; *PREFIX is what stands before
 * the hyphen. */
static gboolean
has_code_shape(const char *text, gsize *prefix)
{
    gsize letters = span_of(text, is_letter);
    gsize digits = span_of(text + letters, is_digit);
    *prefix = letters + digits;
    const char *rest = text + *prefix;
    if (letters < 1 || letters > PREFIX_LETTERS || digits < 1 || digits > 5 || *rest != '-')
        return FALSE;
    gsize number = span_of(++rest, is_digit);
    if (number < 2 || number > 3)
        return FALSE;
    for (rest += number; *rest == '.';) {
        gsize item = span_of(++rest, is_item);
        if (item == 0)
            return FALSE;
        rest += item;
    }
    return *rest == '\0';
}

static const Sheet *
sheet_of_prefix(const Convention *convention, const char *code, gsize length)
{
    for (guint i = 0; i < convention->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(convention->sheets, i);
        if (strlen(sheet->prefix) == length && strncmp(sheet->prefix, code, length) == 0)
            return sheet;
    }
    return NULL;
}

/* The whole of TEXT as a code. */
static char *
whole_code(const Reader *reader, const char *text)
{
    g_autofree char *bare = bare_code(text);
    gsize prefix;
    if (!bare || !has_code_shape(bare, &prefix))
        return NULL;
    if (reader->convention && !sheet_of_prefix(reader->convention, bare, prefix))
        return NULL;
    return g_steal_pointer(&bare);
}

static const char *
skip_space(const char *text)
{
    while (*text && (*text == ':' || g_unichar_isspace(g_utf8_get_char(text))))
        text = g_utf8_next_char(text);
    return text;
}

char *
question_leading_code(const Reader *reader, const char *text, const char **rest)
{
    if (!begins_like_code(text))
        return NULL;
    for (const char *p = text; *p && p - text <= CODE_MAX; p = g_utf8_next_char(p)) {
        const char *behind = skip_space(p);
        /* "FA32 - 10 . GI" is one code. */
        if (behind == p || p == text || !*behind || strchr(".-", *behind) ||
            !g_ascii_isalnum(p[-1]))
            continue;
        g_autofree char *head = g_strndup(text, (gsize)(p - text));
        char *code = whole_code(reader, head);
        if (!code)
            continue;
        *rest = behind;
        return code;
    }
    return NULL;
}

char *
question_code(const Reader *reader, const char *text)
{
    const char *rest;
    if (!begins_like_code(text))
        return NULL;
    g_autofree char *head = question_leading_code(reader, text, &rest);
    return head ? NULL : whole_code(reader, text);
}

gboolean
question_is_word(const char *text)
{
    if (!g_ascii_isalpha(*text) || strlen(text) > CODE_MAX)
        return FALSE;
    for (; *text; text++)
        if (!g_ascii_isalnum(*text) && !strchr("_-.", *text))
            return FALSE;
    return TRUE;
}

static const Field *
field_of_code(const Reader *reader, const char *code)
{
    const Sheet *sheet =
        reader->convention ? sheet_of_prefix(reader->convention, code, strcspn(code, "-")) : NULL;
    const char *number = strchr(code, '-');
    if (!sheet || !number)
        return NULL;
    g_autofree char *bare = g_strndup(number + 1, strcspn(number + 1, "."));
    return sheet_field_by_code(sheet, bare);
}

Question
question_of_code(const Reader *reader, const char *code)
{
    Question question = {.key = g_strdup(code), .code = g_strdup(code)};
    question.field = field_of_code(reader, code);
    const char *dot = strchr(code, '.');
    if (question.field && dot && question.field->columns) {
        g_autofree char *item = g_strndup(dot + 1, strcspn(dot + 1, "."));
        question.item = list_item(question.field->list, item);
    }
    if (question.item) {
        question.label = question.item->label;
        question.folded = question.item->folded;
    } else if (question.field) {
        question.label = question.field->label;
        question.folded = question.field->folded;
    }
    return question;
}

Question
question_of_word(const Reader *reader, const char *word)
{
    Question question = {0};
    const Field *field = reader->sheet ? sheet_field(reader->sheet, word) : NULL;
    if (field && !field->columns)
        return question_of_code(reader, field->printed);
    if (question_by_label(reader, word, &question))
        return question;
    return (Question){.key = text_shorten(word, FLOW_MAX_NAME)};
}

/* ---- labels ---- */

gboolean
question_by_label(const Reader *reader, const char *text, Question *question)
{
    if (!reader->sheet || strlen(text) > 1000)
        return FALSE;
    gsize line = strcspn(text, "\n");
    g_autofree char *whole = text_fold(text);
    const Labelled *found = g_hash_table_lookup(reader->sheet->labels, whole);
    if (!found && text[line]) {
        g_autofree char *first = g_strndup(text, line);
        g_autofree char *folded = text_fold(first);
        found = g_hash_table_lookup(reader->sheet->labels, folded);
    }
    if (!found)
        return FALSE;
    g_autofree char *code = found->item
                                ? g_strconcat(found->field->printed, ".", found->item->code, NULL)
                                : g_strdup(found->field->printed);
    *question = question_of_code(reader, code);
    return TRUE;
}

char *
question_bracketed(const char *text, gsize *length)
{
    const char *open = strchr(text, '[');
    const char *close = open ? strchr(open, ']') : NULL;
    if (!close || open - text > 300)
        return NULL;
    const char *rest = close + 1;
    while (*rest && g_unichar_isspace(g_utf8_get_char(rest)))
        rest = g_utf8_next_char(rest);
    g_autofree char *word = g_strndup(open + 1, (gsize)(close - open - 1));
    if ((*rest && *rest != ':') || !question_is_word(word))
        return NULL;
    *length = (gsize)(open - text);
    return g_steal_pointer(&word);
}

gboolean
question_is_label(const Question *question, const char *text)
{
    gsize length = strlen(text);
    if (!question->folded || length > 4000)
        return FALSE;
    gsize line = strcspn(text, "\n");
    return text_folds_to(text, length, question->folded) ||
           (line < length && text_folds_to(text, line, question->folded));
}

gsize
question_label_prefix(const Question *question, const char *text)
{
    return question->folded
               ? text_fold_prefix(text, 3 * strlen(question->label) + 8, question->folded)
               : 0;
}
