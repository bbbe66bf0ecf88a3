#include "model/model-private.h"

#include <string.h>

#define ROLES_MAX 100

typedef struct {
    DcmmRoles     r;
    GStringChunk *strings;
} Whole;

typedef struct {
    DcmmWordReader words;
    GArray        *roles;
} Reading;

static gboolean
on_role (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "id", error);
    DcmmRoleInfo role = { 0 };

    if (!id)
        return FALSE;
    if (r->roles->len == ROLES_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d roles"), ROLES_MAX);
    for (guint i = 0; i < r->roles->len; i++)
        if (strcmp (g_array_index (r->roles, DcmmRoleInfo, i).id, id) == 0)
            return dcmm_fail_at (error, dcmm_reader_where (reader), _("role '%s' stands twice; keep one"), id);
    role.id = dcmm_keep (r->words.chunk, id);
    g_array_append_val (r->roles, role);
    return TRUE;
}

static gboolean
on_words (DcmmReader *reader, gpointer data, GError **error)
{
    return dcmm_words_start (&((Reading *) data)->words, reader, error);
}

static gboolean
end_name (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;

    return dcmm_words_end (&r->words, &g_array_index (r->roles, DcmmRoleInfo, r->roles->len - 1).name, text, reader, error);
}

static const DcmmElement elements[] = {
    { "roles", NULL,    NULL,     NULL,     FALSE },
    { "role",  "roles", on_role,  NULL,     FALSE },
    { "name",  "role",  on_words, end_name, FALSE },
    { .name = NULL }
};

DcmmRoles *
dcmm_roles_load (const char *path, DcmmProblems *problems, GError **error)
{
    Whole *whole = g_new0 (Whole, 1);
    g_autoptr (DcmmRoles) roles = &whole->r;
    Reading r = { .roles = g_array_new (FALSE, TRUE, sizeof (DcmmRoleInfo)) };

    whole->strings = r.words.chunk = g_string_chunk_new (512);
    roles->path = dcmm_keep (whole->strings, path);
    const gboolean good = dcmm_read_xml (path, DCMM_NS_ROLES, elements, &r, error);
    roles->n_roles = r.roles->len;
    roles->roles = (DcmmRoleInfo *) (void *) g_array_free (r.roles, FALSE);
    if (!good)
        return NULL;
    if (!roles->n_roles)
        dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { path, 0 }, _("has no <role>"));
    return g_steal_pointer (&roles);
}

void
dcmm_roles_free (DcmmRoles *roles)
{
    Whole *whole = (Whole *) roles;

    if (!roles)
        return;
    g_free (roles->roles);
    g_string_chunk_free (whole->strings);
    g_free (whole);
}

int
dcmm_roles_find (const DcmmRoles *roles, const char *id)
{
    for (guint i = 0; i < roles->n_roles; i++)
        if (strcmp (roles->roles[i].id, id) == 0)
            return (int) i;
    return -1;
}

int
dcmm_roles_named (const DcmmRoles *roles, const char *text)
{
    for (guint i = 0; i < roles->n_roles; i++)
        for (guint lang = 0; lang < DCMM_LANGS; lang++)
            if (roles->roles[i].name.in[lang] && g_ascii_strcasecmp (roles->roles[i].name.in[lang], text) == 0)
                return (int) i;
    return dcmm_roles_find (roles, text);
}

char *
dcmm_roles_list (const DcmmRoles *roles, DcmmLang lang)
{
    GString *known = g_string_new (NULL);

    for (guint i = 0; i < roles->n_roles; i++)
        g_string_append_printf (known, "%s%s %s", i ? ", " : "", roles->roles[i].id, dcmm_words (&roles->roles[i].name, lang));
    return g_string_free (known, FALSE);
}

void
dcmm_roles_unknown (const DcmmRoles *roles, const char *id, DcmmWhere where, DcmmProblems *problems)
{
    g_autoptr (GString) known = g_string_new (NULL);

    for (guint i = 0; i < roles->n_roles; i++)
        g_string_append_printf (known, "%s%s", i ? ", " : "", roles->roles[i].id);
    dcmm_problems_add (problems, DCMM_WRONG, where, _("role '%s' is unknown; there are: %s"), id, known->str);
}
