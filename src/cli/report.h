/* The command of the program dcmm-report. */
#pragma once
#include "cli/cli.h"

int dcmm_cmd_report (DcmmCli *cli, int argc, char **argv, GError **error);
