/* SPDX-License-Identifier: Apache-2.0
 *
 * register.h - the register: one SQLite file that holds all that was received and decided.
 *
 * Opened for writing by one process at a time (flock on the file: REGISTER_ERROR_BUSY), by readers
 * at any time.  An original and its rows are one transaction; messages are committed in groups, and
 * after each commit the register is consistent: every verdict is what it would be had the run ended
 * there.  Nothing here parses bytes from outside.
 */
#pragma once

#include "convention/definition.h"
#include "examine/examination.h"

typedef struct Register Register;

#define REGISTER_ERROR register_error_quark()
GQuark register_error_quark(void);

typedef enum {
    REGISTER_ERROR_BUSY,   /* another run holds the register */
    REGISTER_ERROR_USAGE,  /* no register there, one that init would overwrite, no such message */
    REGISTER_ERROR_FORMAT, /* damaged */
    REGISTER_ERROR_LATER,  /* of a later version */
    REGISTER_ERROR_SQLITE, /* disk full, input/output… */
} RegisterError;

typedef enum {
    REGISTER_READ,
    REGISTER_WRITE, /* takes the lock */
    REGISTER_DRY,   /* a copy in memory, as writable as the real one: nothing reaches the disk */
    REGISTER_STILL, /* reads, and nobody writes meanwhile */
} RegisterMode;

/* A new register, made by WHO; PATH must not be there.  NOW: seconds since 1970, registered. */
gboolean register_create(const char *path, const Definition *definition, const char *who,
                         gint64 now, GError **error);
Register *register_open(const char *path, RegisterMode mode, GError **error);
/* An empty one in memory, without a definition: what replay.h fills.  It is never on disk. */
Register *register_scratch(GError **error);
/* Checks what must hold of a register that was written, when all of it is on disk; FALSE with ERROR
 * says what doesn't.  It stays open, to be read. */
gboolean register_finish(Register *reg, GError **error);
/* The same, and closes it. */
gboolean register_close(Register *reg, GError **error);
void register_free(Register *reg); /* without those checks */

/* What is read from register_hold to register_release is of one state, and costs no look at the
 * file for each question.  Nobody else can commit meanwhile: release it before anything is printed.
 */
gboolean register_hold(Register *reg, GError **error);
gboolean register_release(Register *reg, GError **error);

/* The newest definition with those that it amends (definition_during says which one holds):
 * loaded at the first call, borrowed from the register. */
const Definition *register_definition(Register *reg, GError **error);
/* Take in a definition.  With FROM (canonical date, not before that of the newest) its convention
 * amends the newest from that day on; NULL, or where the convention is the same, it takes the place
 * of the newest.  *CHANGED says whether anything differs.  Not committed before register_flush. */
gboolean register_amend(Register *reg, const Definition *definition, const char *from, gint64 now,
                        gboolean *changed, GError **error);

/* How many forms were taken in for periods that begin on DAY (julian) or later. */
gboolean register_forms_since(Register *reg, guint32 day, guint *count, GError **error);

/* ---- taking in ---- */
gboolean register_knows(Register *reg, const char *sha256);
/* TRUE when what the examination claims of its forms exists: sheet, organisation, period, event and
 * answers, each given once.  A child that was taken over may claim anything. */
gboolean register_credible(Register *reg, const Examination *examination);
/* Add one message with its examination, in the group of the moment (committed every 100 messages).
 * NAME is the file's.  NOW is the run's time, the same for all its messages; the row of the run is
 * written with the first of them.  The examination must be credible; kind and territory are taken
 * from the definition. */
gboolean register_add(Register *reg, const char *sha256, const char *name, GBytes *original,
                      const Examination *examination, gint64 now, GError **error);
/* Make what follows from what was added, in the open transaction. */
gboolean register_settle(Register *reg, GError **error);
/* Do so, and commit the last group. */
gboolean register_flush(Register *reg, GError **error);

/* ---- what stands in it ---- */
typedef struct {
    char *id;      /* of the submission: 16 hexadecimal digits, from message hash and part path */
    char *message; /* SHA-256 of the message */
    char *part, *part_sha256, *filename;
    char *sheet, *organisation, *kind, *territory, *period, *event, *claimed; /* or NULL */
    Verdict verdict;
    gint64 received;     /* topmost Received header, else the run's time */
    char *from_address;  /* or NULL */
    char *replaces;      /* id of the submission that this one replaces, or NULL */
    char *duplicate_of;  /* or NULL */
    GPtrArray *findings; /* Finding, in the order of the form; those of history last */
} Submission;

/* One value of a submission as it is kept. */
typedef struct {
    char *field, *item, *column; /* names; item and column NULL of a single answer */
    char *canonical, *typed;     /* or NULL */
    Motif motif;
} StoredValue;

typedef struct {
    char *sha256, *name;
    gboolean mail;
    Verdict verdict; /* accepted when it holds forms: they have their own */
    MailClass class;
    gint64 received;
    char *from_address, *from_name, *subject, *message_id; /* or NULL */
    char **references;
    gboolean entered;       /* the clerk typed it, nobody sent it */
    gint64 erased;          /* when a purge took its original; 0: it is kept */
    gint64 act;             /* of an answer owed: the act that it follows; 0: it came */
    gint64 asked;           /* when: the time of that act, or of the run that examined it */
    GPtrArray *findings;    /* Finding, of the message itself */
    GPtrArray *submissions; /* Submission, in the order of the parts */
} Message;

/* Filters are borrowed; NULL: all.  Arrays own their elements; ordered by time received, hash,
 * part. */
typedef struct {
    const char *organisation, *sheet, *period, *message, *id;
    gboolean last; /* only what the last batch took in, and all typed since the one before it */
} SubmissionFilter;
GPtrArray *register_submissions(Register *reg, const SubmissionFilter *filter, GError **error);
/* Identifiers of those that sent some form: GPtrArray of char *, in order. */
GPtrArray *register_organisations(Register *reg, GError **error);
GPtrArray *register_messages(Register *reg, const SubmissionFilter *filter, GError **error);
/* One leaf part of a message as it is kept; text: of what stood beside the forms, else NULL. */
typedef struct {
    char *path, *filename, *label, *fate, *text; /* filename may be NULL */
} StoredPart;

/* Parts of the message of that hash, in their order: GPtrArray of StoredPart. */
GPtrArray *register_parts(Register *reg, const char *message, GError **error);
/* Values of one submission, in the order of the sheet: GPtrArray of StoredValue. */
GPtrArray *register_values(Register *reg, const char *submission, GError **error);
void submission_free(Submission *submission);
void message_free(Message *message);

/* Number of forms and form-less messages by verdict; LAST: as in the filter. */
gboolean register_counts(Register *reg, gboolean last, guint counts[VERDICT_COUNT], GError **error);
/* The SHA-256 of the one message whose hash begins with BEGINNING, 8 digits at least: it is printed
 * shortened.  NULL with ERROR when there is none, or several (transfer full). */
char *register_find_message(Register *reg, const char *beginning, GError **error);
/* Likewise among all that is kept as it came, scans too. */
char *register_find_original(Register *reg, const char *beginning, GError **error);
/* The original's bytes; NULL with ERROR when there is none, or when it was erased (transfer full).
 */
GBytes *register_original(Register *reg, const char *sha256, GError **error);
/* SHA-256 over the content that figures rest on: the seal of this state (transfer full). */
char *register_seal(Register *reg, GError **error);
/* Time of the last run that took something in, else of the register's making. */
gboolean register_time(Register *reg, gint64 *time, GError **error);

/* ---- answers ---- */
/* Messages that are owed an answer: they held a form, may be answered (not automatic, not a list,
 * not erased), and have none yet; or the clerk withdrew, restored or examined anew since what they
 * held, and what there is to tell is no longer what was told.  GPtrArray of Message, in order. */
GPtrArray *register_unanswered(Register *reg, GError **error);
/* Messages in which no form was found, at which a person must look, and which have no answer yet:
 * likewise. */
GPtrArray *register_unanswered_by_hand(Register *reg, GError **error);
/* The message of that hash has an answer. */
gboolean register_answered(Register *reg, const char *sha256, gboolean *answered, GError **error);
/* Every answer whose bytes are kept, in the order of the messages' hashes, with the act that it
 * follows (0: none). FALSE from EACH stops with its ERROR. */
typedef gboolean (*RegisterAnswer)(const char *sha256, gint64 act, GBytes *eml, gpointer data,
                                   GError **error);
gboolean register_each_answer(Register *reg, RegisterAnswer each, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Register, register_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Submission, submission_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Message, message_free)
