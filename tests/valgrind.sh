#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copil under valgrind, for tests that run it as $COPIL; the options are in VALGRIND_OPTS.
exec valgrind "$COPIL_BUILD/copil" "$@"
