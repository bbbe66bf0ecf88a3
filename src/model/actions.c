#include "model/model-private.h"

#include <string.h>

#define EFFORT_MAX   10000      /* person-days of one action: forty years are a slip of the pen */
#define DURATION_MAX 2000       /* working days */
#define REQUIRES_MAX 100
#define ACTIONS_MAX  2000       /* in a file: ten times what an edition has; a plan looks at pairs of them */
#define ID_MAX      100

/* The lists of all actions stand one after the other in one block each. */
typedef struct {
    DcmmActions   a;
    GStringChunk *strings;
    DcmmWords    *steps;
    DcmmRaise    *raises;
    guint        *requires;
} Whole;

/* An action may require one that stands further down: found when all have been read. */
typedef struct { const char *ref; guint line; } Required;

typedef struct {
    DcmmWordReader words;
    DcmmActions   *a;
    DcmmLibrary   *library;
    const DcmmQuestionnaire *wanted;
    DcmmProblems  *problems;
    GArray        *actions, *steps, *raises, *required;
    GHashTable    *by_id;       /* id ► index + 1 */
} Reading;

static DcmmAction *
last (Reading *r)
{
    return &g_array_index (r->actions, DcmmAction, r->actions->len - 1);
}

static gboolean
on_actions (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "questionnaire", error);

    if (!id)
        return FALSE;
    if (r->wanted && strcmp (r->wanted->id, id) != 0)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("these actions are for '%s', the answers are to %s"), id, r->wanted->id);
    r->a->questionnaire = r->wanted;
    if (!r->wanted && !(r->a->questionnaire = dcmm_library_questionnaire (r->library, id, error))) {
        dcmm_error_become (error, DCMM_INPUT);
        g_autofree char *told = g_strdup (error ? (*error)->message : "");
        g_clear_error (error);
        return dcmm_fail_at (error, dcmm_reader_where (reader), "%s", told);
    }
    r->a->id = dcmm_keep (r->words.chunk, id);
    return TRUE;
}

/* It stands in calendars, workbooks and on command lines. */
static gboolean
is_name (const char *id)
{
    gsize n = 0;

    for (const char *c = id; *c; c = g_utf8_next_char (c), n++)
        if (!g_unichar_isalnum (g_utf8_get_char (c)) && !strchr ("._-", *c))
            return FALSE;
    return n > 0 && n <= ID_MAX;
}

static gboolean
on_action (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "id", error), *role;
    const DcmmWhere where = dcmm_reader_where (reader);
    DcmmAction action = { .line = where.line };
    guint first;

    if (!id || !(role = dcmm_reader_need (reader, "role", error)))
        return FALSE;
    if (r->actions->len == ACTIONS_MAX)
        return dcmm_fail_at (error, where, _("there are more than %d actions"), ACTIONS_MAX);
    if ((first = GPOINTER_TO_UINT (g_hash_table_lookup (r->by_id, id))))
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("action '%s' stands twice, first on line %u; keep one"), id,
                           g_array_index (r->actions, DcmmAction, first - 1).line);
    if (!is_name (id))
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("an action's id is of letters, digits, '.', '-' and '_', at most %d of them"), ID_MAX);
    const int known = dcmm_roles_find (r->a->roles, role);
    if (known < 0)
        dcmm_roles_unknown (r->a->roles, role, where, r->problems);
    action.id = dcmm_keep (r->words.chunk, id);
    action.role = (guint) MAX (known, 0);
    action.likely = G_MAXUINT;
    g_array_append_val (r->actions, action);
    if (!first)
        g_hash_table_insert (r->by_id, (gpointer) action.id, GUINT_TO_POINTER (r->actions->len));
    return TRUE;
}

static gboolean
on_words (DcmmReader *reader, gpointer data, GError **error)
{
    return dcmm_words_start (&((Reading *) data)->words, reader, error);
}

#define WORDS(name, place)                                                                          \
    static gboolean name (DcmmReader *reader, gpointer data, const char *text, GError **error)      \
    {                                                                                               \
        Reading *r = data;                                                                          \
        return dcmm_words_end (&r->words, &(place), text, reader, error);                           \
    }

WORDS (end_title, last (r)->title)
WORDS (end_why, last (r)->why)
WORDS (end_deliverable, last (r)->deliverable)
WORDS (end_proof, last (r)->proof)
WORDS (end_tools, last (r)->tools)

/* A step is an element for each language: the other language's belongs to the step before it. */
static gboolean
end_step (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;
    DcmmAction *action = last (r);
    DcmmWords  *step = action->n_steps ? &g_array_index (r->steps, DcmmWords, r->steps->len - 1) : NULL;

    if (!step || step->in[r->words.lang]) {
        g_array_set_size (r->steps, r->steps->len + 1);
        action->n_steps++;
        step = &g_array_index (r->steps, DcmmWords, r->steps->len - 1);
    }
    return dcmm_words_end (&r->words, step, text, reader, error);
}

static gboolean
on_effort (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmAction *action = last (r);

    if (action->likely != G_MAXUINT)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("<%s> stands twice; keep one"), "effort");
    if (!dcmm_need_number (reader, "likely", 0, EFFORT_MAX, &action->likely, error))
        return FALSE;
    action->low = action->high = action->likely;
    if ((dcmm_reader_attribute (reader, "low") && !dcmm_need_number (reader, "low", 0, EFFORT_MAX, &action->low, error)) ||
        (dcmm_reader_attribute (reader, "high") && !dcmm_need_number (reader, "high", 0, EFFORT_MAX, &action->high, error)))
        return FALSE;
    if (action->low > action->likely || action->likely > action->high)
        dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("the effort of '%s' is out of order: low %u, likely %u, high %u"),
                           action->id, action->low, action->likely, action->high);
    return TRUE;
}

static gboolean
on_duration (DcmmReader *reader, gpointer data, GError **error)
{
    return dcmm_need_number (reader, "days", 1, DURATION_MAX, &last (data)->duration, error);
}

static gboolean
on_requires (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *ref = dcmm_reader_need (reader, "ref", error);

    if (!ref)
        return FALSE;
    if (last (r)->n_requires == REQUIRES_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("'%s' requires more than %d others"), last (r)->id, REQUIRES_MAX);
    Required required = { dcmm_keep (r->words.chunk, ref), dcmm_reader_where (reader).line };
    g_array_append_val (r->required, required);
    last (r)->n_requires++;
    return TRUE;
}

static gboolean
on_raises (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *ref = dcmm_reader_need (reader, "ref", error), *to;
    const DcmmWhere where = dcmm_reader_where (reader);
    DcmmAction *action = last (r);

    if (!ref || !(to = dcmm_reader_need (reader, "to", error)))
        return FALSE;
    const int criterion = dcmm_questionnaire_criterion (r->a->questionnaire, ref);
    if (criterion < 0) {
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("criterion '%s' is not in %s"), ref, r->a->questionnaire->id);
        return TRUE;
    }
    for (guint i = r->raises->len - action->n_raises; i < r->raises->len; i++)
        if (g_array_index (r->raises, DcmmRaise, i).criterion == (guint) criterion)
            return dcmm_fail_at (error, where, _("'%s' raises %s twice; keep one"), action->id, ref);
    DcmmRaise raise = { (guint) criterion, dcmm_keep (r->words.chunk, to), where.line };
    g_array_append_val (r->raises, raise);
    action->n_raises++;
    return TRUE;
}

/* What an action may not be without. */
static gboolean
end_action (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;
    const DcmmAction *action = last (r);
    const DcmmWhere where = { r->a->path, action->line };

    (void) reader, (void) text, (void) error;
    if (!action->title.in[DCMM_ZH] && !action->title.in[DCMM_EN])
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("action '%s' has no <%s>"), action->id, "title");
    if (action->likely == G_MAXUINT)
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("action '%s' has no <%s>"), action->id, "effort");
    if (!action->n_raises)
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("action '%s' raises nothing: it has no <raises> with a criterion of %s"), action->id,
                           r->a->questionnaire->id);
    return TRUE;
}

static const DcmmElement elements[] = {
    { "actions",     NULL,      on_actions,  NULL,            FALSE },
    { "action",      "actions", on_action,   end_action,      FALSE },
    { "title",       "action",  on_words,    end_title,       FALSE },
    { "why",         "action",  on_words,    end_why,         FALSE },
    { "step",        "action",  on_words,    end_step,        FALSE },
    { "deliverable", "action",  on_words,    end_deliverable, FALSE },
    { "proof",       "action",  on_words,    end_proof,       FALSE },
    { "tools",       "action",  on_words,    end_tools,       FALSE },
    { "effort",      "action",  on_effort,   NULL,            FALSE },
    { "duration",    "action",  on_duration, NULL,            FALSE },
    { "requires",    "action",  on_requires, NULL,            FALSE },
    { "raises",      "action",  on_raises,   NULL,            FALSE },
    { .name = NULL }
};

/* The references, now that every action is known; an unknown or repeated one is left out. */
static void
resolve (Reading *r, Whole *whole)
{
    guint at = 0, kept = 0;

    whole->requires = g_new (guint, r->required->len + 1);
    for (guint i = 0; i < whole->a.n_actions; i++) {
        DcmmAction *action = &whole->a.actions[i];
        const guint end = at + action->n_requires;
        action->requires = whole->requires + kept;
        action->n_requires = 0;
        for (; at < end; at++) {
            const Required *required = &g_array_index (r->required, Required, at);
            const guint found = GPOINTER_TO_UINT (g_hash_table_lookup (r->by_id, required->ref));
            gboolean twice = FALSE;
            for (guint k = 0; k < action->n_requires; k++)
                twice |= found && action->requires[k] == found - 1;
            if (!found)
                dcmm_problems_add (r->problems, DCMM_WRONG, (DcmmWhere) { r->a->path, required->line }, _("'%s' requires '%s', which is no action of this file"),
                                   action->id, required->ref);
            if (twice)
                dcmm_problems_add (r->problems, DCMM_WARNING, (DcmmWhere) { r->a->path, required->line }, _("'%s' requires '%s' twice"), action->id, required->ref);
            if (!found || twice)
                continue;
            action->requires[action->n_requires++] = found - 1;
            kept++;
        }
    }
}

static void
put_together (Reading *r, Whole *whole)
{
    DcmmWords *step;
    DcmmRaise *raise;

    whole->a.n_actions = r->actions->len;
    whole->a.actions = (DcmmAction *) (void *) g_array_free (r->actions, FALSE);
    step = whole->steps = (DcmmWords *) (void *) g_array_free (r->steps, FALSE);
    raise = whole->raises = (DcmmRaise *) (void *) g_array_free (r->raises, FALSE);
    for (guint i = 0; i < whole->a.n_actions; i++) {
        DcmmAction *action = &whole->a.actions[i];
        action->steps = step;
        step += action->n_steps;
        action->raises = raise;
        raise += action->n_raises;
    }
    resolve (r, whole);
}

/* ---- cycles ---- */

#define NAMED 12                /* of a longer circle the beginning is said */

static void
name_cycle (const DcmmActions *a, const guint *waiting, guint from, DcmmProblems *problems)
{
    g_autofree guint8 *met = g_new0 (guint8, a->n_actions);
    g_autoptr (GString) names = g_string_new (NULL);
    guint at = from, n = 0;

    /* Whatever is left waits for something that is left: going on leads into a circle, going once more around it names it. */
    for (guint round = 1; round <= 2; round++) {
        from = at;
        do {
            const DcmmAction *action = &a->actions[at];
            met[at] = (guint8) round;
            if (round == 2 && n++ < NAMED)
                g_string_append_printf (names, "%s → ", action->id);
            for (guint i = 0; i < action->n_requires; i++)
                if (waiting[action->requires[i]]) {
                    at = action->requires[i];
                    break;
                }
        } while (met[at] != round);
    }
    g_string_append (names, n > NAMED ? "…" : a->actions[from].id);
    dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { a->path, a->actions[from].line },
                       _("these actions require each other in a circle: %s; take one <requires> out"), names->str);
}

/* Takes away, again and again, what waits for nothing any more; what is left holds a circle. Without recursion: a chain
 * may be as long as the file. */
static void
check_cycles (const DcmmActions *a, DcmmProblems *problems)
{
    const guint n = a->n_actions;
    g_autofree guint *waiting = g_new0 (guint, n + 1), *ready = g_new (guint, n + 1), *first = g_new0 (guint, n + 2), *by = NULL;
    guint n_ready = 0, links = 0;

    for (guint i = 0; i < n; i++) {
        waiting[i] = a->actions[i].n_requires;
        for (guint k = 0; k < waiting[i]; k++, links++)
            first[a->actions[i].requires[k] + 2]++;
    }
    for (guint i = 2; i < n + 2; i++)
        first[i] += first[i - 1];
    by = g_new (guint, links + 1);
    for (guint i = 0; i < n; i++)
        for (guint k = 0; k < a->actions[i].n_requires; k++)
            by[first[a->actions[i].requires[k] + 1]++] = i;
    for (guint i = 0; i < n; i++)
        if (!waiting[i])
            ready[n_ready++] = i;
    for (guint at = 0; at < n_ready; at++)
        for (guint k = first[ready[at]]; k < first[ready[at] + 1]; k++)
            if (--waiting[by[k]] == 0)
                ready[n_ready++] = by[k];
    for (guint i = 0; i < n && n_ready < n; i++)
        if (waiting[i]) {
            name_cycle (a, waiting, i, problems);
            return;
        }
}

DcmmActions *
dcmm_actions_load (const char *path, DcmmLibrary *library, const DcmmQuestionnaire *questionnaire, DcmmProblems *problems, GError **error)
{
    const DcmmRoles *roles = dcmm_library_roles (library, error);

    if (!roles)
        return NULL;
    Whole *whole = g_new0 (Whole, 1);
    g_autoptr (DcmmActions) a = &whole->a;
    g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
    Reading r = {
        .a = a, .library = library, .wanted = questionnaire, .problems = problems, .by_id = by_id,
        .actions = g_array_new (FALSE, TRUE, sizeof (DcmmAction)),
        .steps = g_array_new (FALSE, TRUE, sizeof (DcmmWords)),
        .raises = g_array_new (FALSE, TRUE, sizeof (DcmmRaise)),
        .required = g_array_new (FALSE, TRUE, sizeof (Required)),
    };

    whole->strings = r.words.chunk = g_string_chunk_new (16 * 1024);
    a->path = dcmm_keep (whole->strings, path);
    a->roles = roles;
    const gboolean good = dcmm_read_xml (path, DCMM_NS_ACTIONS, elements, &r, error);
    put_together (&r, whole);
    g_array_unref (r.required);
    if (!good)
        return NULL;
    check_cycles (a, problems);
    return g_steal_pointer (&a);
}

void
dcmm_actions_free (DcmmActions *a)
{
    Whole *whole = (Whole *) a;

    if (!a)
        return;
    g_free (a->actions);
    g_free (whole->steps);
    g_free (whole->raises);
    g_free (whole->requires);
    g_string_chunk_free (whole->strings);
    g_free (whole);
}

int
dcmm_actions_find (const DcmmActions *a, const char *id)
{
    for (guint i = 0; i < a->n_actions; i++)
        if (strcmp (a->actions[i].id, id) == 0)
            return (int) i;
    return -1;
}

gboolean
dcmm_actions_fit (const DcmmActions *a, const DcmmPolicy *policy, DcmmProblems *problems)
{
    gboolean fit = TRUE;

    for (guint i = 0; i < a->n_actions; i++)
        for (guint k = 0; k < a->actions[i].n_raises; k++) {
            const DcmmRaise *raise = &a->actions[i].raises[k];
            const int value = dcmm_policy_value (policy, raise->to);
            if (value >= 0 && policy->values[value].counts)
                continue;
            fit = FALSE;
            dcmm_problems_add (problems, DCMM_WRONG, (DcmmWhere) { a->path, raise->line },
                               value < 0 ? _("'%s' is no value of policy %s") : _("'%s' takes a criterion out of the score under policy %s; raise it to a value that counts"),
                               raise->to, policy->id);
        }
    return fit;
}
