/* SPDX-License-Identifier: Apache-2.0
 *
 * returned.c - which edition a file is, what its signatures are worth, and their acts.
 */
#include "commands/returned.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/sha256.h"
#include "base/text.h"
#include "commands/command.h"
#include "commands/person.h"
#include "register/act.h"
#include "register/definitions.h"
#include "register/journal.h"
#include "signature/check.h"
#include <string.h>

enum { CPU_SECONDS = 60, DEADLINE_MS = 300000 };

static void
returned_file_free(gpointer data)
{
    ReturnedFile *file = data;
    g_free(file->sha256);
    g_clear_pointer(&file->definition, definition_free);
    returned_free(file->returned);
    g_free(file);
}

/* What files are compared with. */
typedef struct {
    Register *reg;
    GPtrArray *editions; /* Edition */
    GPtrArray *issued;   /* GBytes: the PDF of each */
    Pool *pool;
} Office;

static void
office_clear(Office *office)
{
    g_clear_pointer(&office->pool, pool_free);
    g_clear_pointer(&office->editions, g_ptr_array_unref);
    g_clear_pointer(&office->issued, g_ptr_array_unref);
    g_clear_pointer(&office->reg, register_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Office, office_clear)

static gboolean
office_open(Office *office, const ReturnedQuery *query, GError **error)
{
    g_autoptr(Authorities) authorities =
        query->roots ? authorities_read(query->roots, error) : NULL;
    if (query->roots && !authorities)
        return FALSE;
    /* A few files, handed in one by one, each of whose revisions is read whole. */
    PoolOptions options = command_pool_options(1);
    options.cpu_seconds = CPU_SECONDS;
    options.deadline_ms = DEADLINE_MS;
    office->pool = pool_for_signatures(authorities, &options, error);
    office->reg = office->pool
                      ? register_open(query->register_path,
                                      query->record ? REGISTER_WRITE : REGISTER_READ, error)
                      : NULL;
    office->editions = office->reg ? editions_read(office->reg, error) : NULL;
    office->issued = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (guint i = 0; office->editions && i < office->editions->len; i++) {
        const Edition *edition = office->editions->pdata[i];
        GBytes *pdf = edition_pdf(office->reg, edition->number, error);
        if (!pdf)
            return FALSE;
        g_ptr_array_add(office->issued, pdf);
    }
    return office->editions != NULL;
}

/* ---- one file ---- */

static gboolean
contains(GBytes *bytes, gsize max, const char *word)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    return length && memmem(data, MIN(length, max), word, strlen(word)) != NULL;
}

/* The edition that BYTES come nearest to; *POSITION among those of the office. */
static Kinship
nearest(const Office *office, GBytes *bytes, guint *position, gsize *differs)
{
    Kinship best = KINSHIP_NONE;
    for (guint i = 0; i < office->issued->len; i++) {
        gsize at;
        Kinship kinship = kinship_of(bytes, office->issued->pdata[i], &at);
        if (kinship == KINSHIP_NONE || (best != KINSHIP_NONE && kinship != KINSHIP_ISSUED))
            continue;
        best = kinship;
        *position = i;
        *differs = at;
    }
    return best;
}

static gboolean
place_file(const Office *office, GBytes *bytes, ReturnedFile *file, GError **error)
{
    enum { HEAD = 1024 }; /* bytes in which programs look for the mark */
    static const FileState states[] = {[KINSHIP_NONE] = FILE_STRANGER,
                                       [KINSHIP_ISSUED] = FILE_EDITION,
                                       [KINSHIP_CUT] = FILE_CUT,
                                       [KINSHIP_ALTERED] = FILE_ALTERED};
    guint position = 0;
    Kinship kinship = nearest(office, bytes, &position, &file->differs);
    file->state = states[kinship];
    if (kinship != KINSHIP_ISSUED && kinship != KINSHIP_CUT) {
        if (g_bytes_get_size(bytes) == 0)
            file->state = FILE_EMPTY;
        else if (!contains(bytes, HEAD, "%PDF-"))
            file->state = FILE_NOT_PDF;
        else if (contains(bytes, G_MAXSIZE, "/Encrypt"))
            file->state = FILE_ENCRYPTED;
    }
    if (kinship == KINSHIP_NONE)
        return TRUE;
    const Edition *edition = office->editions->pdata[position];
    file->edition = edition->number;
    file->issued = edition->issued;
    file->definition = definition_of_edition(office->reg, edition->number, error);
    if (!file->definition || kinship != KINSHIP_ISSUED)
        return file->definition != NULL;
    gsize issued = g_bytes_get_size(office->issued->pdata[position]);
    file->returned = returned_check(office->pool, bytes, issued, error);
    return file->returned != NULL;
}

/* ---- what signatures are worth ---- */

const Signature *
returned_signature(const ReturnedFile *file, const char *signatory)
{
    for (guint i = 0; file->returned && i < file->returned->signatures->len; i++) {
        const Signature *one = file->returned->signatures->pdata[i];
        if (one->issued && one->state != SIGNATURE_TIMESTAMP && strcmp(one->field, signatory) == 0)
            return one;
    }
    return NULL;
}

gboolean
returned_is_good(const Signature *signature)
{
    return signature->state == SIGNATURE_TIMESTAMP ||
           (signature->state == SIGNATURE_VALID &&
            (signature->certificate == CERTIFICATE_UNCHECKED ||
             signature->certificate == CERTIFICATE_TRUSTED));
}

gboolean
returned_has_signed(const ReturnedFile *file, const char *signatory)
{
    const Signature *signature = returned_signature(file, signatory);
    return signature && returned_is_good(signature) && file->returned->changes->len == 0;
}

gboolean
returned_is_sound(const ReturnedFile *file)
{
    if (!file->returned || file->returned->changes->len > 0)
        return FALSE;
    for (guint i = 0; i < file->returned->signatures->len; i++) {
        if (!returned_is_good(file->returned->signatures->pdata[i]))
            return FALSE;
    }
    return TRUE;
}

/* NAME has a word of three letters or more of FOLDED. */
static gboolean
share_word(const char *folded, const char *name)
{
    enum { LEAST = 3 };
    g_autofree char *other = text_fold(name ? name : "");
    g_auto(GStrv) words = g_strsplit_set(folded, " -", -1);
    g_auto(GStrv) others = g_strsplit_set(other, " -", -1);
    for (char **word = words; *word; word++) {
        if (g_utf8_strlen(*word, -1) >= LEAST &&
            g_strv_contains((const char *const *)others, *word))
            return TRUE;
    }
    return FALSE;
}

gboolean
returned_is_name_of(const Signature *signature, const Signatory *signatory)
{
    g_autofree char *folded = text_fold(signature->signer ? signature->signer : "");
    return share_word(folded, signatory->name) || share_word(folded, signatory->delegate);
}

char *
returned_time(const Signature *signature)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(signature->time);
    if (!time || signature->time == 0)
        return NULL;
    g_autofree char *day = date_label(clock_day(signature->time));
    g_autofree char *hour = g_date_time_format(time, "%H:%M");
    return g_strconcat(day, ", ", hour, NULL);
}

/* ---- acts ---- */

static gboolean
record(Register *reg, ReturnedFile *file, const Signature *signature, const char *who,
       GError **error)
{
    gboolean written = FALSE;
    g_autofree char *target = act_signature(file->edition, signature->field);
    g_autofree char *time = returned_time(signature);
    g_autofree char *why = g_strdup_printf(
        "signature électronique de %s, %s, certificat délivré par %s ; fichier d’empreinte %.16s…",
        signature->signer ? signature->signer : "?", time ? time : "?",
        signature->issuer ? signature->issuer : "?", file->sha256);
    if (!register_act(reg, act_kind("signed"), target, why, who, clock_now(), &written, error))
        return FALSE;
    file->recorded += written;
    return TRUE;
}

/* An authority vouches for who signed, and not for whose place it is: a certificate of somebody
 * else is for the clerk to judge. */
static gboolean
record_file(Register *reg, ReturnedFile *file, const char *who, GError **error)
{
    const GPtrArray *signatories =
        file->definition ? file->definition->convention->signatories : NULL;
    for (guint i = 0; signatories && i < signatories->len; i++) {
        const Signatory *signatory = signatories->pdata[i];
        const Signature *signature = returned_signature(file, signatory->id);
        if (!returned_has_signed(file, signatory->id))
            continue;
        if (!returned_is_name_of(signature, signatory))
            file->strangers++;
        else if (!record(reg, file, signature, who, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the command ---- */

static ReturnedFile *
take_file(const Office *office, const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = file_read(path, RETURNED_MAX_BYTES, error);
    if (!bytes)
        return NULL;
    ReturnedFile *file = g_new0(ReturnedFile, 1);
    file->path = path;
    file->sha256 = sha256_of_bytes(bytes);
    if (place_file(office, bytes, file, error))
        return file;
    returned_file_free(file);
    return NULL;
}

static gboolean
keep_records(Office *office, const GPtrArray *files, const char *who, GError **error)
{
    guint recorded = 0;
    for (guint i = 0; i < files->len; i++)
        recorded += ((const ReturnedFile *)files->pdata[i])->recorded;
    return (!recorded ||
            journal_add(office->reg, who, "Signatures vérifiées", clock_now(), error)) &&
           register_close(g_steal_pointer(&office->reg), error);
}

static gboolean
take_all(Office *office, const ReturnedQuery *query, const char *who, GPtrArray *files,
         GError **error)
{
    for (char **path = query->files; *path; path++) {
        ReturnedFile *file = take_file(office, *path, error);
        if (!file)
            return FALSE;
        g_ptr_array_add(files, file);
        if (who && !record_file(office->reg, file, who, error))
            return FALSE;
    }
    return !who || keep_records(office, files, who, error);
}

int
returned_verify(const ReturnedQuery *query)
{
    GError *error = NULL;
    g_auto(Office) office = {0};
    g_autofree char *who = query->record ? person_deciding(query->by) : NULL;
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(returned_file_free);
    if (query->record && !query->roots)
        return command_usage("verify", "%s",
                             _("--record needs --roots: without an authority, anybody may have "
                               "signed; copil decide signed registers what you know yourself"));
    if (query->record && !who)
        return command_usage("verify", "%s", _("--by names somebody"));
    if (!office_open(&office, query, &error) || !take_all(&office, query, who, files, &error))
        return command_fail(error);
    gboolean sound = TRUE;
    for (guint i = 0; i < files->len; i++) {
        sound = sound && returned_is_sound(files->pdata[i]);
        if (!query->json)
            returned_print(files->pdata[i]);
    }
    if (query->json)
        returned_print_json(query->register_path, files);
    return sound ? STATUS_DONE : STATUS_FOUND;
}
