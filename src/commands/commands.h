/* SPDX-License-Identifier: Apache-2.0
 *
 * commands.h - the commands, one file each; arguments as main has them, without the program's name.
 */
#pragma once

int command_init(int argc, char **argv);
int command_update(int argc, char **argv);
int command_batch(int argc, char **argv);
int command_check(int argc, char **argv);
int command_read(int argc, char **argv);
int command_report(int argc, char **argv);
int command_enter(int argc, char **argv);
int command_decide(int argc, char **argv);
int command_send(int argc, char **argv);
int command_remind(int argc, char **argv);
int command_status(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_export(int argc, char **argv);
int command_forms(int argc, char **argv);
int command_original(int argc, char **argv);
int command_purge(int argc, char **argv);
int command_verify(int argc, char **argv);
