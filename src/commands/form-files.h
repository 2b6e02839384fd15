/* SPDX-License-Identifier: Apache-2.0
 *
 * form-files.h - files examined without a register: shared by check and read.
 */
#pragma once

#include "examine/pool.h"

typedef struct {
    char *file; /* as given, or of an archive's member "archive.zip/member" */
    Examination *examination;
} ExaminedFile;

/* Examine the files at PATHS (and the members of archives, the messages of mailboxes) in children:
 * GPtrArray of ExaminedFile in the order of the paths; NULL with ERROR. */
GPtrArray *form_files_examine(const char *const *paths, const Checker *checker, GError **error);
