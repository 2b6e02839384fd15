/* SPDX-License-Identifier: Apache-2.0
 *
 * signed-print.h - the signatures of editions, as status tells them.
 */
#pragma once

#include "base/json.h"
#include "publish/signed.h"

/* A sentence for each of EDITIONS (SignedEdition). */
void signed_print(const GPtrArray *editions);
/* [{"number","issued","period","signatories":[],"signed":[],"missing":[]}] */
void signed_write_json(Json *json, const GPtrArray *editions);
