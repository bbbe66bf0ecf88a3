#include "document/node.h"

#include <string.h>

/* Far beyond any sheet, and still a float and an int of hundredths: infinity and what is no number are none. */
#define NUMBER_MAX 1e6

gboolean
dcmm_is_number (const char *value)
{
    char *end = NULL;

    if (!*value)
        return FALSE;
    const double number = g_ascii_strtod (value, &end);
    return !*end && number >= -NUMBER_MAX && number <= NUMBER_MAX;
}

const char *
dcmm_node_get (const DcmmNode *node, const char *name)
{
    for (const char *const *a = node->attributes; a && *a; a += 2)
        if (strcmp (*a, name) == 0)
            return a[1];
    return NULL;
}

double
dcmm_node_number (const DcmmNode *node, const char *name, double otherwise)
{
    const char *value = dcmm_node_get (node, name);

    return value && dcmm_is_number (value) ? g_ascii_strtod (value, NULL) : otherwise;
}

/* Classes are several words in one attribute: any of them counts. */
gboolean
dcmm_node_is (const DcmmNode *node, const char *name, const char *value)
{
    const char *all = dcmm_node_get (node, name);
    const gsize n = strlen (value);

    for (const char *at = all; at && *at; at += *at == ' ') {
        const gsize length = strcspn (at, " ");
        if (length == n && strncmp (at, value, n) == 0)
            return TRUE;
        at += length;
    }
    return FALSE;
}

static gboolean
collect_words (const DcmmNode *node, DcmmWalk walk, gpointer data)
{
    GString *out = data;

    if (walk == DCMM_LEAVE)
        return TRUE;
    const char *text = node->kind == DCMM_NODE_BR ? " " : node->kind == DCMM_NODE_TEXT ? node->text : "";
    if (*text == ' ' && (!out->len || out->str[out->len - 1] == ' '))
        text++;
    g_string_append (out, text);
    return TRUE;
}

char *
dcmm_node_words (const DcmmNode *node)
{
    GString *out = g_string_new (NULL);

    dcmm_node_walk (node, collect_words, out);
    if (out->len && out->str[out->len - 1] == ' ')
        g_string_truncate (out, out->len - 1);
    return g_string_free (out, FALSE);
}

void
dcmm_node_walk (const DcmmNode *from, DcmmVisit visit, gpointer data)
{
    const DcmmNode *node = from;

    while (node) {
        if (visit (node, DCMM_ENTER, data) && node->first) {
            node = node->first;
            continue;
        }
        visit (node, DCMM_LEAVE, data);
        while (node != from && !node->next) {
            node = node->parent;
            visit (node, DCMM_LEAVE, data);
        }
        node = node == from ? NULL : node->next;
    }
}
