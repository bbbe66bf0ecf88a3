#include "report/report-private.h"

#include <libxslt/transform.h>
#include <string.h>

/* t:rich: a sentence whose words, translated or not, hold inline elements of the page language. */

/* The inline elements a sentence may hold, and the attribute that one takes from the sentence's own: the first pageref
 * from to="…", the second from to2="…". */
static const struct { const char *name, *attribute; } inline_elements[] = {
    { "b", NULL }, { "em", NULL }, { "muted", NULL }, { "small", NULL }, { "sup", NULL }, { "nobr", NULL }, { "opt", NULL }, { "br", NULL },
    { "a", "href" }, { "pageref", "to" }, { "pie", "v" },
};

typedef struct {
    xsltTransformContext *run;
    const char *const    *values;
    GString              *words;
    guint                 used[G_N_ELEMENTS (inline_elements)];        /* of each, so far */
    xmlNode              *into;         /* where words go now */
    const xmlNode        *root;         /* into, at the beginning */
} Rich;

static void
flush (Rich *rich)
{
    if (rich->words->len)
        xsltCopyTextString (rich->run, rich->into, (const xmlChar *) rich->words->str, 0);
    g_string_truncate (rich->words, 0);
}

static xmlNs *
page_namespace (xmlNode *element, xmlNode *parent)
{
    xmlNs *ns = parent->type == XML_ELEMENT_NODE ? xmlSearchNsByHref (parent->doc, parent, (const xmlChar *) DCMM_NS_PAGE) : NULL;

    return ns ? ns : xmlNewNs (element, (const xmlChar *) DCMM_NS_PAGE, NULL);
}

static void
take_inline_attribute (Rich *rich, const char *name, guint nth)
{
    g_autofree char *source = !name ? NULL : nth > 1 ? g_strdup_printf ("%s%u", name, nth) : g_strdup (name);
    const char *value = source ? dcmm_text_value (rich->values, source, strlen (source)) : NULL;

    if (name)
        xmlNewProp (rich->into, (const xmlChar *) name, (const xmlChar *) (value ? value : ""));
}

static gboolean
open_element (Rich *rich, const char *name, gsize length)
{
    for (guint i = 0; i < G_N_ELEMENTS (inline_elements); i++) {
        if (strlen (inline_elements[i].name) != length || strncmp (inline_elements[i].name, name, length) != 0)
            continue;
        xmlNode *element = xmlNewDocNode (rich->run->output, NULL, (const xmlChar *) inline_elements[i].name, NULL);
        xmlAddChild (rich->into, element);
        xmlSetNs (element, page_namespace (element, rich->into));
        rich->into = element;
        take_inline_attribute (rich, inline_elements[i].attribute, ++rich->used[i]);
        return TRUE;
    }
    return FALSE;
}

static gboolean
close_element (Rich *rich, const char *name, gsize length)
{
    if (rich->into == rich->root || strlen ((const char *) rich->into->name) != length ||
        strncmp ((const char *) rich->into->name, name, length) != 0)
        return FALSE;
    rich->into = rich->into->parent;
    return TRUE;
}

/* "<b>", "</b>" or "<br/>" at @at; gives what follows it, or NULL where it is none of these. */
static const char *
take_tag (Rich *rich, const char *at)
{
    const char *end = strchr (at, '>');
    const gboolean closes = at[1] == '/', is_empty = end && end[-1] == '/';
    const char *name = at + 1 + closes;

    if (!end || end <= name)
        return NULL;
    const gsize length = (gsize) (end - name - is_empty);
    flush (rich);
    if (closes ? !close_element (rich, name, length) : !open_element (rich, name, length))
        return NULL;
    if (is_empty && !close_element (rich, name, length))
        return NULL;
    return end + 1;
}

gboolean
dcmm_rich_write (xsltTransformContext *run, const char *sentence, const char *const *values)
{
    g_autoptr (GString) words = g_string_new (NULL);
    Rich *rich = &(Rich) { .run = run, .values = values, .words = words, .into = run->insert, .root = run->insert };

    for (const char *at = sentence; at && *at;) {
        const char *end = NULL;
        const char *value = dcmm_text_placeholder (at, rich->values, &end);
        const gboolean tag = *at == '<' && (at[1] == '/' || g_ascii_islower (at[1]));
        if (value)
            g_string_append (rich->words, value);
        else if (tag && !(end = take_tag (rich, at)))
            return FALSE;
        else if (!tag)
            g_string_append_c (rich->words, *at);
        at = value || tag ? end : at + 1;
    }
    flush (rich);
    return rich->into == rich->root;
}
