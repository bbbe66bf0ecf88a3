#include "model/model-private.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    DcmmEligibility e;
    GStringChunk   *strings;
} Whole;

/* Columns are looked for one by one, and each one goes through all demands. */
#define COLUMNS_MAX 200
#define RULES_MAX   5000
/* Of a date that has four digits for its year. */
#define YEARS_MAX   1000

typedef struct {
    DcmmWordReader   words;
    DcmmEligibility *e;
    DcmmProblems    *problems;
    GArray          *columns, *roles, *rules, *documents, *notices;
    guint            level;
    const char      *source, *date, *confidence;    /* of the level being read */
} Reading;

static gboolean
on_words (DcmmReader *reader, gpointer data, GError **error)
{
    return dcmm_words_start (&((Reading *) data)->words, reader, error);
}

#define LAST(array, type) g_array_index (r->array, type, r->array->len - 1)
#define WORDS(name, place)                                                                          \
    static gboolean name (DcmmReader *reader, gpointer data, const char *text, GError **error)      \
    {                                                                                               \
        Reading *r = data;                                                                          \
        return dcmm_words_end (&r->words, &(place), text, reader, error);                           \
    }

WORDS (end_name, r->e->name)
WORDS (end_column_name, LAST (columns, DcmmRuleColumn).name)
WORDS (end_column_unit, LAST (columns, DcmmRuleColumn).unit)
WORDS (end_column_missing, LAST (columns, DcmmRuleColumn).missing)
WORDS (end_role_name, LAST (roles, DcmmRoleRules).name)
WORDS (end_document_name, LAST (documents, DcmmDocumentRule).name)
WORDS (end_document_proves, LAST (documents, DcmmDocumentRule).proves)
WORDS (end_notice, LAST (notices, DcmmNotice).text)

static const char *
kept (Reading *r, DcmmReader *reader, const char *name)
{
    return dcmm_keep (r->words.chunk, dcmm_reader_attribute (reader, name));
}

static gboolean
on_eligibility (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    if (!dcmm_reader_need (reader, "id", error))
        return FALSE;
    r->e->id = kept (r, reader, "id");
    r->e->valid_from = kept (r, reader, "valid-from");
    r->e->source = kept (r, reader, "source");
    r->e->date = kept (r, reader, "date");
    return TRUE;
}

/* How many of the rule's units one of the attribute's is. Below a thousandth a demand in the attribute's unit would have
 * no room in a gint64 of hundredths. */
static gboolean
read_scale (Reading *r, DcmmReader *reader, DcmmRuleColumn *column, GError **error)
{
    DcmmRational scale;

    mpq_init (scale);
    gboolean good = dcmm_need_rational (reader, "scale", scale, error);
    if (good && mpq_cmp_ui (scale, 1, 1000) < 0)
        good = dcmm_fail_at (error, dcmm_reader_where (reader), _("scale='%s' is not a number from 0.001 on"), dcmm_reader_attribute (reader, "scale"));
    mpq_clear (scale);
    column->scale = kept (r, reader, "scale");
    return good;
}

gboolean
dcmm_counting_parse (const char *text, DcmmCounting *counting)
{
    static const char *const ids[] = { [DCMM_COUNT_YEARS] = "years", [DCMM_COUNT_NUMBER] = "number", [DCMM_COUNT_LIST] = "list" };

    for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        if (strcmp (text, ids[i]) == 0) {
            *counting = i;
            return TRUE;
        }
    return FALSE;
}

static gboolean
on_column (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmRuleColumn column = { .scale = "1" };
    const char *counting;

    if (r->columns->len >= COLUMNS_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d elements <%s>"), COLUMNS_MAX, dcmm_reader_element (reader));
    if (!dcmm_reader_need (reader, "key", error) || !dcmm_reader_need (reader, "attribute", error) ||
        !(counting = dcmm_reader_need (reader, "counting", error)))
        return FALSE;
    column.key = kept (r, reader, "key");
    column.attribute = kept (r, reader, "attribute");
    if (dcmm_reader_attribute (reader, "scale") && !read_scale (r, reader, &column, error))
        return FALSE;
    if (!dcmm_counting_parse (counting, &column.counting))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("counting='%s' is unknown; use years, number or list"), counting);
    g_array_append_val (r->columns, column);
    return TRUE;
}

static gboolean
on_role (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmRoleRules role = { 0 };

    if (!dcmm_reader_need (reader, "id", error))
        return FALSE;
    role.role = kept (r, reader, "id");
    g_array_append_val (r->roles, role);
    return TRUE;
}

static gboolean
on_level (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    r->source = kept (r, reader, "source");
    r->date = kept (r, reader, "date");
    r->confidence = kept (r, reader, "confidence");
    return dcmm_need_number (reader, "no", 1, DCMM_LEVELS, &r->level, error);
}

static gboolean
on_need (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *column = dcmm_reader_need (reader, "column", error);
    DcmmRule rule = { .level = r->level };

    if (!column)
        return FALSE;
    if (r->rules->len >= RULES_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d elements <%s>"), RULES_MAX, dcmm_reader_element (reader));
    for (guint i = 0;; i++) {
        if (i == r->columns->len)
            return dcmm_fail_at (error, dcmm_reader_where (reader), _("'%s' is no <column> of this rule set"), column);
        if (strcmp (g_array_index (r->columns, DcmmRuleColumn, i).key, column) == 0) {
            rule.column = i;
            break;
        }
    }
    rule.source = dcmm_reader_attribute (reader, "source") ? kept (r, reader, "source") : r->source;
    rule.date = dcmm_reader_attribute (reader, "date") ? kept (r, reader, "date") : r->date;
    rule.confidence = dcmm_reader_attribute (reader, "confidence") ? kept (r, reader, "confidence") : r->confidence;
    rule.need_text = kept (r, reader, "from");
    mpq_init (rule.need);
    if (!dcmm_need_rational (reader, "from", rule.need, error)) {
        mpq_clear (rule.need);
        return FALSE;
    }
    if (g_array_index (r->columns, DcmmRuleColumn, rule.column).counting == DCMM_COUNT_YEARS && mpq_cmp_ui (rule.need, YEARS_MAX, 1) > 0) {
        mpq_clear (rule.need);
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("%s='%s' is too large a number"), "from", rule.need_text);
    }
    g_array_append_val (r->rules, rule);
    LAST (roles, DcmmRoleRules).n_rules++;
    return TRUE;
}

static gboolean
on_document (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmDocumentRule document = { 0 };

    if (!dcmm_reader_need (reader, "key", error) || !dcmm_need_number (reader, "from-level", 1, DCMM_LEVELS, &document.from_level, error))
        return FALSE;
    document.key = kept (r, reader, "key");
    document.column = kept (r, reader, "column");
    document.role = kept (r, reader, "role");
    g_array_append_val (r->documents, document);
    return TRUE;
}

static gboolean
on_notice (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmNotice notice = { .from_level = 1 };

    if (dcmm_reader_attribute (reader, "from-level") && !dcmm_need_number (reader, "from-level", 1, DCMM_LEVELS, &notice.from_level, error))
        return FALSE;
    notice.role = kept (r, reader, "role");
    notice.source = kept (r, reader, "source");
    notice.confidence = kept (r, reader, "confidence");
    g_array_append_val (r->notices, notice);
    return TRUE;
}

static const DcmmElement elements[] = {
    { "eligibility", NULL,          on_eligibility, NULL,                FALSE },
    { "name",        "eligibility", on_words,       end_name,            FALSE },
    { "column",      "eligibility", on_column,      NULL,                FALSE },
    { "name",        "column",      on_words,       end_column_name,     FALSE },
    { "unit",        "column",      on_words,       end_column_unit,     FALSE },
    { "missing",     "column",      on_words,       end_column_missing,  FALSE },
    { "role",        "eligibility", on_role,        NULL,                FALSE },
    { "name",        "role",        on_words,       end_role_name,       FALSE },
    { "level",       "role",        on_level,       NULL,                FALSE },
    { "need",        "level",       on_need,        NULL,                FALSE },
    { "document",    "eligibility", on_document,    NULL,                FALSE },
    { "name",        "document",    on_words,       end_document_name,   FALSE },
    { "proves",      "document",    on_words,       end_document_proves, FALSE },
    { "notice",      "eligibility", on_notice,      NULL,                FALSE },
    { "text",        "notice",      on_words,       end_notice,          FALSE },
    { .name = NULL }
};

#define TAKE(field, array, type)                                            \
    G_STMT_START {                                                          \
        e->n_##field = r->array->len;                                       \
        e->field = (type *) (void *) g_array_free (r->array, FALSE);        \
    } G_STMT_END

static void
put_together (Reading *r)
{
    DcmmEligibility *e = r->e;
    DcmmRule        *rule = (DcmmRule *) (void *) g_array_free (r->rules, FALSE);

    TAKE (columns, columns, DcmmRuleColumn);
    TAKE (roles, roles, DcmmRoleRules);
    TAKE (documents, documents, DcmmDocumentRule);
    TAKE (notices, notices, DcmmNotice);
    for (guint i = 0; i < e->n_roles && rule; i++) {        /* one block, owned by the first role */
        e->roles[i].rules = rule;
        rule += e->roles[i].n_rules;
    }
}

DcmmEligibility *
dcmm_eligibility_load (const char *path, DcmmProblems *problems, GError **error)
{
    Whole *whole = g_new0 (Whole, 1);
    g_autoptr (DcmmEligibility) e = &whole->e;
    Reading r = {
        .e = e, .problems = problems,
        .columns = g_array_new (FALSE, TRUE, sizeof (DcmmRuleColumn)),
        .roles = g_array_new (FALSE, TRUE, sizeof (DcmmRoleRules)),
        .rules = g_array_new (FALSE, TRUE, sizeof (DcmmRule)),
        .documents = g_array_new (FALSE, TRUE, sizeof (DcmmDocumentRule)),
        .notices = g_array_new (FALSE, TRUE, sizeof (DcmmNotice)),
    };

    whole->strings = r.words.chunk = g_string_chunk_new (4096);
    e->path = dcmm_keep (whole->strings, path);
    const gboolean good = dcmm_read_xml (path, DCMM_NS_ELIGIBILITY, elements, &r, error);
    put_together (&r);
    if (!good)
        return NULL;
    if (!e->n_roles)
        dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { path, 0 }, _("has no <role>"));
    return g_steal_pointer (&e);
}

void
dcmm_eligibility_free (DcmmEligibility *e)
{
    Whole *whole = (Whole *) e;

    if (!e)
        return;
    for (guint i = 0; i < e->n_roles; i++)
        for (guint j = 0; j < e->roles[i].n_rules; j++)
            mpq_clear (e->roles[i].rules[j].need);
    if (e->n_roles)
        g_free (e->roles[0].rules);
    g_free (e->columns);
    g_free (e->roles);
    g_free (e->documents);
    g_free (e->notices);
    g_string_chunk_free (whole->strings);
    g_free (whole);
}
