/* Where the data lie: beside the program or where it was installed, never found by the working directory. */
#pragma once
#include <glib.h>

/* --data DIR or DCMM_DATADIR: a folder that holds questionnaires/ and templates/ in place of the shipped ones. Before first use. */
void        dcmm_path_set_data (const char *folder);
/* The folder with questionnaires/ and templates/; borrowed, for the life of the process. */
const char *dcmm_path_data     (void);
const char *dcmm_path_locale   (void);
/* A sibling program such as "dcmm-report": beside this one, or in libexec/dcmm. */
char       *dcmm_path_program  (const char *name);
