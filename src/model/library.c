#include "model/model-private.h"

#include <string.h>
#include <unistd.h>

struct _DcmmLibrary {
    GMutex      lock;
    char       *overlay;
    GHashTable *questionnaires, *policies, *eligibility, *actions;      /* the name asked for ► the thing */
    DcmmRoles  *roles;
    DcmmProgrammes *programmes;
    GHashTable *crosswalks;     /* the path ► the thing */
};

DcmmLibrary *
dcmm_library_new (const char *overlay)
{
    DcmmLibrary *library = g_new0 (DcmmLibrary, 1);

    g_mutex_init (&library->lock);
    library->overlay = g_strdup (overlay);
    library->questionnaires = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) dcmm_questionnaire_free);
    library->policies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) dcmm_policy_free);
    library->eligibility = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) dcmm_eligibility_free);
    library->actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) dcmm_actions_free);
    library->crosswalks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) dcmm_crosswalk_free);
    return library;
}

void
dcmm_library_free (DcmmLibrary *library)
{
    if (!library)
        return;
    g_hash_table_unref (library->actions);          /* they point into questionnaires and roles */
    dcmm_roles_free (library->roles);
    dcmm_programmes_free (library->programmes);
    g_hash_table_unref (library->crosswalks);       /* borrow the questionnaires */
    g_hash_table_unref (library->questionnaires);
    g_hash_table_unref (library->policies);
    g_hash_table_unref (library->eligibility);
    g_mutex_clear (&library->lock);
    g_free (library->overlay);
    g_free (library);
}

/* What is shipped of a kind: how its files are named below questionnaires/. */
typedef struct {
    const char *folder;         /* below questionnaires/ */
    const char *prefix;         /* of the file's or folder's name, not part of the id */
    const char *suffix;         /* of the path after the id */
} Shelf;

static const Shelf questionnaire_shelf = { "",         "",             "/questionnaire.xml" };
static const Shelf policy_shelf        = { "policies", "",             ".xml"               };
static const Shelf eligibility_shelf   = { "policies", "eligibility-", ".xml"               };
static const Shelf actions_shelf       = { "actions",  "",             ".xml"               };
static const Shelf crosswalk_shelf     = { "",         "crosswalk-",   ".xml"               };

static char *
shelf_path (const Shelf *shelf, const char *id)
{
    g_autofree char *name = g_strconcat (shelf->prefix, id, shelf->suffix, NULL);

    return g_build_filename (dcmm_path_data (), "questionnaires", shelf->folder, name, NULL);
}

static int
by_name (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
shelf_ids (const Shelf *shelf)
{
    g_autofree char *path = g_build_filename (dcmm_path_data (), "questionnaires", shelf->folder, NULL);
    g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
    GPtrArray *ids = g_ptr_array_new ();
    const char *name;

    while (folder && (name = g_dir_read_name (folder))) {
        g_autofree char *id = NULL;
        if (shelf->suffix[0] == '/')
            id = g_strdup (name);
        else if (g_str_has_prefix (name, shelf->prefix) && g_str_has_suffix (name, shelf->suffix) &&
                 (shelf->prefix[0] || !g_str_has_prefix (name, eligibility_shelf.prefix)))
            id = g_strndup (name + strlen (shelf->prefix), strlen (name) - strlen (shelf->prefix) - strlen (shelf->suffix));
        if (!id)
            continue;
        g_autofree char *there = shelf_path (shelf, id);
        if (access (there, R_OK) == 0)
            g_ptr_array_add (ids, g_steal_pointer (&id));
    }
    g_ptr_array_sort (ids, by_name);
    g_ptr_array_add (ids, NULL);
    return (char **) g_ptr_array_free (ids, FALSE);
}

char **
dcmm_library_questionnaires (DcmmLibrary *library)
{
    (void) library;
    return shelf_ids (&questionnaire_shelf);
}

char **
dcmm_library_policies (DcmmLibrary *library)
{
    (void) library;
    return shelf_ids (&policy_shelf);
}

/* An id is a name on the shelf; whatever has a slash or ends in .xml is a path. */
static char *
find (const Shelf *shelf, const char *id, const char *what, GError **error)
{
    if (strchr (id, '/') || g_str_has_suffix (id, ".xml"))
        return g_strdup (id);

    g_autofree char *path = shelf_path (shelf, id);
    if (id[0] != '.' && access (path, R_OK) == 0)
        return g_steal_pointer (&path);

    g_auto (GStrv) ids = shelf_ids (shelf);
    g_autofree char *known = g_strjoinv (", ", ids);
    dcmm_fail (error, DCMM_INPUT, _("%s '%s' is unknown; there are: %s"), what, id, known);
    return NULL;
}

gboolean
dcmm_library_knows (DcmmLibrary *library, const char *id)
{
    g_autofree char *path = shelf_path (&questionnaire_shelf, id);

    (void) library;
    return access (path, R_OK) == 0;
}

const char *
dcmm_library_idle_overlay (DcmmLibrary *library)
{
    g_autoptr (GMutexLocker) locked = g_mutex_locker_new (&library->lock);
    GHashTableIter iter;
    gpointer q;

    g_hash_table_iter_init (&iter, library->questionnaires);
    while (g_hash_table_iter_next (&iter, NULL, &q))
        if (((DcmmQuestionnaire *) q)->overlay_name)
            return NULL;
    return g_hash_table_size (library->questionnaires) ? library->overlay : NULL;
}

const DcmmQuestionnaire *
dcmm_library_questionnaire (DcmmLibrary *library, const char *id, GError **error)
{
    g_autoptr (GMutexLocker) locked = g_mutex_locker_new (&library->lock);
    const DcmmQuestionnaire *known = g_hash_table_lookup (library->questionnaires, id);

    if (known)
        return known;
    g_autofree char *path = find (&questionnaire_shelf, id, _("questionnaire"), error);
    if (!path)
        return NULL;
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (DcmmQuestionnaire) q = dcmm_questionnaire_load (path, library->overlay, problems, error);
    if (!q || !dcmm_problems_none (problems, error))
        return NULL;
    known = q;
    g_hash_table_insert (library->questionnaires, g_strdup (id), g_steal_pointer (&q));
    return known;
}

const DcmmPolicy *
dcmm_library_policy (DcmmLibrary *library, const char *id, GError **error)
{
    g_autoptr (GMutexLocker) locked = g_mutex_locker_new (&library->lock);
    const DcmmPolicy *known;

    if (!id)
        id = "practice";
    if ((known = g_hash_table_lookup (library->policies, id)))
        return known;
    g_autofree char *path = find (&policy_shelf, id, _("policy"), error);
    if (!path)
        return NULL;
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (DcmmPolicy) p = dcmm_policy_load (path, problems, error);
    if (!p || !dcmm_problems_none (problems, error))
        return NULL;
    known = p;
    g_hash_table_insert (library->policies, g_strdup (id), g_steal_pointer (&p));
    return known;
}

const DcmmEligibility *
dcmm_library_eligibility (DcmmLibrary *library, const char *id, GError **error)
{
    g_autoptr (GMutexLocker) locked = g_mutex_locker_new (&library->lock);
    g_auto (GStrv) ids = NULL;
    const DcmmEligibility *known;

    if (!id) {
        ids = shelf_ids (&eligibility_shelf);
        id = ids[0] ? ids[g_strv_length (ids) - 1] : "2026";
    }
    if ((known = g_hash_table_lookup (library->eligibility, id)))
        return known;
    g_autofree char *path = find (&eligibility_shelf, id, _("rule set"), error);
    if (!path)
        return NULL;
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (DcmmEligibility) rules = dcmm_eligibility_load (path, problems, error);
    if (!rules || !dcmm_problems_none (problems, error))
        return NULL;
    known = rules;
    g_hash_table_insert (library->eligibility, g_strdup (id), g_steal_pointer (&rules));
    return known;
}

const DcmmRoles *
dcmm_library_roles (DcmmLibrary *library, GError **error)
{
    g_autoptr (GMutexLocker) locked = g_mutex_locker_new (&library->lock);

    if (library->roles)
        return library->roles;
    g_autofree char *path = g_build_filename (dcmm_path_data (), "questionnaires", "roles.xml", NULL);
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (DcmmRoles) roles = dcmm_roles_load (path, problems, error);
    if (!roles || !dcmm_problems_none (problems, error))
        return NULL;
    return library->roles = g_steal_pointer (&roles);
}

const DcmmProgrammes *
dcmm_library_programmes (DcmmLibrary *library, const char *path, GError **error)
{
    g_autoptr (GMutexLocker) locked = g_mutex_locker_new (&library->lock);
    g_autofree char *shipped = g_build_filename (dcmm_path_data (), "questionnaires", "programmes.xml", NULL);
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();

    if (library->programmes)
        return library->programmes;
    if (!path && access (shipped, F_OK) == 0)
        path = shipped;
    g_autoptr (DcmmProgrammes) programmes = dcmm_programmes_load (path, problems, error);
    if (!programmes || !dcmm_problems_none (problems, error))
        return NULL;
    return library->programmes = g_steal_pointer (&programmes);
}

static const DcmmActions *
known_actions (DcmmLibrary *library, const char *id)
{
    g_autoptr (GMutexLocker) locked = g_mutex_locker_new (&library->lock);

    return g_hash_table_lookup (library->actions, id);
}

/* Read without the lock, since the reader asks the library for the roles; where two threads read at once, the first
 * to end is kept. */
const DcmmActions *
dcmm_library_actions (DcmmLibrary *library, const DcmmQuestionnaire *questionnaire, GError **error)
{
    const DcmmActions *known = known_actions (library, questionnaire->id);

    if (known)
        return known;
    g_autofree char *path = strchr (questionnaire->id, '/') ? NULL : shelf_path (&actions_shelf, questionnaire->id);
    if (!path || access (path, R_OK) != 0) {
        dcmm_fail (error, DCMM_INPUT, _("there are no actions for %s: questionnaires/actions/%s.xml is not there; '--actions FILE' takes your own"),
                   questionnaire->id, questionnaire->id);
        return NULL;
    }
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (DcmmActions) actions = dcmm_actions_load (path, library, questionnaire, problems, error);
    if (!actions || !dcmm_problems_none (problems, error))
        return NULL;
    g_autoptr (GMutexLocker) locked = g_mutex_locker_new (&library->lock);
    if ((known = g_hash_table_lookup (library->actions, questionnaire->id)))
        return known;
    known = actions;
    g_hash_table_insert (library->actions, g_strdup (questionnaire->id), g_steal_pointer (&actions));
    return known;
}

/* ---- crosswalks: found by what they say of themselves ---- */

/* The path of the first one from @from to @to. Where there is none, the error speaks of the first file that could have
 * been it: one that cannot be read, else one that leads elsewhere. */
static char *
find_crosswalk (const char *from, const char *to, GError **error)
{
    g_auto (GStrv) ids = shelf_ids (&crosswalk_shelf);
    g_autoptr (GError) unreadable = NULL, elsewhere = NULL;

    for (guint i = 0; ids[i]; i++) {
        g_autofree char *path = shelf_path (&crosswalk_shelf, ids[i]);
        g_auto (DcmmEnds) ends = { NULL };
        if (!dcmm_crosswalk_ends (path, &ends, unreadable ? NULL : &unreadable))
            continue;
        if (strcmp (ends.from, from) == 0 && strcmp (ends.to, to) == 0)
            return g_steal_pointer (&path);
        if (!elsewhere)
            dcmm_fail_at (&elsewhere, (DcmmWhere) { path, ends.line }, _("leads from %s to %s; no crosswalk leads from %s to %s"), ends.from,
                          ends.to, from, to);
    }
    if (unreadable)
        g_propagate_error (error, g_steal_pointer (&unreadable));
    else if (elsewhere)
        g_propagate_error (error, g_steal_pointer (&elsewhere));
    else
        dcmm_fail (error, DCMM_INPUT, _("no crosswalk leads from %s to %s"), from, to);
    return NULL;
}

gboolean
dcmm_library_has_crosswalk (DcmmLibrary *library, const char *from, const char *to)
{
    g_autofree char *path = find_crosswalk (from, to, NULL);

    (void) library;
    return path != NULL;
}

const DcmmCrosswalk *
dcmm_library_crosswalk (DcmmLibrary *library, const char *from, const char *to, GError **error)
{
    g_autofree char *path = find_crosswalk (from, to, error);
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();

    if (!path)
        return NULL;
    g_mutex_lock (&library->lock);
    const DcmmCrosswalk *there = g_hash_table_lookup (library->crosswalks, path);
    g_mutex_unlock (&library->lock);
    if (there)
        return there;

    /* Not under the lock: the editions come from the library, too. Two threads may both load; the first one stays. */
    g_autoptr (DcmmCrosswalk) c = dcmm_crosswalk_load (path, library, problems, error);
    if (!c || !dcmm_problems_none (problems, error))
        return NULL;
    g_autoptr (GMutexLocker) locked = g_mutex_locker_new (&library->lock);
    there = g_hash_table_lookup (library->crosswalks, path);
    if (!there) {
        there = c;
        g_hash_table_insert (library->crosswalks, g_strdup (path), g_steal_pointer (&c));
    }
    return there;
}
