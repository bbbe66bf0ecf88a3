#include "cli/plan.h"

static const DcmmOwn own[] = {
    { "plan", dcmm_cmd_plan },
    { NULL,   NULL          },
};

int
main (int argc, char **argv)
{
    return dcmm_main (argc, argv, own);
}
