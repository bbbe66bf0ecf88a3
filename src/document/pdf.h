/* A layout as a PDF. */
#pragma once
#include "document/layout.h"

/* Appends the file to @out. Equal layouts give equal bytes. FALSE with DCMM_SURROUNDINGS where a face cannot be embedded. */
gboolean dcmm_layout_pdf (const DcmmLayout *layout, const DcmmTheme *theme, GString *out, GError **error);
