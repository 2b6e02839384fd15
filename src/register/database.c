/* SPDX-License-Identifier: Apache-2.0
 *
 * database.c - making, opening, locking and closing the register.
 *
 * Rollback journal and synchronous EXTRA: one file at rest, and a commit outlives a power cut
 * (WAL with NORMAL was measured to lose commits).
 */
#include "register/crosscheck.h"
#include "register/journal.h"
#include "register/memory.h"
#include "register/sql.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "src/register/schema.sql.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x434f5049 /* "COPI" */
#define SCHEMA_VERSION 1

G_DEFINE_QUARK(copil - register - error, register_error)

/* Migrations: step I brings version I to I + 1.  Each runs in one transaction. */
static const char *const migrations[SCHEMA_VERSION] = {schema_sql};

static gboolean
database_execute(sqlite3 *db, const char *sql, GError **error)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return TRUE;
    sql_fail(db, error);
    return FALSE;
}

static gboolean
database_pragma(sqlite3 *db, const char *sql, gint64 *value, GError **error)
{
    sqlite3_stmt *statement = NULL;
    gboolean ok = sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
                  sqlite3_step(statement) == SQLITE_ROW;
    if (ok)
        *value = sqlite3_column_int64(statement, 0);
    else
        sql_fail(db, error);
    sqlite3_finalize(statement);
    return ok;
}

/* What a register that somebody else made can ask of us at most: more than our own statements need.
 * The length of a row stays SQLite's, 1,000 million bytes. */
static void
database_limit(sqlite3 *db)
{
    static const struct {
        int limit, value;
    } limits[] = {
        {SQLITE_LIMIT_SQL_LENGTH, 100000},        {SQLITE_LIMIT_COLUMN, 100},
        {SQLITE_LIMIT_EXPR_DEPTH, 100},           {SQLITE_LIMIT_COMPOUND_SELECT, 50},
        {SQLITE_LIMIT_VDBE_OP, 100000},           {SQLITE_LIMIT_ATTACHED, 1}, /* by VACUUM */
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000}, {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    };
    for (guint i = 0; i < G_N_ELEMENTS(limits); i++)
        sqlite3_limit(db, limits[i].limit, limits[i].value);
}

static sqlite3 *
database_open(const char *path, int flags, GError **error)
{
    sqlite3 *db = NULL;
    memory_prepare();
    if (sqlite3_open_v2(path, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL) !=
        SQLITE_OK) {
        sql_fail(db, error);
        sqlite3_close(db);
        return NULL;
    }
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    database_limit(db);
    sqlite3_busy_timeout(db, 5000);
    if (database_execute(db,
                         "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;"
                         "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;"
                         "PRAGMA temp_store = MEMORY;"
                         "PRAGMA cache_size = " G_STRINGIFY(MEMORY_PAGES) ";",
                         error))
        return db;
    sqlite3_close(db);
    return NULL;
}

static gboolean
database_check_version(sqlite3 *db, const char *path, gint64 *version, GError **error)
{
    gint64 application;
    if (!database_pragma(db, "PRAGMA application_id", &application, error) ||
        !database_pragma(db, "PRAGMA user_version", version, error))
        return FALSE;
    if (application != APPLICATION_ID) {
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE, _("%s is not a register"), path);
        return FALSE;
    }
    if (*version > SCHEMA_VERSION) {
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_LATER,
                    _("%s was written by a later version of copil; please use that one"), path);
        return FALSE;
    }
    return TRUE;
}

static gboolean
database_migrate(sqlite3 *db, gint64 version, GError **error)
{
    for (gint64 v = version; v < SCHEMA_VERSION; v++) {
        g_autofree char *stamp =
            g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;",
                            APPLICATION_ID, (int)v + 1);
        if (!database_execute(db, "BEGIN IMMEDIATE", error) ||
            !database_execute(db, migrations[v], error) || !database_execute(db, stamp, error))
            return FALSE;
    }
    return TRUE;
}

static void
statement_free(gpointer statement)
{
    sqlite3_finalize(statement);
}

static Register *
register_new(sqlite3 *db, int lock, const char *path)
{
    Register *reg = g_new0(Register, 1);
    reg->db = db;
    reg->lock = lock;
    reg->path = g_strdup(path);
    reg->statements = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, statement_free);
    reg->touched = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reg->places = g_ptr_array_new_with_free_func(place_free);
    return reg;
}

/* What the system refuses at PATH, with errno's reason. */
static void
path_fail(const char *path, GError **error)
{
    g_set_error(error, REGISTER_ERROR,
                errno == ENOENT ? REGISTER_ERROR_USAGE : REGISTER_ERROR_SQLITE, "%s%s%s", path,
                _(": "), g_strerror(errno));
}

/* The lock is flock's on the file itself, held by a descriptor of ours: SQLite's own locks last
 * for a transaction only.  It must be closed after SQLite's: closing any descriptor of a file
 * drops the POSIX locks that SQLite holds on it. */
static int
register_lock(const char *path, RegisterMode mode, GError **error)
{
    gboolean writes = mode == REGISTER_WRITE;
    int fd = open(path, (writes ? O_RDWR | O_NOFOLLOW : O_RDONLY) | O_CLOEXEC);
    if (fd < 0 && errno == ELOOP) {
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                    _("%s is a symbolic link: name the register itself"), path);
        return -1;
    }
    if (fd < 0) {
        path_fail(path, error);
        return -1;
    }
    if (flock(fd, (writes ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0)
        return fd;
    g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_BUSY,
                _("another run of copil is working on %s: wait for its end"), path);
    close(fd);
    return -1;
}

static gboolean
register_quick_check(Register *reg, GError **error)
{
    sqlite3_stmt *statement = sql_query(reg, error, "PRAGMA quick_check(1)", "");
    if (!statement || !sql_row(reg, statement, error))
        return FALSE;
    gboolean ok = g_strcmp0(sql_peek(statement, 0), "ok") == 0;
    if (!ok)
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT, _("%s is damaged: %s"), reg->path,
                    sql_peek(statement, 0));
    sql_done(statement);
    return ok;
}

/* The whole database, copied into memory. */
static sqlite3 *
database_copy(sqlite3 *db, GError **error)
{
    sqlite3 *copy = database_open(":memory:", SQLITE_OPEN_READWRITE, error);
    sqlite3_backup *backup = copy ? sqlite3_backup_init(copy, "main", db, "main") : NULL;
    if (!backup || sqlite3_backup_step(backup, -1) != SQLITE_DONE) {
        sql_fail(copy ? copy : db, error);
        sqlite3_backup_finish(backup);
        g_clear_pointer(&copy, sqlite3_close);
    } else {
        sqlite3_backup_finish(backup);
    }
    sqlite3_close(db);
    return copy;
}

static sqlite3 *
database_open_mode(const char *path, RegisterMode mode, GError **error)
{
    /* A reader opens for writing too where it may: a journal that a crash left is then rolled back.
     */
    int flags = mode == REGISTER_WRITE || access(path, W_OK) == 0 ? SQLITE_OPEN_READWRITE
                                                                  : SQLITE_OPEN_READONLY;
    sqlite3 *db = database_open(path, flags, error);
    return db && mode == REGISTER_DRY ? database_copy(db, error) : db;
}

Register *
register_open(const char *path, RegisterMode mode, GError **error)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                    _("there is no register %s (copil init makes one)"), path);
        return NULL;
    }
    if (access(path, R_OK) != 0) {
        path_fail(path, error);
        return NULL;
    }
    /* A journal beside it is rolled back, whoever wrote it. */
    g_autofree char *real = realpath(path, NULL);
    g_autofree char *folder = g_path_get_dirname(real ? real : path);
    if (!file_check_shut(folder, error))
        return NULL;
    int lock = -1;
    gboolean reads = mode == REGISTER_READ || mode == REGISTER_STILL;
    if ((mode == REGISTER_WRITE || mode == REGISTER_STILL) &&
        (lock = register_lock(path, mode, error)) < 0)
        return NULL;
    sqlite3 *db = database_open_mode(path, mode, error);
    gint64 version = 0;
    if (!db) {
        if (lock >= 0)
            close(lock);
        return NULL;
    }
    g_autoptr(Register) reg = register_new(db, lock, path);
    if (!database_check_version(db, path, &version, error))
        return NULL;
    /* A reader meets damage where it reads; to look through all originals takes a writer's time. */
    if (reads)
        return database_execute(db, "PRAGMA query_only = ON", error) ? g_steal_pointer(&reg) : NULL;
    return register_quick_check(reg, error) && database_migrate(db, version, error)
               ? g_steal_pointer(&reg)
               : NULL;
}

Register *
register_scratch(GError **error)
{
    sqlite3 *db = database_open(":memory:", SQLITE_OPEN_READWRITE, error);
    if (!db)
        return NULL;
    g_autoptr(Register) reg = register_new(db, -1, ":memory:");
    return database_migrate(db, 0, error) ? g_steal_pointer(&reg) : NULL;
}

static gboolean
register_fill(const char *path, const Definition *definition, const char *who, gint64 now,
              GError **error)
{
    sqlite3 *db = database_open(path, SQLITE_OPEN_READWRITE, error);
    if (!db)
        return FALSE;
    g_autoptr(Register) reg = register_new(db, -1, path);
    g_autofree char *opened =
        g_strdup_printf("Ouverture du registre : %s (%s)", definition->convention->title,
                        definition->convention->id);
    gboolean changed;
    /* Killed here, all of it is thrown away: no journal is needed, and none is left beside it. */
    return database_execute(db, "PRAGMA journal_mode = MEMORY", error) &&
           database_migrate(db, 0, error) &&
           register_amend(reg, definition, NULL, now, &changed, error) &&
           journal_add(reg, who, opened, now, error) &&
           register_close(g_steal_pointer(&reg), error);
}

/* Made under another name, then linked to its own: it is there whole or not at all, and never in
 * place of another file. */
gboolean
register_create(const char *path, const Definition *definition, const char *who, gint64 now,
                GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    if (!file_check_shut(folder, error))
        return FALSE;
    file_sweep(folder);
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                    _("%s is there already; nothing was changed"), path);
        return FALSE;
    }
    g_autofree char *draft = g_build_filename(folder, FILE_TEMPORARY, NULL);
    int fd = g_mkstemp_full(draft, O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) {
        path_fail(path, error);
        return FALSE;
    }
    gboolean ok = register_fill(draft, definition, who, now, error);
    if (ok && (fsync(fd) != 0 || link(draft, path) != 0)) {
        path_fail(path, error);
        ok = FALSE;
    }
    close(fd);
    unlink(draft);
    return ok && file_sync_folder(folder, error);
}

static gboolean
register_check_keys(Register *reg, GError **error)
{
    GError *failure = NULL;
    sqlite3_stmt *statement = sql_query(reg, error, "PRAGMA foreign_key_check", "");
    if (!statement)
        return FALSE;
    gboolean broken = sql_row(reg, statement, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    if (broken)
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT,
                    _("%s is damaged: a row of %s refers to nothing"), reg->path,
                    sql_peek(statement, 0));
    sql_done(statement);
    return !broken;
}

gboolean
register_finish(Register *reg, GError **error)
{
    return register_flush(reg, error) && register_quick_check(reg, error) &&
           register_check_keys(reg, error);
}

gboolean
register_close(Register *reg, GError **error)
{
    g_autoptr(Register) own = reg;
    return register_finish(own, error);
}

void
register_free(Register *reg)
{
    if (!reg)
        return;
    g_clear_pointer(&reg->statements, g_hash_table_unref);
    sqlite3_close(reg->db);
    if (reg->lock >= 0)
        close(reg->lock);
    g_clear_pointer(&reg->definition, definition_free);
    g_hash_table_unref(reg->touched);
    g_ptr_array_unref(reg->places);
    g_free(reg->path);
    g_free(reg);
}
