/* SPDX-License-Identifier: Apache-2.0
 *
 * unpack.h - the archives of a source, opened in children: shared by batch, check and read.
 */
#pragma once

#include "examine/pool.h"
#include "mail/source.h"

/* Replace each archive of SOURCE by its members.  One that is damaged, or beyond bounds, stays as
 * an item of its own, and its examination says why. */
gboolean unpack_archives(Source *source, Pool *pool, GError **error);
