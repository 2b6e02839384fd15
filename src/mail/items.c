/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/items.h"

#include "base/text.h"
#include "mail/mbox.h"
#include "mail/sniff.h"
#include <string.h>

#define NAME_MAX_CHARACTERS 150

static char *
display_name(const char *path)
{
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *name = g_filename_display_name(base);
    g_autofree char *clean = text_clean(name, -1);
    g_autofree char *line = text_squeeze(clean);
    return text_shorten(line, NAME_MAX_CHARACTERS);
}

void
items_note(Source *source, const char *path, const char *sentence)
{
    g_autofree char *name = display_name(path);
    g_ptr_array_add(source->notes, g_strdup_printf("«\u00a0%s\u00a0»%s", name, sentence));
}

static gboolean
add(Source *source, SourceItem model, const Reader *reader, GError **error)
{
    source->messages += model.copies;
    if (model.length > SOURCE_MAX_BYTES) {
        items_note(source, model.name,
                   " dépasse 256\u00a0Mo\u00a0: ce message est compté, mais n’a pas été lu. "
                   "Enregistrez à part la fiche qu’il contient, s’il y en a une.");
        g_free(model.name);
        return TRUE;
    }
    if (!reader_sha256(reader, model.offset, model.length, model.sha256, error)) {
        g_free(model.name);
        return FALSE;
    }
    SourceItem *item = g_new(SourceItem, 1);
    *item = model;
    item->path = g_strdup(reader->name);
    if (model.bytes != NULL)
        item->bytes = g_bytes_new_from_bytes(model.bytes, (gsize)model.offset, model.length);
    g_ptr_array_add(source->items, item);
    return TRUE;
}

/* Counted against all lines that look like the start of a mail, as a mbox lost that way once. */
static void
note_mbox(Source *source, const Mbox *mbox, const char *path)
{
    guint count = mbox->pieces->len;
    if (mbox->left_in_text > 0) {
        g_autofree char *sentence = g_strdup_printf(
            "\u00a0: %u lignes y commencent par «\u00a0From\u00a0» et %u seulement ont été prises "
            "pour le début d’un message. Vérifiez que cette boîte contient bien %u message%s.",
            count + mbox->left_in_text, count, count, count > 1 ? "s" : "");
        items_note(source, path, sentence);
    }
    if (mbox->unseparated > 0) {
        g_autofree char *sentence = g_strdup_printf("\u00a0: aucune ligne vide ne précède certains "
                                                    "messages (%u). Vérifiez que cette boîte en "
                                                    "contient bien %u.",
                                                    mbox->unseparated, count);
        items_note(source, path, sentence);
    }
}

static gboolean
add_mbox(Source *source, const Reader *reader, GBytes *bytes, guint copies, GError **error)
{
    g_auto(Mbox) mbox = {NULL, 0, 0};
    if (!mbox_split(reader, &mbox, error))
        return FALSE;
    g_autofree char *base = display_name(reader->name);
    for (guint i = 0; i < mbox.pieces->len; i++) {
        const MboxPiece *piece = &g_array_index(mbox.pieces, MboxPiece, i);
        SourceItem model = {.kind = SOURCE_MESSAGE,
                            .name = g_strdup_printf("%s#%u", base, i + 1),
                            .offset = piece->offset,
                            .length = piece->length,
                            .bytes = bytes,
                            .copies = copies};
        if (!add(source, model, reader, error))
            return FALSE;
    }
    note_mbox(source, &mbox, reader->name);
    return TRUE;
}

gboolean
items_add(Source *source, const Reader *reader, Origin origin, GBytes *bytes, guint copies,
          GError **error)
{
    Sniffed sniffed;
    if (!sniff(reader, &sniffed, error))
        return FALSE;
    if (sniffed == SNIFFED_MBOX && origin != ORIGIN_MAILDIR)
        return add_mbox(source, reader, bytes, copies, error);
    SourceKind kind = sniffed == SNIFFED_ARCHIVE ? SOURCE_ARCHIVE
                      : sniffed == SNIFFED_FORM  ? SOURCE_FORM
                                                 : SOURCE_MESSAGE;
    if (kind == SOURCE_ARCHIVE && origin == ORIGIN_ARCHIVE)
        kind = SOURCE_FORM;
    if (kind == SOURCE_FORM && origin == ORIGIN_MAILDIR)
        kind = SOURCE_MESSAGE;
    SourceItem model = {.kind = kind,
                        .name = display_name(reader->name),
                        .length = (gsize)reader->length,
                        .bytes = bytes,
                        .copies = copies};
    return add(source, model, reader, error);
}

/* By hash; of equal bytes the choice must not depend on the order in which they were found. */
static int
compare_items(gconstpointer a, gconstpointer b)
{
    const SourceItem *one = *(const SourceItem *const *)a, *two = *(const SourceItem *const *)b;
    int order = strcmp(one->sha256, two->sha256);
    if (order == 0)
        order = (int)one->kind - (int)two->kind;
    if (order == 0)
        order = strcmp(one->path, two->path);
    if (order == 0)
        order = (one->offset > two->offset) - (one->offset < two->offset);
    return order;
}

void
items_settle(Source *source)
{
    GPtrArray *all = source->items;
    g_ptr_array_sort(all, compare_items);
    source->items = g_ptr_array_new_with_free_func((GDestroyNotify)source_item_free);
    g_ptr_array_set_free_func(all, NULL);
    SourceItem *last = NULL;
    for (guint i = 0; i < all->len; i++) {
        SourceItem *item = g_ptr_array_index(all, i);
        if (last != NULL && g_str_equal(last->sha256, item->sha256)) {
            last->copies += item->copies;
            source_item_free(item);
            continue;
        }
        g_ptr_array_add(source->items, item);
        last = item;
    }
    g_ptr_array_unref(all);
}

void
source_item_free(SourceItem *item)
{
    g_free(item->path);
    g_free(item->name);
    g_clear_pointer(&item->bytes, g_bytes_unref);
    g_free(item);
}
