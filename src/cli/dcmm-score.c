#include "cli/dcmm.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT, JSON, XML };
static const char *const formats[] = { "text", "json", "xml", NULL };

/* Files scored between two writes: enough to keep every core busy, few enough that memory does not grow with the files. */
#define BATCH 64

typedef struct {
    DcmmLibrary      *library;
    const DcmmPolicy *policy;
    DcmmWhich         which;
    int               format;
    gboolean          single, colour;
    guint             target;
    const char       *explain;
} Job;

typedef struct {
    const Job  *job;
    char      **paths;
    GString   **texts;
    GError    **errors;
    guint       n;
    guint       next;           /* atomic */
} Batch;

static void
one_line (const DcmmScores *s, const DcmmAnswers *answers, GString *out)
{
    char score[DCMM_SCORE_LENGTH];
    g_autofree char *name = g_strdup (answers->name ? answers->name : answers->path);
    g_autofree char *level = g_strdup_printf (_("level %d"), s->level);

    dcmm_text_pad (out, dcmm_score_text (s->printed, score), 6);
    dcmm_text_pad (out, level, 9);
    dcmm_text_pad (out, name, s->answered < s->questionnaire->n_criteria ? 44 : 0);
    if (s->answered < s->questionnaire->n_criteria)
        g_string_append_printf (out, _(" %u of %u answered"), s->answered, s->questionnaire->n_criteria);
    g_string_append_c (out, '\n');
}

static gboolean
print (const Job *job, DcmmScores *s, const DcmmAnswers *answers, GString *out, GError **error)
{
    g_autoptr (DcmmAnalysis) analysis = NULL;
    DcmmJson json;

    if (job->explain) {
        if (!dcmm_print_explanation (s, job->explain, out))
            return dcmm_fail (error, DCMM_USE, _("'%s' is no item or domain of %s; 'all' explains the whole"), job->explain, s->questionnaire->id);
        return TRUE;
    }
    switch (job->format) {
    case JSON:
        dcmm_json_init (&json, out);
        dcmm_result_json (s, answers, dcmm_lang (), &json);
        return TRUE;
    case XML:
        analysis = dcmm_analyse (s, answers, job->target);
        dcmm_result_xml (s, answers, analysis, dcmm_lang (), job->single ? 0 : 1, job->single, out);
        return TRUE;
    default:
        if (!job->single) {
            one_line (s, answers, out);
            return TRUE;
        }
        analysis = dcmm_analyse (s, answers, job->target);
        dcmm_print_result (s, answers, analysis, job->colour, out);
        return TRUE;
    }
}

static gboolean
score_one (const Job *job, const char *path, DcmmScores **scores, GString *out, GError **error)
{
    g_autoptr (DcmmAnswers) answers = dcmm_answers_open (path, job->library, job->policy, error);

    if (!answers)
        return FALSE;
    if (!*scores || (*scores)->questionnaire != answers->questionnaire) {
        g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
        g_clear_pointer (scores, dcmm_scores_free);
        if (!dcmm_policy_fits (job->policy, answers->questionnaire, problems))
            return dcmm_problems_none (problems, error);
        *scores = dcmm_scores_new (answers->questionnaire, job->policy);
    }
    if (!dcmm_scores_take (*scores, answers, job->which, error))
        return FALSE;
    return print (job, *scores, answers, out, error);
}

static gpointer
work (gpointer data)
{
    Batch *batch = data;
    DcmmScores *scores = NULL;

    for (;;) {
        const guint i = (guint) g_atomic_int_add ((gint *) &batch->next, 1);
        if (i >= batch->n)
            break;
        batch->texts[i] = g_string_sized_new (batch->job->format == JSON ? 32 * 1024 : 1024);
        score_one (batch->job, batch->paths[i], &scores, batch->texts[i], &batch->errors[i]);
    }
    dcmm_scores_free (scores);
    return NULL;
}

static void
run_batch (Batch *batch)
{
    const guint helpers = MIN (MIN (g_get_num_processors (), 16), batch->n) - 1;
    GThread *threads[16];

    for (guint i = 0; i < helpers; i++)
        threads[i] = g_thread_new ("score", work, batch);
    work (batch);
    for (guint i = 0; i < helpers; i++)
        g_thread_join (threads[i]);
}

/* What stands around and between several results. */
static const struct { const char *before, *between, *after; } frames[] = {
    [TEXT] = { "", "", "" },
    [JSON] = { "[", ",\n", "]\n" },
    [XML]  = { "<results xmlns=\"" DCMM_NS_RESULT "\">\n", "", "</results>\n" },
};

static int
score_all (const Job *job, char **paths, guint n, FILE *out)
{
    const char *separator = frames[job->format].before;
    int worst = DCMM_DONE;

    for (guint from = 0; from < n; from += BATCH) {
        GString *texts[BATCH] = { NULL };
        GError  *errors[BATCH] = { NULL };
        Batch    batch = { job, paths + from, texts, errors, MIN (BATCH, n - from), 0 };

        run_batch (&batch);
        for (guint i = 0; i < batch.n; i++) {
            if (errors[i]) {
                dcmm_error_become (&errors[i], DCMM_INPUT);
                dcmm_say ("%s", errors[i]->message);
                worst = MAX (worst, errors[i]->code);
                g_error_free (errors[i]);
            } else if (worst == DCMM_DONE) {
                fputs (separator, out);
                fwrite (texts[i]->str, 1, texts[i]->len, out);
                separator = frames[job->format].between;
            }
            g_string_free (texts[i], TRUE);
        }
    }
    fputs (frames[job->format].after, out);
    return worst;
}

static int
score (Job *job, DcmmCli *cli, const char *path, GError **error)
{
    g_autoptr (DcmmOutput) out = dcmm_output_new (path, error);
    int code;

    if (!out)
        return -1;
    job->single = cli->n_rest == 1;
    if (job->single) {
        g_autoptr (GString) text = g_string_sized_new (32 * 1024);
        DcmmScores *scores = NULL;
        if (job->format == XML && !job->explain)
            g_string_append (text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        const gboolean good = score_one (job, cli->rest[0], &scores, text, error);
        dcmm_scores_free (scores);
        if (!good)
            return -1;
        if (job->format == JSON && !job->explain)
            g_string_append_c (text, '\n');
        dcmm_output_write (out, text->str, text->len);
        return dcmm_output_commit (out, error) ? DCMM_DONE : -1;
    }
    if (!dcmm_output_hold (out, error))
        return -1;
    if (job->format == XML)
        fputs ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", dcmm_output_stream (out));
    code = score_all (job, cli->rest, cli->n_rest, dcmm_output_stream (out));
    if (code != DCMM_DONE)
        return code;
    return dcmm_output_commit (out, error) ? DCMM_DONE : -1;
}

int
dcmm_cmd_score (DcmmCli *cli, int argc, char **argv, GError **error)
{
    DcmmScoring scoring = { 0 };
    g_autofree char *format = NULL, *explain = NULL, *target = NULL, *path = NULL;
    const GOptionEntry options[] = {
        DCMM_SCORING_OPTIONS (scoring),
        { "format",  0, 0, G_OPTION_ARG_STRING,   &format,  N_("text, json or xml"), N_("FORMAT") },
        { "explain", 0, 0, G_OPTION_ARG_STRING,   &explain, N_("how the score of an item, a domain or 'all' came about"), N_("REF") },
        { "target",  0, 0, G_OPTION_ARG_STRING,   &target,  N_("the level aimed at (default: the next one)"), N_("1-5") },
        { "output",  'o', 0, G_OPTION_ARG_FILENAME, &path,  N_("the file to write"), N_("FILE") },
        G_OPTION_ENTRY_NULL
    };
    g_autoptr (DcmmLibrary) library = NULL;
    Job job = { 0 };
    int which, code = -1;

    if (dcmm_cli_parse (cli, options, argc, argv, error) &&
        (job.format = dcmm_choose_format (format, path, formats, error)) >= 0 &&
        dcmm_scoring_which (&scoring, &which, error) &&
        (!target || dcmm_parse_target (target, &job.target, error))) {
        library = dcmm_library_new (scoring.overlay);
        job.library = library;
        job.which = which;
        job.explain = explain;
        job.colour = dcmm_wants_colour (path);
        job.policy = dcmm_library_policy (library, scoring.policy, error);
        if (job.policy)
            code = score (&job, cli, path, error);
        if (code == DCMM_DONE)
            dcmm_say_idle_overlay (cli, dcmm_library_idle_overlay (library));
    }
    dcmm_scoring_clear (&scoring);
    return code;
}
