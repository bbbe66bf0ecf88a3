/* A package of other programs, such as a workbook: parts in a ZIP file, read by libarchive, which is opened when it is asked
 * for. Hostile ones end soon: 16 MiB for the file and for each part as it comes out, 64 MiB for all that is asked for. */
#pragma once
#include "base/base.h"

typedef struct _DcmmPackage DcmmPackage;

/* NULL with DCMM_INPUT where it is no package: an old .xls, one with a password, an .ods and text are told by name. */
DcmmPackage *dcmm_package_open (const char *path, GError **error);
/* The same for one in memory, which is borrowed; @path stands in messages. */
DcmmPackage *dcmm_package_new  (const char *path, const GString *bytes, GError **error);
void         dcmm_package_free (DcmmPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmPackage, dcmm_package_free)
/* Names count without regard to case. */
gboolean     dcmm_package_has  (const DcmmPackage *package, const char *part);
/* The content of a part; yours. NULL with DCMM_INPUT. */
GString     *dcmm_package_part (DcmmPackage *package, const char *part, GError **error);
/* "FILE (PART)", for messages about a part. Yours. */
char        *dcmm_package_place (const DcmmPackage *package, const char *part);
const char  *dcmm_package_path (const DcmmPackage *package);
/* Whether all that should be XML is so to its end. */
gboolean     dcmm_package_is_whole (DcmmPackage *package);
