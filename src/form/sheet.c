/* SPDX-License-Identifier: Apache-2.0 */
#include "form/reader.h"

#include "base/text.h"
#include "form/namespaces.h"
#include "form/remark.h"
#include "form/xml.h"
#include <string.h>

/* What one place of the document says of itself. */
typedef struct {
    char *sheet, *version, *convention; /* or NULL */
    char *stranger;                     /* a sheet that the convention doesn't have, or NULL */
} Claim;

static void
claim_clear(Claim *claim)
{
    g_clear_pointer(&claim->sheet, g_free);
    g_clear_pointer(&claim->version, g_free);
    g_clear_pointer(&claim->convention, g_free);
    g_clear_pointer(&claim->stranger, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Claim, claim_clear)

/* ---- numbers of sheets in texts ---- */

/* "3.2" at TEXT, not followed by more of a word or a code; NULL otherwise (transfer full). */
static char *
sheet_number(const char *text)
{
    gsize length = 0;
    while (g_ascii_isdigit(text[length]) ||
           (length > 0 && text[length] == '.' && g_ascii_isdigit(text[length + 1])))
        length++;
    char next = text[length];
    if (length == 0 || length > 8 || g_ascii_isalnum(next) || next == '-' || next == '/')
        return NULL;
    return g_strndup(text, length);
}

/* Behind "fiche": "action", "n°", spaces. */
static const char *
skip_number_words(const char *text)
{
    static const char *const words[] = {" ",  "action", "numero", "n°", "nº", "n.",
                                        "no", "n",      "-",      "—",  "–",  ":"};
    for (gboolean again = TRUE; again;) {
        again = FALSE;
        for (guint i = 0; i < G_N_ELEMENTS(words); i++)
            if (g_str_has_prefix(text, words[i])) {
                text += strlen(words[i]);
                again = TRUE;
            }
    }
    return text;
}

/* "Fiche action n° 3.2 …" at the start of a folded text. */
static char *
sheet_after_word(const char *folded)
{
    return g_str_has_prefix(folded, "fiche") ? sheet_number(skip_number_words(folded + 5)) : NULL;
}

/* "FA-3.2" anywhere; PREFIX, when known, must be those letters. */
static char *
sheet_after_prefix(const char *text, const char *prefix)
{
    for (const char *p = text; (p = strchr(p, '-')) != NULL; p++) {
        const char *start = p;
        while (start > text && g_ascii_isupper(start[-1]))
            start--;
        gsize letters = (gsize)(p - start);
        if (letters < 2 || letters > 6 || (start > text && g_ascii_isalnum(start[-1])))
            continue;
        if (prefix && (strlen(prefix) != letters || strncmp(prefix, start, letters) != 0))
            continue;
        char *number = sheet_number(p + 1);
        if (number)
            return number;
    }
    return NULL;
}

/* "v1", "v1.2", "version 1" as words of their own. */
static char *
version_in(const char *text)
{
    for (const char *p = text; (p = strchr(p, 'v')) != NULL; p++) {
        if (p > text && g_ascii_isalnum(p[-1]))
            continue;
        const char *number = g_str_has_prefix(p, "version ") ? p + strlen("version ") : p + 1;
        gsize length = strspn(number, "0123456789.");
        if (length == 0 || length > 10 || g_ascii_isalnum(number[length]))
            continue;
        while (length > 0 && number[length - 1] == '.')
            length--;
        return g_strndup(number, length);
    }
    return NULL;
}

/* "Fiche 3.2 – idf-2013 – version 1", as the blank forms have it, or "copil:idf-2013:3.2:v1". */
static char *
convention_in(const Reader *reader, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, strstr(text, " – ") ? " – " : ":", 10);
    gboolean ours = g_str_has_prefix(text, "copil:") || g_strv_length(parts) == 3;
    for (guint i = 0; parts[i]; i++) {
        gboolean known = reader->convention && strcmp(parts[i], reader->convention->id) == 0;
        gboolean may_be = ours && i == 1 && g_ascii_islower(*parts[i]) && strlen(parts[i]) < 60;
        if (known || may_be)
            return g_strdup(parts[i]);
    }
    return NULL;
}

static gboolean
is_sheet(const Reader *reader, const char *id)
{
    return id && (!reader->convention || convention_sheet(reader->convention, id));
}

static void
keep_known(const Reader *reader, Claim *claim)
{
    if (!claim->sheet || is_sheet(reader, claim->sheet))
        return;
    if (!claim->stranger)
        claim->stranger = g_steal_pointer(&claim->sheet);
    g_clear_pointer(&claim->sheet, g_free);
}

/* A line of our own, in a footer or the document's properties. */
static void
claim_from_line(const Reader *reader, const char *text, Claim *claim)
{
    const char *prefix = reader->convention ? reader->convention->prefix : NULL;
    g_autofree char *folded = text_fold(text);
    const char *word = strstr(folded, "fiche");
    claim->version = version_in(text);
    claim->convention = convention_in(reader, text);
    claim->sheet = sheet_after_prefix(text, prefix);
    while (!claim->sheet && word) {
        claim->sheet = sheet_after_word(word);
        word = strstr(word + 5, "fiche");
    }
    g_auto(GStrv) parts = g_strsplit(text, ":", 10);
    for (guint i = 0; g_str_has_prefix(text, "copil:") && parts[i] && !claim->sheet; i++)
        claim->sheet = sheet_number(parts[i]);
    keep_known(reader, claim);
}

/* ---- places ---- */

/* Headers and footers of all pages, as one text. */
static void
claim_from_footer(const Reader *reader, const Package *package, Claim *claim)
{
    const xmlNode *root =
        xmlDocGetRootElement(package->styles ? package->styles : package->content);
    const xmlNode *masters = xml_child(root, NS_OFFICE, "master-styles");
    for (const xmlNode *at = masters; at && !claim->sheet; at = xml_next(at, masters, TRUE)) {
        if (!xml_is(at, NS_TEXT, "p"))
            continue;
        g_autofree char *text = xml_text(at);
        g_auto(Claim) line = {0};
        claim_from_line(reader, text, &line);
        if (line.sheet || (line.stranger && !claim->stranger)) {
            claim_clear(claim);
            *claim = line;
            line = (Claim){0};
        }
    }
}

/* The first line that begins with "Fiche": titles do, sentences that mention another don't. */
static void
claim_from_body(const Reader *reader, Claim *claim)
{
    const GPtrArray *blocks = reader->flow->blocks;
    for (guint i = 0; i < blocks->len && !claim->sheet; i++) {
        const FlowBlock *block = g_ptr_array_index(blocks, i);
        for (guint k = 0; k < block->cells->len && !claim->sheet; k++) {
            const FlowCell *cell = g_ptr_array_index(block->cells, k);
            if (strlen(cell->text) > 500)
                continue;
            g_autofree char *folded = text_fold(cell->text);
            g_autofree char *id = sheet_after_word(folded);
            if (is_sheet(reader, id))
                claim->sheet = g_steal_pointer(&id);
        }
    }
}

static const xmlNode *
find_meta(const Package *package)
{
    const xmlNode *root = xmlDocGetRootElement(package->meta ? package->meta : package->content);
    return xml_child(root, NS_OFFICE, "meta");
}

static void
claim_from_subject(const Reader *reader, const Package *package, Claim *claim)
{
    const xmlNode *meta = find_meta(package);
    const xmlNode *subject = meta ? xml_child(meta, NS_DC, "subject") : NULL;
    if (!subject)
        return;
    g_autofree char *text = xml_text(subject);
    claim_from_line(reader, text, claim);
}

static void
claim_from_properties(const Reader *reader, const Package *package, Claim *claim)
{
    const xmlNode *meta = find_meta(package);
    for (const xmlNode *at = meta ? meta->children : NULL; at; at = at->next) {
        const char *name =
            xml_is(at, NS_META, "user-defined") ? xml_attribute(at, NS_META, "name") : NULL;
        if (!name)
            continue;
        gboolean prefixed = g_str_has_prefix(name, "copil.");
        const char *what = prefixed ? name + strlen("copil.") : name;
        g_autofree char *text = xml_text(at);
        if (strcmp(what, "version") == 0 && !claim->version)
            claim->version = text_shorten(text, 40);
        else if (strcmp(what, "convention") == 0 && !claim->convention)
            claim->convention = text_shorten(text, 200);
        else if (!claim->sheet && (prefixed || strcmp(what, "fiche") == 0)) {
            g_auto(Claim) line = {0};
            claim_from_line(reader, text, &line);
            claim->sheet = line.sheet ? g_steal_pointer(&line.sheet) : sheet_number(text);
        }
    }
    keep_known(reader, claim);
}

/* "FA32" → "3.2": exactly with a convention, by its digits without. */
static char *
sheet_of_code(const Reader *reader, const char *code)
{
    gsize length = strcspn(code, "-");
    for (guint i = 0; reader->convention && i < reader->convention->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(reader->convention->sheets, i);
        if (strlen(sheet->prefix) == length && strncmp(sheet->prefix, code, length) == 0)
            return g_strdup(sheet->id);
    }
    gsize letters = strcspn(code, "0123456789");
    if (reader->convention || letters >= length)
        return NULL;
    g_autofree char *rest = g_strndup(code + letters + 1, length - letters - 1);
    return *rest ? g_strdup_printf("%c.%s", code[letters], rest)
                 : g_strdup_printf("%c", code[letters]);
}

/* The sheet that most codes belong to; *CODED tells whether there was any code. */
static void
claim_from_codes(Reader *reader, Claim *claim)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint best = 0;
    for (guint i = 0; i < reader->flow->blocks->len; i++) {
        const FlowBlock *block = g_ptr_array_index(reader->flow->blocks, i);
        for (guint k = 0; k < block->cells->len; k++) {
            const FlowCell *cell = g_ptr_array_index(block->cells, k);
            const char *rest;
            g_autofree char *alone = question_code(reader, cell->text);
            g_autofree char *leading =
                alone ? NULL : question_leading_code(reader, cell->text, &rest);
            const char *code = alone ? alone : leading;
            g_autofree char *id = code ? sheet_of_code(reader, code) : NULL;
            if (!id)
                continue;
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, id)) + 1;
            if (count > best) {
                best = count;
                g_free(claim->sheet);
                claim->sheet = g_strdup(id);
            }
            g_hash_table_insert(counts, g_steal_pointer(&id), GUINT_TO_POINTER(count));
        }
    }
    reader->coded = best > 0;
}

/* The first place that says something counts; the others may only contradict. */
static void
take_claim(Reader *reader, Claim *claim)
{
    Form *form = reader->form;
    if (!form->version)
        form->version = g_strdup(claim->version);
    if (!form->sheet)
        form->sheet = g_strdup(claim->sheet);
    if (!form->convention)
        form->convention = g_steal_pointer(&claim->convention);
    else if (claim->convention && strcmp(claim->convention, form->convention) != 0)
        remark_two(form->remarks, FINDING_READ_CONVENTION_DIFFERS, NULL, form->convention,
                   claim->convention, NULL);
}

/* Each other sheet that CLAIMS name is said once. */
static void
remark_others(const Form *form, const Claim *claims, guint count)
{
    g_autoptr(GHashTable) said = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < count; i++) {
        char *named = claims[i].sheet ? claims[i].sheet : claims[i].stranger;
        if (named && strcmp(named, form->sheet) != 0 && g_hash_table_add(said, named))
            remark_two(form->remarks, FINDING_READ_SHEET_DIFFERS, NULL, form->sheet, named, NULL);
    }
}

static void
check_version(const Reader *reader, const Claim *claims, guint count)
{
    const char *current = reader->sheet ? reader->sheet->version : NULL;
    for (guint i = 0; i < count && current; i++) {
        const char *version = claims[i].version;
        if (!version || strcmp(version, current) == 0)
            continue;
        remark_two(reader->form->remarks, FINDING_READ_VERSION, NULL, version, current, NULL);
        return;
    }
}

void
sheet_find(Reader *reader, const Package *package)
{
    enum { FOOTER, BODY, SUBJECT, PROPERTIES, CODES, PLACES };
    Form *form = reader->form;
    Claim claims[PLACES] = {0};
    claim_from_footer(reader, package, &claims[FOOTER]);
    claim_from_body(reader, &claims[BODY]);
    claim_from_subject(reader, package, &claims[SUBJECT]);
    claim_from_properties(reader, package, &claims[PROPERTIES]);
    claim_from_codes(reader, &claims[CODES]);
    for (guint i = 0; i < PLACES; i++)
        take_claim(reader, &claims[i]);
    for (guint i = 0; i < PLACES && !form->sheet; i++)
        form->sheet = g_strdup(claims[i].stranger);
    if (form->sheet)
        remark_others(form, claims, PLACES);
    if (reader->convention && form->sheet)
        reader->sheet = convention_sheet(reader->convention, form->sheet);
    check_version(reader, claims, PLACES);
    for (guint i = 0; i < PLACES; i++)
        claim_clear(&claims[i]);
}
