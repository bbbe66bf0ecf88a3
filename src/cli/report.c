#include "cli/report.h"

static const DcmmOwn own[] = {
    { "report", dcmm_cmd_report },
    { NULL,     NULL            },
};

int
main (int argc, char **argv)
{
    return dcmm_main (argc, argv, own);
}
