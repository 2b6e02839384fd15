/* SPDX-License-Identifier: Apache-2.0
 *
 * purge.h - what a purge would do, or did, told.
 */
#pragma once

#include "register/purge.h"

/* For --help: what goes, and what nothing undoes. */
void purge_print_help(void);
/* In words; PATH: the register, for the commands that change what stays. */
void purge_print(const Purge *purge, const char *path);
/* As JSON; DONE: it was done. */
void purge_print_json(const Purge *purge, const char *path, gboolean done);
