#include "document/document.h"
#include "document/layout.h"
#include "document/pdf.h"

#include <unistd.h>

struct _DcmmPress {
    DcmmTheme *theme;
    DcmmFont  *fonts[DCMM_LANGS];       /* made when first asked for */
};

/* NULL where the data folder has no theme: the storyboard's colours are built in. */
static char *
shipped_theme (void)
{
    g_autofree char *path = g_build_filename (dcmm_path_data (), "templates", "theme.ini", NULL);

    return access (path, R_OK) == 0 ? g_steal_pointer (&path) : NULL;
}

DcmmPress *
dcmm_press_new (const char *theme_path, GError **error)
{
    g_autofree char *shipped = theme_path ? NULL : shipped_theme ();
    DcmmTheme *theme = dcmm_theme_load (theme_path ? theme_path : shipped, error);

    if (!theme)
        return NULL;
    DcmmPress *press = g_new0 (DcmmPress, 1);
    press->theme = theme;
    return press;
}

void
dcmm_press_free (DcmmPress *press)
{
    if (!press)
        return;
    for (guint i = 0; i < DCMM_LANGS; i++)
        dcmm_font_free (press->fonts[i]);
    dcmm_theme_free (press->theme);
    g_free (press);
}

const DcmmTheme *
dcmm_press_theme (const DcmmPress *press)
{
    return press->theme;
}

DcmmFont *
dcmm_press_font (DcmmPress *press, const char *lang)
{
    DcmmLang which = DCMM_EN;

    if (!lang || !dcmm_lang_parse (lang, &which))
        which = DCMM_EN;
    if (!press->fonts[which])
        press->fonts[which] = dcmm_font_new (which, press->theme->regular, press->theme->bold);
    return press->fonts[which];
}

static DcmmLayout *
lay_out (DcmmPress *press, const DcmmNode *document, GError **error)
{
    DcmmFont *font = dcmm_press_font (press, dcmm_node_get (document, "lang"));

    return dcmm_font_open (font, error) ? dcmm_layout_new (font, press->theme, document, error) : NULL;
}

gboolean
dcmm_write_pdf (DcmmPress *press, const DcmmNode *document, GString *out, GError **error)
{
    g_autoptr (DcmmLayout) layout = lay_out (press, document, error);

    return layout && dcmm_layout_pdf (layout, press->theme, out, error);
}

gboolean
dcmm_write_trace (DcmmPress *press, const DcmmNode *document, GString *out, GError **error)
{
    g_autoptr (DcmmLayout) layout = lay_out (press, document, error);

    for (guint i = 1; layout && i <= dcmm_layout_pages (layout); i++) {
        g_string_append_printf (out, "page %u\n", i);
        dcmm_canvas_trace (dcmm_layout_page (layout, i), out);
    }
    return layout != NULL;
}
