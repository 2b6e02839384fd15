#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copil under valgrind, for tests that run it as $COPIL, some of them with a PATH of their own; the
# options are in VALGRIND_OPTS.
exec /usr/bin/valgrind "$COPIL_BUILD/copil" "$@"
