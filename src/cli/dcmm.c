#include "cli/dcmm.h"

static const DcmmOwn own[] = {
    { "check",    dcmm_cmd_check    },
    { "compare",  dcmm_cmd_compare  },
    { "demo",     dcmm_cmd_demo     },
    { "eligible", dcmm_cmd_eligible },
    { "migrate",  dcmm_cmd_migrate  },
    { "models",   dcmm_cmd_models   },
    { "new",      dcmm_cmd_new      },
    { "policies", dcmm_cmd_policies },
    { "score",    dcmm_cmd_score    },
    { NULL,       NULL              },
};

int
main (int argc, char **argv)
{
    return dcmm_main (argc, argv, own);
}
