/* The theme: colours on paper, on a light and on a dark screen, the issuer's name and logo. templates/theme.ini. */
#pragma once
#include "document/canvas.h"

typedef struct {
    guint32 paper[DCMM_INK_MAX];        /* 0xRRGGBB */
    guint32 dark[DCMM_INK_MAX];
    char   *issuer;                     /* NULL: none */
    char   *logo;                       /* path of a PNG; NULL: none */
    char   *regular, *bold;             /* families asked for first; NULL: by language */
} DcmmTheme;

/* The name of an ink in CSS: "heat-50" for DCMM_INK_HEAT_50. */
extern const char *const dcmm_ink_names[DCMM_INK_MAX];

/* The storyboard's colours (all there is where @path is NULL), changed by what the file says; an unknown key is an error
 * that names it. */
DcmmTheme *dcmm_theme_load (const char *path, GError **error);
void       dcmm_theme_free (DcmmTheme *theme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmTheme, dcmm_theme_free)
