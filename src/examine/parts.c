/* SPDX-License-Identifier: Apache-2.0
 *
 * parts.c - each leaf part gets a row and a fate.  Content decides, never the name or the declared
 * type; a name can only turn what nobody could read into a refused form.
 */
#include "examine/parts.h"

#include "base/sha256.h"
#include "base/text.h"
#include "examine/empty.h"
#include "examine/leftover.h"
#include "examine/unpack.h"
#include "mail/source.h"

#include <string.h>

#define SMALL_PICTURE  (20u << 10) /* bytes: a logo or a signature, no page that one could read */
#define NAME_MAX_CHARS 255

/* A picture or an HTML text, to be decided when all parts were seen. */
typedef struct {
    ExaminedPart *row;
    const MailPart *part;
} Pending;

struct Walk {
    Examination *result;
    const Checker *checker;
    WalkMode mode;
    GHashTable *seen;        /* SHA-256 of forms read so far */
    GHashTable *paths;       /* of rows so far */
    GArray *pictures, *html; /* Pending */
    gboolean plain;          /* a plain text body was seen */
    guint answers, cells, findings;
    gboolean full; /* said that there are too many forms */
    gboolean ours; /* what is taken now is within a letter of ours */
};

Walk *
walk_new(Examination *result, const Checker *checker, WalkMode mode)
{
    Walk *walk = g_new0(Walk, 1);
    walk->result = result;
    walk->checker = checker;
    walk->mode = mode;
    walk->seen = g_hash_table_new(g_str_hash, g_str_equal);
    walk->paths = g_hash_table_new(g_str_hash, g_str_equal);
    walk->pictures = g_array_new(FALSE, FALSE, sizeof(Pending));
    walk->html = g_array_new(FALSE, FALSE, sizeof(Pending));
    return walk;
}

/* What a finding calls the part. */
static char *
called(const ExaminedPart *row)
{
    if (row->filename != NULL && row->filename[0] != '\0')
        return g_strdup(row->filename);
    return g_strdup_printf("partie %s", row->path);
}

static void
say(Walk *walk, FindingKind kind, const ExaminedPart *row)
{
    g_autofree char *name = called(row);
    g_ptr_array_add(walk->result->findings,
                    finding_new(kind, NULL, NULL, NULL, "name", name, "label", row->label, NULL));
}

static void
set_aside(Walk *walk, ExaminedPart *row, FindingKind why)
{
    row->fate = FATE_BY_HAND;
    say(walk, why, row);
}

/* Two members of an archive may have names that differ in nothing one can see. */
static char *
unique_path(Walk *walk, const char *path)
{
    g_autofree char *clean = text_clean(path, -1);
    char *free_path = g_strdup(clean);
    for (guint n = 2; g_hash_table_contains(walk->paths, free_path); n++) {
        g_free(free_path);
        free_path = g_strdup_printf("%s~%u", clean, n);
    }
    return free_path;
}

static char *
clean_name(const char *name)
{
    if (name == NULL)
        return NULL;
    g_autofree char *clean = text_clean(name, -1);
    g_autofree char *line = text_squeeze(clean);
    return text_shorten(line, NAME_MAX_CHARS);
}

static ExaminedPart *
add_row(Walk *walk, const MailPart *part, Content content)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(part->bytes, &length);
    ExaminedPart *row = g_new0(ExaminedPart, 1);
    row->path = unique_path(walk, part->path);
    row->filename = clean_name(part->filename);
    row->type = clean_name(part->type != NULL ? part->type : "application/octet-stream");
    row->label = g_strdup(content_label(content));
    g_autofree char *sha256 = sha256_of(bytes, length);
    g_strlcpy(row->sha256, sha256, sizeof row->sha256);
    row->size = length;
    row->fate = FATE_IGNORED;
    g_hash_table_add(walk->paths, row->path);
    g_ptr_array_add(walk->result->parts, row);
    return row;
}

static void
too_many(Walk *walk, ExaminedPart *row)
{
    row->fate = FATE_BY_HAND;
    if (!walk->full)
        say(walk, FINDING_FORMS_TOO_MANY, row);
    walk->full = TRUE;
}

/* ---- forms ---- */

/* Takes FORM. */
static ExaminedForm *
judge(const Checker *checker, const ExaminedPart *row, Form *form)
{
    ExaminedForm *examined = g_new0(ExaminedForm, 1);
    examined->part = g_strdup(row->path);
    examined->form = form;
    if (!form->readable && !findings_have_error(form->remarks)) {
        g_autofree char *name = called(row);
        g_ptr_array_add(form->remarks, finding_new(FINDING_PART_NOT_READ, NULL, NULL, NULL, "name",
                                                   name, "label", row->label, NULL));
    }
    if (checker != NULL)
        examined->checked = check_form(checker, form);
    return examined;
}

static ExaminedForm *
read_form(const Checker *checker, const ExaminedPart *row, const guint8 *bytes, gsize length)
{
    const Convention *convention = checker != NULL ? checker_convention(checker) : NULL;
    return judge(checker, row, form_read(bytes, length, convention));
}

/* By the definition in force when its period began.  Only a definition that has the sheet can tell
 * the period: of several that might, the newest whose own time the period is in. */
static ExaminedForm *
read_in_time(const Checker *newest, const ExaminedPart *row, const guint8 *bytes, gsize length)
{
    ExaminedForm *found = read_form(newest, row, bytes, length);
    if (newest == NULL || checker_before(newest) == NULL || !found->form->readable)
        return found;
    const Checker *right = checker_during(newest, found->checked->period);
    if (right == newest)
        return found;
    if (right != NULL) {
        examined_form_free(found);
        return read_form(right, row, bytes, length);
    }
    for (const Checker *older = checker_before(newest); older; older = checker_before(older)) {
        ExaminedForm *other = read_form(older, row, bytes, length);
        gboolean timely = checker_during(newest, other->checked->period) == older;
        examined_form_free(timely ? found : other);
        if (timely)
            return other;
    }
    return found;
}

static guint
cells_of(const Form *form)
{
    guint cells = 0;
    for (guint i = 0; i < form->answers->len; i++)
        cells += ((const Answer *)g_ptr_array_index(form->answers, i))->texts->len;
    return cells;
}

/* Takes EXAMINED. */
static void
add_form(Walk *walk, ExaminedPart *row, ExaminedForm *examined)
{
    const Form *form = examined->form;
    guint answers = form->answers->len, cells = cells_of(form), findings = form->remarks->len;
    if (examined->checked != NULL) {
        answers = MAX(answers, examined->checked->values->len);
        findings += examined->checked->findings->len;
    }
    if (walk->answers + answers > EXAMINATION_MAX_ANSWERS ||
        walk->cells + cells > EXAMINATION_MAX_CELLS ||
        walk->findings + findings > EXAMINATION_MAX_FINDINGS - 2 * EXAMINATION_MAX_PARTS) {
        examined_form_free(examined);
        too_many(walk, row);
        return;
    }
    walk->answers += answers;
    walk->cells += cells;
    walk->findings += findings;
    row->fate = FATE_FORM;
    g_ptr_array_add(walk->result->forms, examined);
}

/* TRUE when the form in ROW is to be read; else its fate is decided. */
static gboolean
admit(Walk *walk, ExaminedPart *row)
{
    if (walk->mode == WALK_RETURNED) {
        say(walk, FINDING_FORM_RETURNED, row);
        return FALSE;
    }
    if (walk->ours) {
        say(walk, FINDING_FORM_OURS, row);
        return FALSE;
    }
    if (!g_hash_table_add(walk->seen, row->sha256)) {
        say(walk, FINDING_FORM_TWICE, row);
        return FALSE;
    }
    if (walk->mode == WALK_HELD) {
        set_aside(walk, row, FINDING_FORM_HELD);
        return FALSE;
    }
    if (walk->result->forms->len >= EXAMINATION_MAX_FORMS) {
        too_many(walk, row);
        return FALSE;
    }
    return TRUE;
}

static void
take_form(Walk *walk, ExaminedPart *row, const guint8 *bytes, gsize length)
{
    if (admit(walk, row))
        add_form(walk, row, read_in_time(walk->checker, row, bytes, length));
}

/* Nothing that one can read, but named as a form: its sender should hear of it. */
static gboolean
is_named_as_form(Content content, const char *filename)
{
    static const char *const endings[] = {".odt", ".ott", ".fodt"};
    if (filename == NULL ||
        (content != CONTENT_EMPTY && content != CONTENT_OTHER && content != CONTENT_TEXT))
        return FALSE;
    g_autofree char *lower = g_ascii_strdown(filename, -1);
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(lower, endings[i]))
            return TRUE;
    }
    return FALSE;
}

/* ---- archives ---- */

static void take(Walk *walk, const MailPart *part, gboolean in_archive);

static void
refuse_archive(Walk *walk, ExaminedPart *row, FindingKind kind)
{
    if (!admit(walk, row))
        return;
    g_autofree char *name = called(row);
    Form *form = form_empty(CONTENT_ZIP);
    g_ptr_array_add(form->remarks, finding_new(kind, NULL, NULL, NULL, "name", name, NULL));
    add_form(walk, row, judge(walk->checker, row, form));
}

static void
take_archive(Walk *walk, ExaminedPart *row, const guint8 *bytes, gsize length)
{
    const UnpackFailure *failure = NULL;
    g_autoptr(GPtrArray) members = unpack(bytes, length, &failure);
    if (members == NULL) {
        refuse_archive(walk, row, failure->kind);
        return;
    }
    if (walk->result->parts->len + members->len > EXAMINATION_MAX_PARTS) {
        too_many(walk, row);
        return;
    }
    row->fate = FATE_ARCHIVE;
    for (guint i = 0; i < members->len; i++) {
        SourceMember *member = g_ptr_array_index(members, i);
        g_autofree char *path = g_strdup_printf("%s/%s", row->path, member->name);
        g_autofree char *base = g_path_get_basename(member->name);
        MailPart part = {.path = path,
                         .filename = base,
                         .type = (char *)"application/octet-stream",
                         .bytes = member->bytes};
        take(walk, &part, TRUE);
    }
}

/* ---- all others ---- */

static void
take_leftover(Walk *walk, ExaminedPart *row, const MailPart *part, Content content)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(part->bytes, &length);
    Leftover leftover = leftover_of(content, part, bytes, length);
    row->fate = leftover.fate;
    if (leftover.says)
        say(walk, leftover.why, row);
    if (leftover.fate != FATE_TEXT)
        return;
    gsize kept = MIN(length, EXAMINATION_MAX_TEXT / 3);
    row->text = part->text != NULL ? g_strdup(part->text) : text_clean((const char *)bytes, kept);
    if (leftover_holds_file(bytes, length) ||
        (part->text != NULL && leftover_holds_file((const guint8 *)part->text, strlen(part->text))))
        set_aside(walk, row, FINDING_PART_IN_TEXT);
    if (row->fate != FATE_TEXT)
        g_clear_pointer(&row->text, g_free);
}

static void
postpone(GArray *pending, ExaminedPart *row, const MailPart *part)
{
    Pending one = {row, part};
    g_array_append_val(pending, one);
}

/* By what it declares: a body is often a fragment that no one would recognise. */
static gboolean
is_html_body(const MailPart *part)
{
    return part->body && g_ascii_strcasecmp(part->type, "text/html") == 0;
}

static void
take(Walk *walk, const MailPart *part, gboolean in_archive)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(part->bytes, &length);
    Content content = content_recognise(bytes, length);
    ExaminedPart *row = add_row(walk, part, content);
    if (content_is_form(content, bytes, length) || content_is_refused_form(content) ||
        is_named_as_form(content, row->filename)) {
        take_form(walk, row, bytes, length);
    } else if (content == CONTENT_ZIP && in_archive) {
        set_aside(walk, row, FINDING_ARCHIVE_NESTED);
    } else if (content == CONTENT_ZIP) {
        take_archive(walk, row, bytes, length);
    } else if (content == CONTENT_PICTURE) {
        postpone(walk->pictures, row, in_archive ? NULL : part);
    } else {
        take_leftover(walk, row, part, content);
        if (row->fate == FATE_TEXT && is_html_body(part))
            postpone(walk->html, row, part);
        else if (part->body && row->fate == FATE_TEXT)
            walk->plain = TRUE;
    }
}

/* Words are passed over, as readers of mail do; a file among them is what nobody saw. */
static void
take_around(Walk *walk, const MailPart *part)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(part->bytes, &length);
    Content content = content_recognise(bytes, length);
    gboolean words = content == CONTENT_TEXT || content == CONTENT_HTML ||
                     (content == CONTENT_XML && !content_is_form(content, bytes, length));
    if (walk->mode == WALK_RETURNED || part->ours || (words && !leftover_holds_file(bytes, length)))
        return;
    set_aside(walk, add_row(walk, part, content), FINDING_PART_IN_TEXT);
}

void
walk_take(Walk *walk, const MailPart *part)
{
    walk->ours = part->ours;
    if (part->around)
        take_around(walk, part);
    else
        take(walk, part, FALSE);
}

/* ---- what all parts together decide ---- */

static gboolean
is_referenced(const Walk *walk, const MailPart *picture)
{
    if (picture == NULL || picture->content_id == NULL)
        return FALSE;
    g_autofree char *link = g_strdup_printf("cid:%s", picture->content_id);
    for (guint i = 0; i < walk->html->len; i++) {
        gsize length;
        const char *html =
            g_bytes_get_data(g_array_index(walk->html, Pending, i).part->bytes, &length);
        if (html != NULL && memmem(html, length, link, strlen(link)) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* A picture that adorns a text is ignored; one that may be the photograph of a form is not.  Beside
 * a form a logo is either small or shown in the text; in a machine's or a list's mail it is shown;
 * in any other it must be both, since telephones put photographs into the text as well. */
static void
decide_pictures(Walk *walk)
{
    gboolean form = walk->result->forms->len > 0;
    gboolean machine = walk->result->class == MAIL_AUTO_REPLY || walk->result->class == MAIL_LIST;
    for (guint i = 0; i < walk->pictures->len; i++) {
        Pending *pending = &g_array_index(walk->pictures, Pending, i);
        gboolean small = pending->row->size < SMALL_PICTURE;
        gboolean shown = is_referenced(walk, pending->part);
        if (form ? small || shown : shown && (small || machine))
            pending->row->fate = FATE_IGNORED;
        else
            set_aside(walk, pending->row, FINDING_PART_PICTURE);
    }
}

static void
decide_twins(Walk *walk)
{
    for (guint i = 0; walk->plain && i < walk->html->len; i++) {
        ExaminedPart *row = g_array_index(walk->html, Pending, i).row;
        row->fate = FATE_IGNORED;
        g_clear_pointer(&row->text, g_free);
    }
}

void
walk_end(Walk *walk)
{
    decide_pictures(walk);
    decide_twins(walk);
    g_hash_table_unref(walk->seen);
    g_hash_table_unref(walk->paths);
    g_array_unref(walk->pictures);
    g_array_unref(walk->html);
    g_free(walk);
}
