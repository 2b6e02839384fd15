/* SPDX-License-Identifier: Apache-2.0
 *
 * pool.h - examinations in sandboxed children (sandbox/pool.h), one per message.
 */
#pragma once

#include "correction/correction.h"
#include "examine/examine.h"
#include "sandbox/pool.h"

/* As examine(). */
typedef Examination *(*PoolExamine)(const guint8 *bytes, gsize length, gboolean mail,
                                    const char *name, const Checker *checker);

/* A pool whose children run EXAMINE (NULL: examine()) with CHECKER, which may be NULL. */
Pool *pool_for_examining(const Checker *checker, PoolExamine examine, const PoolOptions *options,
                         GError **error);

/* Called in the order of the jobs given, whatever the order in which children finish. Takes the
 * EXAMINATION.  FALSE with ERROR ends the run. */
typedef gboolean (*PoolDone)(guint index, Examination *examination, gpointer data, GError **error);
/* Gives job INDEX its bytes (transfer full), or NULL with ERROR.  *NAME is borrowed until the next
 * call, and may stay NULL. */
typedef GBytes *(*PoolFetch)(guint index, gboolean *mail, const char **name, gpointer data,
                             GError **error);

/* Examine COUNT messages.  At most a few per child are held in memory.  Children that die, hang or
 * answer nonsense give examine_failed.  FALSE with ERROR when FETCH or DONE failed or we could not
 * fork. */
gboolean pool_run(Pool *pool, guint count, PoolFetch fetch, PoolDone done, gpointer data,
                  GError **error);

/* One archive, unpacked in a child: GPtrArray of SourceMember, or NULL with ERROR:
 * EXAMINATION_ERROR_ARCHIVE, in French, when it is the archive's fault. */
GPtrArray *pool_unpack(Pool *pool, GBytes *bytes, GError **error);

/* A form as it was sent.  All borrowed. */
typedef struct {
    GBytes *message; /* the mail, or the loose file, that it came in */
    gboolean mail;
    const char *sha256; /* of its part */
    const char *period; /* canonical, or NULL: by the definition of that time it is read */
} FormSent;

/* It with what there is to correct, made in a child and judged by another one (transfer full). NULL
 * without ERROR: it can't go back (correction.h), or a child died of it. */
GBytes *pool_correct(Pool *pool, const FormSent *form, const Correction *correction,
                     GError **error);
/* Whether FORM, whoever made it, may go to others (correction_is_harmless), judged in a child.
 * FALSE with ERROR: we could not. */
gboolean pool_is_harmless(Pool *pool, GBytes *form, gboolean *harmless, GError **error);
